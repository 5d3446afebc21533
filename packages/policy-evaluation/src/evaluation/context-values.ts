import { type AccessRequest, isRootArn, type RequestPrincipal } from './request';

const TAG = 'aws:principaltag/';

/** The values of condition keys in a request. They are looked up when a policy asks for them: it asks for few. */
export class ContextValues {
  constructor(private readonly request: AccessRequest) {}

  /**
   * The values of a key: one that follows from the principal, which no caller can replace, or the request's own
   * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
   * @param key in lower case
   * @returns undefined when the request has none; never an empty list
   */
  get(key: string): readonly string[] | undefined {
    const value = derived(key, this.request) ?? find(this.request.context, key);
    const values = typeof value === 'string' ? [value] : value;
    return values === undefined || values.length === 0 ? undefined : values;
  }

  /** How many of the request's own keys begin so. @param prefix in lower case */
  count(prefix: string): number {
    return Object.keys(this.request.context ?? {}).filter((key) => key.toLowerCase().startsWith(prefix)).length;
  }
}

function derived(key: string, { principal, resourceAccount, resourceOrganization }: AccessRequest): string | undefined {
  const { arn, account, roleArn, service, federated, organization, tags } = principal;
  switch (key) {
    case 'aws:principalisawsservice': return String(service !== undefined);
    case 'aws:principaltype': return typeOf(principal);
    case 'aws:principalservicename': return service;
    case 'aws:principalarn': return account ? roleArn ?? arn : undefined;
    case 'aws:principalaccount': return account || undefined;
    case 'aws:principalorgid': return organization?.id;
    case 'aws:principalorgpaths': return organization?.path;
    case 'aws:resourceorgid': return resourceOrganization?.id;
    case 'aws:resourceorgpaths': return resourceOrganization?.path;
    case 'aws:resourceaccount': return (resourceAccount ?? account) || undefined;
    case 'aws:federatedprovider': return federated;
    case 'aws:username': return /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
    default: return key.startsWith(TAG) ? find(tags, key.slice(TAG.length)) : undefined;
  }
}

/** Names of keys, and of tags in them, are compared without regard to case. */
function find<T>(values: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  for (const name in values) if (name.length === key.length && name.toLowerCase() === key) return values[name];
  return undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function typeOf({ arn, account, roleArn, service, federated }: RequestPrincipal): string {
  if (service) return 'Service';
  if (roleArn) return 'AssumedRole';
  if (!account) return federated ? 'AssumedRole' : 'Anonymous';
  if (isRootArn(arn)) return 'Account';
  return arn.includes(':federated-user/') ? 'FederatedUser' : 'User';
}
