/** A folder that holds no assembly that can be read: says which file, what is wrong and what to do. */
export class AssemblyError extends Error {
  constructor(readonly file: string, problem: string, remedy: string) {
    super(`${file}: ${problem}. ${remedy}.`);
    this.name = 'AssemblyError';
  }
}
