import * as path from 'node:path';
import { type CollectionTag, parseDocument, type ScalarTag, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Assembly, Stack, Template } from './assembly';
import { AssemblyError } from './assembly-error';
import { readText } from './read-json';

/** A template that something else than this app deploys: a landing zone's, written by hand. */
export interface TemplateElsewhere {
  /** CloudFormation, in YAML or JSON. The stack is called by its name: `landing-zone` of `landing-zone.template.yaml`. */
  readonly file: string;
  /** The 12-digit accounts in which it is deployed. */
  readonly accounts: readonly string[];
  readonly region: string;
}

/**
 * An assembly, and beside its stacks those that are deployed by something else: a permissions boundary, a network, an organization's policies. They come first, as they were there before. Stacks that
 * they nest, and macros, are not read; parameters have their defaults.
 * @throws AssemblyError where a file is no template, or a stack has the name of another one in its account and region
 */
export function withTemplates(assembly: Assembly, templates: readonly TemplateElsewhere[]): Assembly {
  const elsewhere: Stack[] = [];
  for (const { file, accounts, region } of templates) {
    const { template, bytes } = readTemplate(file);
    const name = path.basename(file).replace(/(\.template)?\.[^.]+$/, '');
    for (const account of accounts) {
      if ([...elsewhere, ...assembly.stacks].some((other) => other.name === name && other.account === account && other.region === region)) {
        throw new AssemblyError(file, `there is another stack ${name} in ${account} ${region}`, 'Name each template once, and its file as its stack is called');
      }
      elsewhere.push({ name, account, region, template, bytes, nested: [] });
    }
  }
  return { ...assembly, stacks: [...elsewhere, ...assembly.stacks] };
}

const REMEDY = 'Give a CloudFormation template in YAML or JSON';

function readTemplate(file: string): { readonly template: Template; readonly bytes: number } {
  const text = readText(file, 'template', REMEDY);
  const document = parseDocument(text, { customTags: SHORT_FORMS });
  // a tag that nobody knows is a warning only
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new AssemblyError(file, `it is no template that can be read (${problem.message.split('\n')[0].replace(/:$/, '')})`, REMEDY);
  const template = document.toJS() as Template | null;
  const resources = Object.entries(template?.Resources ?? {});
  if (!template || resources.length === 0) throw new AssemblyError(file, 'it has no Resources', REMEDY);
  const untyped = resources.filter(([, resource]) => typeof resource?.Type !== 'string').map(([id]) => id);
  if (untyped.length > 0) throw new AssemblyError(file, `${untyped.join(', ')} of its Resources have no Type`, REMEDY);
  return { template, bytes: Buffer.byteLength(text) };
}

/** The functions that YAML writes as tags: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
];

const SHORT_FORMS = [...FUNCTIONS.map((name) => [name, `Fn::${name}`]), ['Ref', 'Ref'], ['Condition', 'Condition']].flatMap(([tag, name]): (ScalarTag | CollectionTag)[] => [
  { tag: `!${tag}`, resolve: (text: string) => ({ [name]: tag === 'GetAtt' ? attribute(text) : text }) },
  ...(['seq', 'map'] as const).map((collection): CollectionTag => ({ tag: `!${tag}`, collection, resolve: (given: YAMLSeq | YAMLMap) => ({ [name]: given.toJSON() as unknown }) })),
]);

/** `Group.GroupId`: an attribute may have dots, a logical id has none. */
function attribute(text: string): string[] {
  const [id, ...rest] = text.split('.');
  return [id, rest.join('.')];
}
