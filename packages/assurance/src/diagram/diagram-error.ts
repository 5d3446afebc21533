/** A picture that cannot be written: says where, why and what to do. */
export class DiagramError extends Error {
  constructor(readonly file: string, problem: string, remedy: string) {
    super(`${file}: ${problem}. ${remedy}.`);
    this.name = 'DiagramError';
  }
}
