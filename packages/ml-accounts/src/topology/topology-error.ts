/** A problem of a topology file. */
interface Problem {
  readonly line?: number;
  readonly path: string;
  readonly value: unknown;
  readonly rule: string;
}

/** A topology that cannot be used: file and line, value and rule of every problem. */
export class TopologyError extends Error {
  constructor(name: string, problems: readonly Problem[]) {
    const lines = problems.map(({ line, path, value, rule }) => {
      const where = line === undefined ? name : `${name}:${line}`;
      const what = path === '' ? '' : ` ${path} is ${JSON.stringify(value)}:`;
      return `${where}:${what} ${rule}`;
    });
    super([`${problems.length} problem(s) in a topology. Its schema is topology.schema.json of @mlops-foundation/ml-accounts`, ...lines].join('\n'));
    this.name = 'TopologyError';
  }
}
