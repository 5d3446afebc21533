import { gunzipSync, gzipSync } from 'node:zlib';
import { parse, type Tags } from 'yaml';

/** A CloudFormation template as an object. */
export interface Template {
  Resources: Record<string, TemplateResource>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Outputs?: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
}

export interface TemplateResource {
  Type: string;
  Properties?: Record<string, any>;
  DependsOn?: string | string[];
  Condition?: string;
}

const FUNCTIONS = ['Ref', 'Condition', ...['Base64', 'Cidr', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Select', 'Split', 'Sub', 'And', 'Or', 'Not', 'Equals', 'Transform'].map((name) => `Fn::${name}`)];

/** The short forms of CloudFormation's functions in YAML: `!GetAtt a.b`. */
const TAGS = FUNCTIONS.flatMap((name) => {
  const tag = `!${name.replace('Fn::', '')}`;
  const wrap = (value: unknown) => ({ [name]: name === 'Fn::GetAtt' && typeof value === 'string' ? splitAttribute(value) : value });
  return [
    { tag, resolve: (text: string) => wrap(text) },
    { tag, collection: 'seq' as const, resolve: (node: { toJSON(): unknown }) => wrap(node.toJSON()) },
    { tag, collection: 'map' as const, resolve: (node: { toJSON(): unknown }) => wrap(node.toJSON()) },
  ];
});

const splitAttribute = (text: string) => [text.slice(0, text.indexOf('.')), text.slice(text.indexOf('.') + 1)];

/** Reads a template in JSON or YAML, short forms included. */
export function readTemplate(text: string): Template {
  return text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text, { schema: 'core', customTags: TAGS as unknown as Tags });
}

const ORIGINAL = 'LocalCloud::Original';

/** The original travels inside the lowered template, so that GetTemplate needs no memory of it. */
export function withOriginal(template: Template, original: string): Template {
  return { ...template, Metadata: { ...template.Metadata, [ORIGINAL]: gzipSync(original, { level: 9 }).toString('base64') } };
}

/** The original of a lowered template; undefined for one that was never lowered. */
export function originalOf(text: string): string | undefined {
  if (!text.includes(ORIGINAL)) return undefined;
  const packed = (JSON.parse(text) as Template).Metadata?.[ORIGINAL];
  return typeof packed === 'string' ? gunzipSync(Buffer.from(packed, 'base64')).toString('utf8') : undefined;
}
