import { problemsOfDocument } from './grammar';
import type { PolicyKind } from './principal-grammar';

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
  /** Policy variables exist in 2012-10-17 only. @default 2008-10-17 */
  readonly version?: string;
  readonly statements: readonly Statement[];
  /** Of a policy that has one: a managed policy of IAM, a policy of an organization. @default - an inline policy, or one of a resource */
  readonly arn?: string;
  /** Where the document was read. @default - a statement's place is told within the policy only */
  readonly source?: PolicySource;
}

/** Where a policy document stands. */
export interface PolicySource {
  /** `cdk.out/Team.template.json` */
  readonly file: string;
  /** The way to the document within the file: `Resources.Role.Properties.Policies[0].PolicyDocument`. */
  readonly path: string;
}

export interface ReadOptions {
  /** What the policy is attached to; then it is held to the rules of that kind too. @default - to the rules of every policy only */
  readonly kind?: PolicyKind;
  /** The policy's own ARN, which denials tell as AWS tells it. */
  readonly arn?: string;
  /** Where the document was read, for decisions and errors. */
  readonly source?: PolicySource;
}

/** A policy document that is not one, with the place and the rule. */
export class PolicyDocumentError extends Error {
  constructor(policy: string, readonly problems: readonly string[]) {
    super([`${policy}: ${problems.length} problem(s)`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.name = 'PolicyDocumentError';
  }
}

/** Lists of statements that were found in order. */
const checked = new WeakSet<readonly Statement[]>();

/**
 * Reads a policy document.
 * @param name how decisions and errors speak of it
 * @param document JSON text or the object it stands for
 * @throws PolicyDocumentError with every problem, its place and the rule; so what a template left unresolved is an error, and never an allow
 */
export function readPolicy(name: string, document: string | object, { kind, arn, source }: ReadOptions = {}): Policy {
  const read = typeof document === 'string' ? parse(name, document) : document;
  const problems = problemsOfDocument(read, kind);
  if (problems.length > 0) throw new PolicyDocumentError(source ? `${name} (${source.file} ${source.path})` : name, problems);
  const { Statement: given, Version: version } = read as { Statement: Statement | Statement[]; Version?: string };
  const statements = [given].flat();
  checked.add(statements);
  return { name, version, statements, ...(arn ? { arn } : {}), ...(source ? { source } : {}) };
}

/** Holds a policy that was not read but made to the same rules, once. @throws PolicyDocumentError */
export function demandOrder({ name, version, statements }: Policy): void {
  if (checked.has(statements)) return;
  const problems = problemsOfDocument({ Version: version, Statement: statements });
  if (problems.length > 0) throw new PolicyDocumentError(name, problems);
  checked.add(statements);
}

function parse(name: string, text: string): object {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new PolicyDocumentError(name, [`it is no JSON: ${(error as Error).message}`]);
  }
  return read as object;
}
