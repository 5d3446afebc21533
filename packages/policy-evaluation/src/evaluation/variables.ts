/**
 * Replaces policy variables: `${aws:PrincipalTag/team}`, with a default `${key, 'x'}`, and the escapes `${*}`, `${?}`, `${$}`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 * @returns undefined when a variable has no value: then the element matches nothing
 */
export function substitute(text: string, values: ReadonlyMap<string, readonly string[]>): string | undefined {
  let complete = true;
  const result = text.replace(/\$\{([^}]+)\}/g, (_, expression: string) => {
    const [key, fallback] = expression.split(',').map((part) => part.trim());
    if (['*', '?', '$'].includes(key)) return key;
    const given = values.get(key.toLowerCase());
    const value = given?.length === 1 ? given[0] : fallback?.replace(/^'|'$/g, '');
    if (value === undefined) complete = false;
    return value ?? '';
  });
  return complete ? result : undefined;
}
