/** What references stand for, by `LogicalId`, `LogicalId.Attribute` or pseudo parameter. */
export type Values = Readonly<Record<string, string>>;

/** The logical id that a `Ref` or `Fn::GetAtt` speaks of. */
export function logicalIdIn(value: unknown): string | undefined {
  const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { 'Ref'?: string; 'Fn::GetAtt'?: string[] };
  return Ref ?? attribute?.[0];
}

/**
 * Puts values in the place of intrinsic functions. What has no value becomes its own name in angle brackets, which no request can match by
 * accident; `Ref: AWS::NoValue` disappears.
 */
export function settle(value: unknown, values: Values): unknown {
  if (Array.isArray(value)) return value.map((item) => settle(item, values)).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1) {
    const [name, argument] = entries[0];
    const settler = INTRINSICS[name];
    if (settler) return settler(argument as never, values);
    if (name.startsWith('Fn::')) throw new Error(`${name} is not settled by test-kit: ${JSON.stringify(value)}`);
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, settle(item, values)]).filter(([, item]) => item !== undefined));
}

const valueOf = (name: string, values: Values) => values[name] ?? `<${name}>`;

const INTRINSICS: Record<string, (argument: never, values: Values) => unknown> = {
  'Ref': (name: string, values) => (name === 'AWS::NoValue' ? undefined : valueOf(name, values)),
  'Fn::GetAtt': (path: string | string[], values) => valueOf([path].flat().join('.'), values),
  'Fn::ImportValue': (name: unknown, values) => valueOf(`import ${String(settle(name, values))}`, values),
  'Fn::Join': ([separator, parts]: [string, unknown[]], values) => (settle(parts, values) as unknown[]).join(separator),
  'Fn::Split': ([separator, text]: [string, unknown], values) => String(settle(text, values)).split(separator),
  'Fn::Sub': (argument: string | [string, Record<string, unknown>], values) => {
    const [text, own] = [argument].flat(1) as [string, Record<string, unknown>?];
    return text.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => (own && name in own ? String(settle(own[name], values)) : valueOf(name, values)));
  },
};
