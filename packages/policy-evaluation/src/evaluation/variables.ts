/**
 * Replaces policy variables: `${aws:PrincipalTag/team}`, with a default `${key, 'x'}`, and the escapes `${*}`, `${?}`, `${$}`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 * @param literally how a value is written into the element, so that a `*` in somebody's tag is no wildcard
 * @returns undefined when a variable has no single value: then the element matches nothing
 */
export function substitute(text: string, values: ReadonlyMap<string, readonly string[]>, literally = (value: string) => value): string | undefined {
  let complete = true;
  const result = text.replace(/\$\{([^}]+)\}/g, (_, expression: string) => {
    const [, key, fallback] = /^\s*([^,\s]+)\s*(?:,\s*'(.*)'\s*)?$/s.exec(expression) ?? [];
    if (key && ['*', '?', '$'].includes(key)) return literally(key);
    const given = key ? values.get(key.toLowerCase()) : undefined;
    const value = given?.length === 1 ? given[0] : fallback;
    if (value === undefined) complete = false;
    return literally(value ?? '');
  });
  return complete ? result : undefined;
}
