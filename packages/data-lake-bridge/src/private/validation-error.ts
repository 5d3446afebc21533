// Copied from internal/src/validation-error.ts by projen: change it there.
import type { IConstruct } from 'constructs';

/** One thing that is wrong with the props of a construct. */
export interface Problem {
  /** The prop, as the user wrote it: `vpcCidr`, `stages[0].name`. */
  readonly prop: string;
  /** The value that was given. */
  readonly value: unknown;
  /** What must hold, with its source where AWS sets it. */
  readonly rule: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Props that cannot work. The text says everything, for users of other languages see the text only. */
export class ValidationError extends Error {
  /** @param where the construct, or what the user calls what is none */
  constructor(where: IConstruct | string, readonly problems: readonly Problem[]) {
    super([`${typeof where === 'string' ? where : where.node.path || where.constructor.name}: ${problems.length} problem(s)`, ...problems.map(describe)].join('\n'));
    this.name = 'ValidationError';
  }

  /** Throws once, with every problem; does nothing where there is none. */
  static throwIfAny(where: IConstruct | string, problems: readonly (Problem | undefined)[]): void {
    const found = problems.filter((problem) => problem !== undefined);
    if (found.length > 0) throw new ValidationError(where, found);
  }
}

function describe({ prop, value, rule, remedy }: Problem): string {
  return `  ${prop} is ${JSON.stringify(value)}: ${rule}. ${remedy}.`;
}
