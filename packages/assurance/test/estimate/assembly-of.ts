import type { Assembly, Stack, Template } from '../../src';

/** A stack without an assembly on disk. */
export function stackOf(template: Template, { name = 'S', account = '111111111111', region = 'eu-west-1', nested = [], ...rest }: Partial<Stack> = {}): Stack {
  return { name, account, region, template, bytes: 0, nested, ...rest };
}

export const assemblyOf = (...stacks: Stack[]): Assembly => ({ folder: 'cdk.out', stacks });

/** Resources of a template, each by the type and the properties. */
export function resources(...all: readonly [type: string, properties?: Readonly<Record<string, unknown>>][]): Template {
  return { Resources: Object.fromEntries(all.map(([Type, Properties], index) => [`R${index}`, { Type, Properties }])) };
}

export const templateAssembly = (template: Template): Assembly => assemblyOf(stackOf(template));
