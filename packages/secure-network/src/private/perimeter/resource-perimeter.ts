import { AnyPrincipal, Effect, type IResourceWithPolicyV2, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { DataPerimeter } from '../../perimeter/data-perimeter';
import type { ResourcePerimeterOptions } from '../../perimeter/resource-perimeter-options';
import { resourcePerimeterProblems } from './resource-perimeter-problems';
import { ValidationError } from '../validation-error';

/** What a policy of a kind of resource speaks of. */
export interface Protected {
  /** `s3:*` */
  readonly action: string;
  /** Undefined where such policies speak of their own resource only, without naming it. */
  readonly resources?: string[];
  /** The resource's own account, which is never denied: it must be able to mend the policy. */
  readonly account: string;
}

/**
 * Denials for a resource's policy; they grant nothing. After AWS's guidance for identity and network perimeters on resources
 * (https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html) and its examples
 * (https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/resource_control_policies).
 */
export function resourceStatements(perimeter: DataPerimeter, { action, resources, account }: Protected, options: ResourcePerimeterOptions): PolicyStatement[] {
  const accounts = [...new Set([account, ...perimeter.trustedAccounts, ...(options.otherAccounts ?? [])])];
  const deny = (sid: string, conditions: Record<string, Record<string, unknown>>) => new PolicyStatement({ sid, effect: Effect.DENY, principals: [new AnyPrincipal()], actions: [action], resources, conditions });
  const organization = (key: string) => (perimeter.organizationId ? { [key]: perimeter.organizationId } : {});
  const { networkRoles = [], vpcIds = [], vpcEndpointIds = [], addresses = [] } = options;
  return [
    // nobody's credentials, and keys that a request lacks, count as a stranger's; services that come in their own name are the next statement's
    deny('DenyStrangers', { StringNotEqualsIfExists: { 'aws:PrincipalAccount': accounts, ...organization('aws:PrincipalOrgID') }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
    // not every service says for whom it works: where it does, it must be for one of ours
    deny('DenyServicesOfStrangers', { StringNotEqualsIfExists: { 'aws:SourceAccount': accounts, ...organization('aws:SourceOrgID') }, Null: { 'aws:SourceAccount': 'false' }, Bool: { 'aws:PrincipalIsAWSService': 'true' } }),
    ...(networkRoles.length > 0 ? [deny('DenyOtherNetworks', {
      ArnLike: { 'aws:PrincipalArn': networkRoles.map(({ roleArn }) => roleArn) },
      BoolIfExists: { 'aws:ViaAWSService': 'false' },
      ...(vpcIds.length + vpcEndpointIds.length > 0 ? { StringNotEqualsIfExists: { ...(vpcIds.length > 0 ? { 'aws:SourceVpc': vpcIds } : {}), ...(vpcEndpointIds.length > 0 ? { 'aws:SourceVpce': vpcEndpointIds } : {}) } } : {}),
      ...(addresses.length > 0 ? { NotIpAddressIfExists: { 'aws:SourceIp': addresses } } : {}),
    })] : []),
  ];
}

/** Puts the denials into the policy of a resource of this app. */
export function protect(kind: string, resource: IResourceWithPolicyV2 & IConstruct, perimeter: DataPerimeter, what: Omit<Protected, 'account'>, options: ResourcePerimeterOptions): void {
  ValidationError.throwIfAny(resource, resourcePerimeterProblems(perimeter, options));
  const added = resourceStatements(perimeter, { ...what, account: resource.env.account }, options).map((statement) => resource.addToResourcePolicy(statement).statementAdded);
  if (!added.every((one) => one)) {
    throw new ValidationError(resource, [{ prop: kind, value: resource.node.path, rule: 'only the app that makes a resource can write its policy, and this one is imported', remedy: 'Protect it where it is made' }]);
  }
}
