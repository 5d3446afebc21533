import { type ApiRequest, mayPassRoles as passesRoles } from '@mlops-foundation/policy-evaluation';
import type { AccessRequest } from '../services/service';
import { neededBy } from './request-keys';

/** Where a request names roles that a service is to act in, and which service that is. */
interface Passing {
  /** Members on the way to the role, by dots; `[]` for each of a list. */
  readonly at: string;
  /** `lambda` for `lambda.amazonaws.com`. */
  readonly to: string;
}

const to = (service: string, ...paths: readonly string[]): readonly Passing[] => paths.map((at) => ({ at, to: service }));

/** By action, of services that policy-evaluation does not know (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html). */
const ELSEWHERE: Readonly<Record<string, readonly Passing[]>> = {
  'eks:CreateCluster': to('eks', 'roleArn'),
  'eks:CreateNodegroup': to('ec2', 'nodeRole'),
};

/** By resource type, as CloudFormation passes them on in the name of the stack's role or of its caller. */
const BY_TYPE: Readonly<Record<string, readonly Passing[]>> = {
  'AWS::CloudTrail::Trail': to('cloudtrail', 'CloudWatchLogsRoleArn'),
  'AWS::CodeBuild::Project': to('codebuild', 'ServiceRole', 'BuildBatchConfig.ServiceRole'),
  // roles of its actions are assumed by this one (https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html)
  'AWS::CodePipeline::Pipeline': to('codepipeline', 'RoleArn'),
  'AWS::EC2::FlowLog': to('vpc-flow-logs', 'DeliverLogsPermissionArn'),
  'AWS::SageMaker::Domain': to('sagemaker', 'DefaultUserSettings.ExecutionRole', 'DefaultSpaceSettings.ExecutionRole'),
  'AWS::SageMaker::Pipeline': to('sagemaker', 'RoleArn'),
  'AWS::SageMaker::Project': to('cloudformation', 'TemplateProviderDetails[].CfnTemplateProviderDetail.RoleARN', 'TemplateProviderDetails[].CfnTemplateProviderDetail.RoleArn'),
  'AWS::SageMaker::UserProfile': to('sagemaker', 'UserSettings.ExecutionRole'),
  'AWS::ServiceCatalog::LaunchRoleConstraint': to('servicecatalog', 'RoleArn', 'LocalRoleName'),
};

type Place = { readonly account: string; readonly partition: string };

/** botocore's names of services whose actions have another prefix. */
const SERVICES: Readonly<Record<string, string>> = { states: 'stepfunctions' };

function requested(action: string): { service: string; operation: string } {
  const [prefix, operation] = action.split(':');
  return { service: SERVICES[prefix] ?? prefix, operation };
}

/** Whether an operation may pass roles: others need not be read. */
export function mayPassRoles(action: string): boolean {
  const { service, operation } = requested(action);
  return ELSEWHERE[action] !== undefined || passesRoles(service, operation);
}

/**
 * What must be allowed besides an operation itself: `iam:PassRole` for each role that its input hands to a service
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html).
 * @param action `lambda:CreateFunction`
 */
export function rolesPassedBy(action: string, input: unknown, place: Place): AccessRequest[] {
  if (!mayPassRoles(action)) return [];
  if (ELSEWHERE[action]) return accessTo(ELSEWHERE[action], input, place);
  const { account, partition } = place;
  const needed = neededBy({ ...requested(action), parameters: input as ApiRequest['parameters'], account, partition, region: '' }) ?? [];
  // where it is asked the gateway says
  return needed.filter((one) => one.action === 'iam:PassRole').map(({ resource, context: { 'aws:RequestedRegion': _, ...context } }) => ({ action: 'iam:PassRole', resource, context }));
}

/** As `rolesPassedBy`, for a resource of a template. @param type `AWS::CodeBuild::Project` */
export const rolesPassedByType = (type: string, properties: unknown, place: Place): AccessRequest[] => accessTo(BY_TYPE[type] ?? [], properties, place);

function accessTo(passings: readonly Passing[], input: unknown, { account, partition }: Place): AccessRequest[] {
  const found = passings.flatMap(({ at, to: service }) => valuesAt(input, at.split('.')).flatMap((role): AccessRequest[] => {
    const resource = role.startsWith('arn:') ? role : `arn:${partition}:iam::${account}:role/${role}`;
    return [{ action: 'iam:PassRole', resource, context: { 'iam:PassedToService': `${service}.amazonaws.com` } }];
  }));
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

/** Texts only: what is no text is for whoever checks the request to refuse. */
function valuesAt(value: any, [member, ...rest]: readonly string[]): string[] {
  if (member === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  const inner = value[member.replace('[]', '')];
  return member.endsWith('[]') ? (Array.isArray(inner) ? inner.flatMap((one) => valuesAt(one, rest)) : []) : valuesAt(inner, rest);
}
