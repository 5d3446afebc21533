/** A policy's statements, in the shape IAM's grammar gives them (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html). */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, ConditionValue>>>>;
}

export type PrincipalElement = '*' | Readonly<Record<string, string | readonly string[]>>;
export type ConditionValue = string | boolean | number | readonly (string | boolean | number)[];

/** A policy with the name by which a decision speaks of it. */
export interface Policy {
  /** `inline policy Default of role/x`, `bucket policy of y`. */
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** A policy document that is not one, with the place and the rule. */
export class PolicyDocumentError extends Error {
  constructor(policy: string, readonly problems: readonly string[]) {
    super([`${policy}: ${problems.length} problem(s)`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.name = 'PolicyDocumentError';
  }
}

/**
 * Reads a policy document.
 * @param name how decisions and errors speak of it
 * @param document JSON text or the object it stands for
 * @throws PolicyDocumentError with every problem
 */
export function readPolicy(name: string, document: string | object): Policy {
  const { Statement: given } = (typeof document === 'string' ? parse(name, document) : document) as { Statement?: unknown };
  const statements = given === undefined ? [] : [given].flat();
  const problems = given === undefined ? ['Statement is missing: a policy has at least one'] : statements.flatMap(problemsOf);
  if (problems.length > 0) throw new PolicyDocumentError(name, problems);
  return { name, statements: statements as Statement[] };
}

function parse(name: string, text: string): object {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyDocumentError(name, [`it is no JSON: ${(error as Error).message}`]);
  }
}

function problemsOf(statement: unknown, index: number): string[] {
  const at = `Statement[${index}]`;
  if (typeof statement !== 'object' || statement === null) return [`${at} is ${JSON.stringify(statement)}: it must be an object`];
  const { Effect, Action, NotAction } = statement as Partial<Statement>;
  const problems: string[] = [];
  if (Effect !== 'Allow' && Effect !== 'Deny') problems.push(`${at}.Effect is ${JSON.stringify(Effect)}: it must be "Allow" or "Deny"`);
  if (Action === undefined && NotAction === undefined) problems.push(`${at} has neither Action nor NotAction: name what it speaks of`);
  return problems;
}

/** `statement ReadOnly` or `statement 2`, for people. */
export function statementName(statement: Statement, policy: Policy): string {
  return statement.Sid ? `statement ${statement.Sid}` : `statement ${policy.statements.indexOf(statement) + 1}`;
}
