import { Unresolved } from '../assembly/intrinsics';
import type { Item } from '../prove/network/items';

/** What people call it: its tag `Name`, else its path in the app, else its logical id. */
export function nameOf(item: Item): string {
  const tags = item.value('Tags');
  const named = Array.isArray(tags) ? (tags as { Key?: unknown; Value?: unknown }[]).find(({ Key }) => Key === 'Name')?.Value : undefined;
  return typeof named === 'string' && named !== '' ? named : pathOf(item) ?? item.logicalId;
}

/** The construct's path, as aws-cdk writes it into templates (https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html#identifiers-paths). */
export function pathOf({ resource }: Item): string | undefined {
  const path = resource.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' && path !== '' ? path.replace(/\/(Resource|Default)$/, '') : undefined;
}

/** The last part of a name that is a path, as those of aws-cdk are. */
export const shortName = (item: Item): string => nameOf(item).split('/').at(-1) || item.logicalId;

/** A property for people: its value, or what the template says instead. */
export function shown(item: Item, property: string, otherwise: string): { readonly text: string; readonly isKnown: boolean } {
  const value = item.value(property);
  if (value instanceof Unresolved) return { text: expression(item.resource.Properties?.[property]), isKnown: false };
  return value === undefined || typeof value === 'object' ? { text: otherwise, isKnown: false } : { text: String(value), isKnown: true };
}

/** An expression that only the deployment works out, as it stands in the template: `Ref Block`, `Fn::Select 1 of Fn::Cidr`. */
export function expression(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = ['nothing', undefined]] = Object.entries(value);
  if (name === 'Ref') return `Ref ${String(argument)}`;
  if (name === 'Fn::GetAtt') return `Fn::GetAtt ${Array.isArray(argument) ? argument.join('.') : String(argument)}`;
  if (name === 'Fn::Select' && Array.isArray(argument)) return `Fn::Select ${String(argument[0])} of ${Array.isArray(argument[1]) ? 'a list' : expression(argument[1]).split(' ')[0]}`;
  return name;
}

/** The zone of a subnet: its name, or what stands for it. */
export function zoneOf(item: Item): string {
  const { text, isKnown } = shown(item, 'AvailabilityZone', 'zone that AWS chooses');
  const given = item.resource.Properties?.AvailabilityZone as { 'Fn::Select'?: readonly [unknown, { 'Fn::GetAZs'?: unknown }] } | undefined;
  const [index, list] = given?.['Fn::Select'] ?? [];
  if (!isKnown && list && 'Fn::GetAZs' in list) return `zone ${Number(index) + 1} of the region`;
  const id = item.value('AvailabilityZoneId');
  return isKnown || typeof id !== 'string' ? text : id;
}
