import { problemsOfConditions } from './condition-grammar';
import { type PolicyKind, problemsOfPrincipals } from './principal-grammar';
import { problemsOfTexts, textsIn } from './texts';
import { isUnresolved, problemsOfUnresolved } from './unresolved';
import { malformedVariables } from './variables';

const VERSIONS = ['2012-10-17', '2008-10-17'];
const PARTS = ['Version', 'Id', 'Statement'];
const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition'];

/**
 * What is wrong with a policy document, a line each with its place, the value and the rule
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
 */
export function problemsOfDocument(document: unknown, kind?: PolicyKind): string[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return [`it is ${JSON.stringify(document)}: it must be an object`];
  if (isUnresolved(document)) return problemsOfUnresolved('it', document);
  const { Statement: given, Version: version } = document as { Statement?: unknown; Version?: unknown };
  const statements = given === undefined ? [] : [given].flat();
  return [
    ...Object.keys(document).filter((part) => !PARTS.includes(part)).map((part) => `${part} is no part of a policy: there are ${PARTS.join(', ')}`),
    ...(version === undefined || VERSIONS.includes(version as string) ? [] : [`Version is ${JSON.stringify(version)}: it must be one of ${VERSIONS.join(', ')}`]),
    ...(given === undefined ? ['Statement is missing: a policy has at least one'] : []),
    ...statements.flatMap((statement, index) => problemsOfStatement(`Statement[${index}]`, statement, version === VERSIONS[0], kind)),
  ];
}

function problemsOfStatement(at: string, statement: unknown, hasVariables: boolean, kind: PolicyKind | undefined): string[] {
  if (isUnresolved(statement)) return problemsOfUnresolved(at, statement);
  if (typeof statement !== 'object' || statement === null || Array.isArray(statement)) return [`${at} is ${JSON.stringify(statement)}: it must be an object`];
  const given = statement as Record<string, unknown>;
  return [
    ...problemsOfUnresolved(at, given),
    ...Object.keys(given).filter((element) => !ELEMENTS.includes(element) && !isUnresolved(element)).map((element) => `${at}.${element} is no element of a statement: there are ${ELEMENTS.join(', ')}`),
    ...(['Allow', 'Deny'].includes(given.Effect as string) || isUnresolved(given.Effect) ? [] : [`${at}.Effect is ${JSON.stringify(given.Effect)}: it must be "Allow" or "Deny"`]),
    ...(given.Sid === undefined || typeof given.Sid === 'string' || isUnresolved(given.Sid) ? [] : [`${at}.Sid is ${JSON.stringify(given.Sid)}: it must be text`]),
    ...eitherOf(at, given, 'Action', true), ...eitherOf(at, given, 'Resource'), ...eitherOf(at, given, 'Principal'),
    ...['Action', 'NotAction', 'Resource', 'NotResource'].flatMap((element) => problemsOfTexts(`${at}.${element}`, given[element])),
    ...['Action', 'NotAction'].flatMap((element) => problemsOfActions(`${at}.${element}`, given[element])),
    ...(hasVariables ? ['Resource', 'NotResource'].flatMap((element) => problemsOfVariables(`${at}.${element}`, given[element])) : []),
    ...problemsOfPrincipals(at, given, kind),
    ...problemsOfConditions(`${at}.Condition`, given.Condition, hasVariables),
  ];
}

function eitherOf(at: string, given: Record<string, unknown>, element: string, required = false): string[] {
  const both = [element, `Not${element}`].filter((name) => given[name] !== undefined);
  if (both.length > 1) return [`${at} has both ${both.join(' and ')}: it has one of them`];
  return required && both.length === 0 ? [`${at} has neither ${element} nor Not${element}: name what it speaks of`] : [];
}

function problemsOfActions(at: string, value: unknown): string[] {
  return textsIn(value).filter((action) => action !== '*' && !/^([\w-]+|\*):[\w*?-]+$/.test(action))
    .map((action) => `${at} holds "${action}": an action is service:Name, as in s3:GetObject, or *`);
}

/** In a resource, variables stand behind the fifth colon only (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-resourceelement). */
function problemsOfVariables(at: string, value: unknown): string[] {
  return textsIn(value).flatMap((resource) => [
    ...malformedVariables(resource).map((variable) => `${at} holds "${resource}": ${variable} is no policy variable, as \${aws:username} is`),
    ...(/^([^:$]*:){0,4}[^:$]*\$\{/.test(resource) && resource.startsWith('arn:') ? [`${at} holds "${resource}": a policy variable stands behind the fifth colon only`] : []),
  ]);
}
