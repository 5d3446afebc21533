type Json = string | number | boolean | null | { readonly [key: string]: Json } | readonly Json[];

/**
 * Whether EventBridge would match an event, as its guide says it, for the operators that our patterns use: values, `exists`, `anything-but` of one text, and `$or`. Of several values one
 * suffices (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html).
 * The guide does not say when something is absent from objects in an array of which some have it: nothing here may rest on that.
 *
 * @throws Error where a pattern has what it does not know, or compares something that is no leaf
 */
export function matches(pattern: object, event: Json | undefined): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or') return (wanted as object[]).some((one) => matches(one, event));
    const values = valuesOf(event, key);
    if (!Array.isArray(wanted)) return values.length > 0 ? matches(wanted as object, values) : matches(wanted as object, undefined);
    return wanted.some((one: Json) => matchesLeaf(one, values, key));
  });
}

function valuesOf(event: Json | undefined, key: string): Json[] {
  const found = Array.isArray(event) ? event.flatMap((one: Json) => valuesOf(one, key)) : [(event as Record<string, Json> | null | undefined)?.[key]].flat();
  return found.filter((value): value is Json => value !== undefined);
}

function matchesLeaf(wanted: Json, values: readonly Json[], key: string): boolean {
  if (values.some((value) => typeof value === 'object' && value !== null)) throw new Error(`${key} is no leaf of the event: EventBridge compares leaves only`);
  if (typeof wanted !== 'object' || wanted === null) return values.includes(wanted);
  const { exists, 'anything-but': other, ...unknown } = wanted as { readonly 'exists'?: boolean; readonly 'anything-but'?: string };
  if (Object.keys(unknown).length > 0) throw new Error(`${JSON.stringify(wanted)} has an operator that is not known here`);
  return exists === undefined ? values.some((value) => value !== other) : exists === values.length > 0;
}
