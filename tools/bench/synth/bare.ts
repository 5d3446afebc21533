import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { App, CfnCondition, CfnDeletionPolicy, CfnMapping, CfnOutput, CfnParameter, CfnResource, Stack, Token } from 'aws-cdk-lib';

/** A part of a template or of an assembly's manifest. */
type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const loaded = createRequire(__filename);

/** A stack as somebody would write it with nothing but L1 constructs. */
export interface BareStack {
  readonly name: string;
  /** Neither for the template of a product. */
  readonly account?: string;
  readonly region?: string;
  readonly resources: readonly BareResource[];
  readonly parameters: Readonly<Json>;
  readonly conditions: Readonly<Json>;
  readonly mappings: Readonly<Json>;
  readonly outputs: Readonly<Json>;
}

export interface BareResource {
  readonly id: string;
  readonly type: string;
  /** Module and class of its L1; undefined for a custom resource. */
  readonly construct?: readonly [string, string];
  /** What the L1 is given, in its own names; intrinsic functions as marked text. */
  readonly props: Json;
  readonly dependsOn: readonly string[];
  readonly deletionPolicy?: string;
  readonly updateReplacePolicy?: string;
  readonly condition?: string;
  readonly metadata?: Record<string, unknown>;
}

/** What every stack of the CDK brings along by itself. */
const OF_THE_CDK = ['BootstrapVersion', 'CheckBootstrapVersion'];

/** Reads the stacks of an assembly back into what L1 constructs are given. */
export const bareStacks = (assembly: string): BareStack[] => [...eachBareStack(assembly)];

/** One after the other: descriptions of hundreds of stacks at once fill the memory. */
export function* eachBareStack(assembly: string): Generator<BareStack> {
  const classes: Record<string, string> = JSON.parse(readFileSync(path.join(path.dirname(require.resolve('aws-cdk-lib')), 'cloudformation-include', 'cfn-types-2-classes.json'), 'utf8'));
  const { artifacts } = JSON.parse(readFileSync(path.join(assembly, 'manifest.json'), 'utf8'));
  const environments = new Map(Object.values<Json>(artifacts).filter(({ type }) => type === 'aws:cloudformation:stack').map(({ environment, properties }) => [properties.templateFile, environment]));
  for (const file of templatesIn(assembly)) {
    const [account, region] = environments.get(file)?.replace('aws://', '').split('/') ?? [];
    const template = JSON.parse(readFileSync(path.join(assembly, file), 'utf8'));
    const own = (section: Record<string, unknown> = {}) => Object.fromEntries(Object.entries(section).filter(([id]) => !OF_THE_CDK.includes(id)));
    yield {
      name: stackOf(file), account, region, parameters: own(template.Parameters), conditions: own(template.Conditions), mappings: own(template.Mappings), outputs: own(template.Outputs),
      resources: Object.entries<Json>(template.Resources).map(([id, resource]) => bareResource(id, resource, classes[resource.Type])),
    };
  }
}

const SUFFIX = '.template.json';

/** Templates of stacks and of Service Catalog products. */
const templatesIn = (assembly: string) => readdirSync(assembly).filter((name) => name.endsWith(SUFFIX)).sort();

/** `Tooling.product.template.json` to `Tooling-product`. */
const stackOf = (file: string) => file.slice(0, -SUFFIX.length).replace(/\./g, '-');

function bareResource(id: string, resource: Json, name: string | undefined): BareResource {
  const construct = name?.split('.') as [string, string] | undefined;
  const dependsOn = [resource.DependsOn ?? []].flat();
  return {
    id, type: resource.Type, construct, props: construct ? propsOf(id, resource, construct) : marked(resource.Properties ?? {}) as Json, dependsOn, deletionPolicy: resource.DeletionPolicy,
    updateReplacePolicy: resource.UpdateReplacePolicy, condition: resource.Condition, metadata: resource.Metadata,
  };
}

/** The L1 itself knows how CloudFormation's names become its own. */
function propsOf(id: string, resource: Json, [module, construct]: readonly [string, string]): Json {
  const parser = { parseValue: marked, handleAttributes: () => undefined };
  const made = (loaded(module) as Json)[construct]._fromCloudFormation(new Stack(), id, resource, { parser });
  return made._cfnProperties;
}

const MARK = 'intrinsic:';

/** An L1 takes text where CloudFormation has a function: `bucket.ref` is a token in text. */
function marked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) return MARK + JSON.stringify(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, marked(item)]));
}

/** The function that a text stands for; undefined where it is just a text. */
export const intrinsicOf = (text: string): Json | undefined => (text.startsWith(MARK) ? JSON.parse(text.slice(MARK.length)) : undefined);

function withTokens(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(MARK) ? Token.asString(intrinsicOf(value)) : value;
  if (Array.isArray(value)) return value.map(withTokens);
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTokens(item)])) : value;
}

/** Loads what `build` needs and writes its tokens, so that neither is part of what is measured. */
export function load(stacks: readonly BareStack[]): BareStack[] {
  return stacks.map((stack) => ({
    ...stack,
    resources: stack.resources.map((resource) => {
      if (resource.construct) loaded(resource.construct[0]);
      return { ...resource, props: withTokens(resource.props) as Json };
    }),
  }));
}

export function build(stacks: readonly BareStack[], outdir: string): App {
  const app = bareApp(outdir);
  for (const stack of stacks) buildStack(app, stack);
  return app;
}

export const bareApp = (outdir: string): App => new App({ outdir, analyticsReporting: false, context: { 'aws:cdk:disable-creation-stack-traces': true } });

export function buildStack(app: App, { name, account, region, resources, parameters, conditions, mappings, outputs }: BareStack): void {
  const stack = new Stack(app, name, { env: { account, region } });
  for (const [id, { Type, Default, Description, AllowedPattern, AllowedValues, NoEcho }] of Object.entries(parameters)) {
    new CfnParameter(stack, id, { type: Type, default: Default, description: Description, allowedPattern: AllowedPattern, allowedValues: AllowedValues, noEcho: NoEcho });
  }
  for (const [id, mapping] of Object.entries(mappings)) new CfnMapping(stack, id, { mapping });
  const made = new Map(Object.entries(conditions).map(([id, expression]) => [id, new CfnCondition(stack, id, { expression })]));
  const byId = new Map(resources.map((resource) => [resource.id, buildResource(stack, resource, made)]));
  for (const { id, dependsOn } of resources) for (const other of dependsOn) byId.get(id)?.addDependency(byId.get(other) as CfnResource);
  for (const [id, { Value, Export, Condition }] of Object.entries(outputs)) {
    new CfnOutput(stack, id, { value: Token.asString(Value), exportName: Export && Token.asString(Export.Name), condition: made.get(Condition) });
  }
}

function buildResource(stack: Stack, { id, type, construct, props, deletionPolicy, updateReplacePolicy, condition, metadata }: BareResource, conditions: Map<string, CfnCondition>): CfnResource {
  const resource: CfnResource = construct ? new (loaded(construct[0]) as Json)[construct[1]](stack, id, props) : new CfnResource(stack, id, { type, properties: props });
  resource.overrideLogicalId(id);
  resource.cfnOptions.deletionPolicy = deletionPolicy as CfnDeletionPolicy | undefined;
  resource.cfnOptions.updateReplacePolicy = updateReplacePolicy as CfnDeletionPolicy | undefined;
  resource.cfnOptions.condition = condition ? conditions.get(condition) : undefined;
  if (metadata) resource.cfnOptions.metadata = metadata;
  return resource;
}

/** How many resources two assemblies have with the same properties, and how many the first has. */
export function compared(assembly: string, other: string): { readonly resources: number; readonly same: number } {
  let [resources, same] = [0, 0];
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')).Resources;
  for (const file of templatesIn(assembly)) {
    const [one, two] = [read(path.join(assembly, file)), read(path.join(other, `${stackOf(file)}${SUFFIX}`))];
    for (const id of Object.keys(one)) {
      resources++;
      if (canonical(one[id].Properties) === canonical(two[id]?.Properties)) same++;
    }
  }
  return { resources, same };
}

function canonical(value: unknown): string {
  return JSON.stringify(value ?? {}, (_, item) => (item && typeof item === 'object' && !Array.isArray(item)
    ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item));
}
