import { readOperator } from './operators';

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
}

/** A policy document that is not one, with the place and the rule. */
export class PolicyDocumentError extends Error {
  constructor(policy: string, readonly problems: readonly string[]) {
    super([`${policy}: ${problems.length} problem(s)`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.name = 'PolicyDocumentError';
  }
}

const VERSIONS = ['2012-10-17', '2008-10-17'];
const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition'];
const PRINCIPAL_KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

/**
 * Reads a policy document.
 * @param name how decisions and errors speak of it
 * @param document JSON text or the object it stands for
 * @throws PolicyDocumentError with every problem, its place and the rule
 */
export function readPolicy(name: string, document: string | object): Policy {
  const read = typeof document === 'string' ? parse(name, document) : document;
  const { Statement: given, Version: version } = read as { Statement?: unknown; Version?: unknown };
  const statements = given === undefined ? [] : [given].flat();
  const problems = statements.flatMap(problemsOf);
  if (given === undefined) problems.unshift('Statement is missing: a policy has at least one');
  if (version !== undefined && !VERSIONS.includes(String(version))) problems.unshift(`Version is ${JSON.stringify(version)}: it must be one of ${VERSIONS.join(', ')}`);
  if (problems.length > 0) throw new PolicyDocumentError(name, problems);
  return { name, version: version as string | undefined, statements: statements as Statement[] };
}

function parse(name: string, text: string): object {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new PolicyDocumentError(name, [`it is no JSON: ${(error as Error).message}`]);
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new PolicyDocumentError(name, [`it is ${JSON.stringify(read)}: it must be an object`]);
  return read;
}

function problemsOf(statement: unknown, index: number): string[] {
  const at = `Statement[${index}]`;
  if (typeof statement !== 'object' || statement === null) return [`${at} is ${JSON.stringify(statement)}: it must be an object`];
  const given = statement as Record<string, unknown>;
  const unknown = Object.keys(given).filter((element) => !ELEMENTS.includes(element));
  return [
    ...unknown.map((element) => `${at}.${element} is no element of a statement: there are ${ELEMENTS.join(', ')}`),
    ...(['Allow', 'Deny'].includes(given.Effect as string) ? [] : [`${at}.Effect is ${JSON.stringify(given.Effect)}: it must be "Allow" or "Deny"`]),
    ...eitherOf(at, given, 'Action', true), ...eitherOf(at, given, 'Resource'), ...eitherOf(at, given, 'Principal'),
    ...['Action', 'NotAction', 'Resource', 'NotResource'].flatMap((element) => textsOf(at, element, given[element])),
    ...['Action', 'NotAction'].flatMap((element) => actionsOf(at, element, given[element])),
    ...['Principal', 'NotPrincipal'].flatMap((element) => principalOf(at, element, given[element])),
    ...(given.NotPrincipal !== undefined && given.Effect === 'Allow' ? [`${at}.NotPrincipal stands with Effect Allow: it is for Deny only`] : []),
    ...conditionOf(at, given.Condition),
  ];
}

function eitherOf(at: string, given: Record<string, unknown>, element: string, required = false): string[] {
  const both = [element, `Not${element}`].filter((name) => given[name] !== undefined);
  if (both.length > 1) return [`${at} has both ${both.join(' and ')}: it has one of them`];
  return required && both.length === 0 ? [`${at} has neither ${element} nor Not${element}: name what it speaks of`] : [];
}

function textsOf(at: string, element: string, value: unknown): string[] {
  if (value === undefined) return [];
  const wrong = [value].flat().filter((one) => typeof one !== 'string');
  return wrong.length > 0 ? [`${at}.${element} holds ${JSON.stringify(wrong[0])}: it must be text or a list of texts`] : [];
}

function actionsOf(at: string, element: string, value: unknown): string[] {
  const actions = value === undefined ? [] : [value].flat().filter((one): one is string => typeof one === 'string');
  return actions.filter((action) => action !== '*' && !/^[\w-]+:[\w*?-]+$/.test(action))
    .map((action) => `${at}.${element} holds "${action}": an action is service:Name, as in s3:GetObject, or *`);
}

function principalOf(at: string, element: string, value: unknown): string[] {
  if (value === undefined || value === '*') return [];
  if (typeof value !== 'object' || value === null) return [`${at}.${element} is ${JSON.stringify(value)}: it must be "*" or an object such as {"AWS": "arn:…"}`];
  return Object.entries(value).flatMap(([kind, names]) => [
    ...(PRINCIPAL_KINDS.includes(kind) ? [] : [`${at}.${element}.${kind} is no kind of principal: there are ${PRINCIPAL_KINDS.join(', ')}`]),
    ...textsOf(at, `${element}.${kind}`, names),
  ]);
}

function conditionOf(at: string, condition: unknown): string[] {
  if (condition === undefined) return [];
  if (typeof condition !== 'object' || condition === null) return [`${at}.Condition is ${JSON.stringify(condition)}: it must be an object of operators`];
  return Object.entries(condition).flatMap(([operator, keys]) => [
    ...(readOperator(operator) ? [] : [`${at}.Condition.${operator} is no operator that IAM has`]),
    ...(typeof keys === 'object' && keys !== null && !Array.isArray(keys) ? [] : [`${at}.Condition.${operator} is ${JSON.stringify(keys)}: it must be an object of condition keys`]),
  ]);
}

/** The Sid, or `statement 2`, for people. */
export function statementName(statement: Statement, policy: Policy): string {
  return statement.Sid ? `statement ${statement.Sid}` : `statement ${policy.statements.indexOf(statement) + 1}`;
}
