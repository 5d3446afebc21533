/** An input of a proof that cannot be understood: every problem with its place, the rule and the remedy. */
export class ProveError extends Error {
  constructor(file: string, readonly problems: readonly string[]) {
    super([`${file}: ${problems.length} problem(s)`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.name = 'ProveError';
  }
}
