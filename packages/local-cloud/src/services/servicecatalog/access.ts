import type { AccessRequest, CallContext } from '../service';
import type { ProvisionedProduct } from './model';

type Place = Pick<CallContext, 'account' | 'region' | 'partition'>;

/**
 * Resources and condition keys of the Service Catalog actions
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsservicecatalog.html).
 */
export const portfolioArn = (id: string, { account, region, partition }: Place) => `arn:${partition}:catalog:${region}:${account}:portfolio/${id}`;
export const productArn = (id: string, { account, region, partition }: Place) => `arn:${partition}:catalog:${region}:${account}:product/${id}`;

export const onEverything = (action: string): AccessRequest[] => [{ action: `servicecatalog:${action}`, resource: '*' }];
export const onPortfolio = (action: string, id: string, place: Place): AccessRequest[] => [{ action: `servicecatalog:${action}`, resource: portfolioArn(id, place) }];
export const onProduct = (action: string, id: string | undefined, place: Place): AccessRequest[] =>
  [{ action: `servicecatalog:${action}`, resource: productArn(id ?? '*', place) }];

/** The tags of a request, as `aws:RequestTag/…` and `aws:TagKeys`. */
export function tagContext(tags: readonly { Key: string; Value?: string }[] = []): Record<string, string | readonly string[]> {
  if (tags.length === 0) return {};
  return { ...Object.fromEntries(tags.map(({ Key, Value = '' }) => [`aws:RequestTag/${Key}`, Value])), 'aws:TagKeys': tags.map(({ Key }) => Key) };
}

export type Level = 'User' | 'Role' | 'Account';

/**
 * The levels by which a policy narrows who may see or change a provisioned product: its own user, anyone in the same role, the whole account
 * (https://docs.aws.amazon.com/servicecatalog/latest/adminguide/permissions-examples.html). The narrower ones include the wider.
 */
export function levelContext(level: Level): Record<string, string> {
  return {
    'servicecatalog:accountLevel': 'self',
    ...(level === 'Account' ? {} : { 'servicecatalog:roleLevel': 'self' }),
    ...(level === 'User' ? { 'servicecatalog:userLevel': 'self' } : {}),
  };
}

/** The narrowest level that holds both the caller and whoever provisioned a product. */
export function levelOf(product: ProvisionedProduct | undefined, { principal }: Pick<CallContext, 'principal'>): Level {
  if (product === undefined || product.UserArnSession === principal.arn) return 'User';
  return product.UserArn === (principal.roleArn ?? principal.arn) ? 'Role' : 'Account';
}

export function isWithin(level: Level, product: ProvisionedProduct, context: Pick<CallContext, 'principal'>): boolean {
  const own = levelOf(product, context);
  return level === 'Account' || own === 'User' || own === level;
}
