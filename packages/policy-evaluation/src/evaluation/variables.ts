import type { ContextValues } from './context-values';

/** A policy variable as AWS writes it: `aws:username`, `aws:PrincipalTag/Cost Centre`, with a default after a comma and a space; or an escape. */
const EXPRESSION = /^(?:[*?$]|([\w.-]+:[^,{}']*[^,{}'\s])(?:, '([^']*)')?)$/;
const PLACES = /\$\{([^}]*)\}/g;

/** Whether a text has a variable; policies of the version before 2012-10-17 have none, there `${…}` is text. */
export const hasVariable = (text: string): boolean => text.includes('${');

/** The `${…}` of a text that are no policy variables: what a template has forgotten to replace, or a spelling that IAM does not know. */
export function malformedVariables(text: string): string[] {
  return [...text.matchAll(PLACES)].filter(([, expression]) => !EXPRESSION.test(expression)).map(([whole]) => whole);
}

/**
 * Replaces policy variables: `${aws:PrincipalTag/team}`, with a default `${key, 'x'}`, and the escapes `${*}`, `${?}`, `${$}`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 * @param literally how a value is written into the element, so that a `*` in somebody's tag is no wildcard
 * @returns undefined when a variable has no single value: then the element matches nothing
 */
export function substitute(text: string, values: Pick<ContextValues, 'get'>, literally = (value: string) => value): string | undefined {
  let complete = true;
  const result = text.replace(PLACES, (_, expression: string) => {
    if (['*', '?', '$'].includes(expression)) return literally(expression);
    const [, key, fallback] = EXPRESSION.exec(expression) ?? [];
    const given = key ? values.get(key.toLowerCase()) : undefined;
    const value = given?.length === 1 ? given[0] : fallback;
    if (value === undefined) complete = false;
    return literally(value ?? '');
  });
  return complete ? result : undefined;
}
