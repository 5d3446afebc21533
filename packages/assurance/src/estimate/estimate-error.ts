/** A price table, a use or a region that cannot be reckoned with: every problem at once, each with its value, the rule and the remedy. */
export class EstimateError extends Error {
  constructor(readonly file: string, readonly problems: readonly string[]) {
    super(problems.map((problem) => `${file}: ${problem}`).join('\n'));
    this.name = 'EstimateError';
  }
}
