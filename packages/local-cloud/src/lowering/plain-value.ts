import type { LoweringContext } from './lower';
import type { Template } from './template-text';

/** Evaluates the few functions that CDK writes into the TemplateURL of a nested stack. @throws Error naming what cannot be known before deployment */
export function plainValue(value: any, template: Template, context: LoweringContext): string {
  if (typeof value === 'string') return value;
  const plain = (inner: any) => plainValue(inner, template, context);
  if (value?.Ref) return reference(value.Ref, template, context);
  if (value?.['Fn::Sub']) {
    const [text, values = {}] = [value['Fn::Sub']].flat();
    return text.replace(/\$\{([^}]+)\}/g, (_: string, name: string) => plain(values[name] ?? { Ref: name }));
  }
  if (value?.['Fn::Join']) {
    const [separator, parts] = value['Fn::Join'];
    return parts.map(plain).join(separator);
  }
  if (value?.['Fn::Select']) {
    const [index, list] = value['Fn::Select'];
    return (Array.isArray(list) ? list.map(plain) : splitList(list, plain))[Number(index)];
  }
  throw new Error(`the TemplateURL of a nested stack cannot be known before deployment: ${JSON.stringify(value)}`);
}

function splitList(list: any, plain: (inner: any) => string): string[] {
  if (list?.['Fn::Split']) return plain(list['Fn::Split'][1]).split(list['Fn::Split'][0]);
  throw new Error(`the TemplateURL of a nested stack selects from what cannot be known before deployment: ${JSON.stringify(list)}`);
}

function reference(name: string, template: Template, { account, region, partition, parameters }: LoweringContext): string {
  const pseudo: Record<string, string> = { 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::Partition': partition, 'AWS::URLSuffix': 'amazonaws.com' };
  const value = pseudo[name] ?? parameters[name] ?? template.Parameters?.[name]?.Default;
  if (value === undefined) throw new Error(`the TemplateURL of a nested stack refers to ${name}, which has no value before deployment`);
  return String(value);
}
