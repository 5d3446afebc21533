import type { TopologyProblem } from '../private/topology-rules';

/** A topology that cannot be used: file and line, value and rule of every problem. */
export class TopologyError extends Error {
  constructor(name: string, problems: readonly TopologyProblem[]) {
    const lines = problems.map(({ line, path, value, rule }) => {
      const where = line === undefined ? name : `${name}:${line}`;
      const what = path === '' ? '' : ` ${path} is ${JSON.stringify(value)}:`;
      return `${where}:${what} ${rule}`;
    });
    super([`${problems.length} problem(s) in a topology. Its JSON schema is AccountTopology.SCHEMA`, ...lines].join('\n'));
    this.name = 'TopologyError';
  }

  /** Throws once, with every problem; does nothing where there is none. */
  static throwIfAny(name: string, problems: readonly TopologyProblem[]): void {
    if (problems.length > 0) throw new TopologyError(name, problems);
  }
}
