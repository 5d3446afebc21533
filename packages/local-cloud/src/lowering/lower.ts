import { PROVIDER_FUNCTION } from '../provider/provider-stack';
import { AwsError } from '../services/service';
import { COMPANIONS, INLINED_ATTRIBUTES } from './companions';
import { OBJECTS, withObjectsAsText } from './objects-as-text';
import { plainValue } from './plain-value';
import { type ServedTypes, treatmentOf } from './resource-types';
import { addSessionPrincipals } from './session-principals';
import type { Template, TemplateResource } from './template-text';

export interface LoweringContext {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Types that a service of the runner creates. */
  readonly served: ServedTypes;
  /** Lowers the template behind the URL of a nested stack and returns where it went. */
  nested(url: string): Promise<string>;
}

const provider = { 'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${PROVIDER_FUNCTION}` };

/** The custom resource by which the runner creates what the emulator cannot. */
const customResource = (type: string, properties: unknown) => ({ ServiceToken: provider, Type: type, Properties: properties });

/**
 * Turns a template into one the emulator can create: what it lacks becomes custom resources of the runner, what its handlers drop is
 * replayed by companions.
 * @returns undefined when there was nothing to lower
 * @throws AwsError ValidationError naming every resource whose type is refused, before anything is created
 */
export async function lower(original: Template, context: LoweringContext): Promise<Template | undefined> {
  refuse(original, context);
  const template: Template = structuredClone(original);
  let changes = inlineAttributes(template) + addSessionPrincipals(template.Resources);
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    changes += addCompanions(template, logicalId, resource);
    changes += await lowerNested(template, resource, context);
    changes += lowerResource(resource, context);
  }
  return changes > 0 ? template : undefined;
}

function refuse({ Resources = {} }: Template, { served }: LoweringContext): void {
  const refused = Object.entries(Resources).filter(([, { Type }]) => treatmentOf(Type, served) === 'refused');
  if (refused.length === 0) return;
  const names = refused.map(([logicalId, { Type }]) => `${logicalId} (${Type})`).join(', ');
  throw new AwsError('ValidationError', `local-cloud: nothing of this stack was created, for the local cloud has no way to create ${names}: \`local-cloud table\` tells what it creates`);
}

function lowerResource(resource: TemplateResource, { served }: LoweringContext): number {
  const treatment = treatmentOf(resource.Type, served);
  if (treatment !== 'runs' && treatment !== 'stored') return 0;
  const { Type } = resource;
  const properties = resource.Properties ?? {};
  resource.Properties = customResource(Type, withObjectsAsText(properties, OBJECTS[Type] ?? []));
  resource.Type = `Custom::${Type.replace(/::/g, '-')}`;
  return 1;
}

function addCompanions(template: Template, logicalId: string, resource: TemplateResource): number {
  let added = 0;
  for (const { type, suffix, properties } of COMPANIONS[resource.Type] ?? []) {
    const given = properties(logicalId, resource.Properties ?? {});
    if (!given) continue;
    template.Resources[`${logicalId}${suffix}`] = {
      Type: `Custom::${type.replace(/::/g, '-')}`,
      ...(resource.Condition ? { Condition: resource.Condition } : {}),
      Properties: customResource(type, given),
    };
    added++;
  }
  return added;
}

async function lowerNested(template: Template, resource: TemplateResource, context: LoweringContext): Promise<number> {
  if (resource.Type !== 'AWS::CloudFormation::Stack') return 0;
  const url = plainValue(resource.Properties?.TemplateURL, template, context);
  const lowered = await context.nested(url);
  if (lowered === url) return 0;
  resource.Properties = { ...resource.Properties, TemplateURL: lowered };
  return 1;
}

/** Attributes that the emulator does not return are replaced by the property they repeat. */
function inlineAttributes(template: Template): number {
  let changes = 0;
  const walk = (value: any): any => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const attribute = value['Fn::GetAtt'];
    if (attribute && Object.keys(value).length === 1) {
      const [logicalId, name] = Array.isArray(attribute) ? attribute : String(attribute).split('.');
      const resource = template.Resources[logicalId];
      const property = resource && INLINED_ATTRIBUTES[resource.Type]?.includes(name) ? resource.Properties?.[name] : undefined;
      if (property !== undefined) {
        changes++;
        return property;
      }
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  template.Resources = walk(template.Resources ?? {});
  if (template.Outputs) template.Outputs = walk(template.Outputs);
  return changes;
}
