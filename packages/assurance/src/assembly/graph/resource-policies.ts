import type { Policy } from '@mlops-foundation/policy-evaluation';
import { listed, placeOf, type Reading } from './principals';

/** Which property of a type is a policy, and of which resource. */
interface PolicyProperty {
  /** Path of properties. */
  readonly policy: readonly string[];
  /** The property that names the resources it stands on. @default - the resource itself */
  readonly of?: string;
  /** The type of the resource that is named. */
  readonly type?: string;
  /** For people. */
  readonly kind: string;
}

/** Types with a resource policy (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html). */
export const POLICY_PROPERTIES: Readonly<Record<string, PolicyProperty>> = {
  'AWS::CodeArtifact::Domain': { policy: ['PermissionsPolicyDocument'], kind: 'domain policy' },
  'AWS::CodeArtifact::Repository': { policy: ['PermissionsPolicyDocument'], kind: 'repository policy' },
  'AWS::DynamoDB::Table': { policy: ['ResourcePolicy', 'PolicyDocument'], kind: 'table policy' },
  'AWS::ECR::Repository': { policy: ['RepositoryPolicyText'], kind: 'repository policy' },
  'AWS::Events::EventBus': { policy: ['Policy'], kind: 'event bus policy' },
  'AWS::KMS::Key': { policy: ['KeyPolicy'], kind: 'key policy' },
  'AWS::S3::AccessPoint': { policy: ['Policy'], kind: 'access point policy' },
  'AWS::S3::BucketPolicy': { policy: ['PolicyDocument'], of: 'Bucket', type: 'AWS::S3::Bucket', kind: 'bucket policy' },
  'AWS::SNS::TopicPolicy': { policy: ['PolicyDocument'], of: 'Topics', type: 'AWS::SNS::Topic', kind: 'topic policy' },
  'AWS::SQS::QueuePolicy': { policy: ['PolicyDocument'], of: 'Queues', type: 'AWS::SQS::Queue', kind: 'queue policy' },
  'AWS::SageMaker::ModelPackageGroup': { policy: ['ModelPackageGroupPolicy'], kind: 'model package group policy' },
  'AWS::SecretsManager::ResourcePolicy': { policy: ['ResourcePolicy'], of: 'SecretId', type: 'AWS::SecretsManager::Secret', kind: 'secret policy' },
};

/** A policy, and the name or ARN of what it stands on; none for the resource itself. */
export interface ResourcePolicy {
  readonly policy: Policy;
  readonly on?: { readonly type: string; readonly name: string };
}

export function resourcePoliciesOf(reading: Reading): ResourcePolicy[] {
  const { deployed: { evaluation }, id, resource, documents } = reading;
  if (resource.Type === 'AWS::Lambda::Permission') return permission(reading);
  if (resource.Type === 'AWS::Events::EventBusPolicy') return busPolicy(reading);
  const property = POLICY_PROPERTIES[resource.Type];
  if (!property) return [];
  const document = property.policy.slice(1).reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], evaluation.property(resource, property.policy[0]));
  const policy = documents.read(placeOf(reading), `${property.kind} ${id}`, document);
  if (!policy) return [];
  if (!property.of) return [{ policy }];
  const names = listed(evaluation.property(resource, property.of)).flatMap((name) => documents.text(placeOf(reading), `one of ${property.of}`, name) ?? []);
  return names.map((name) => ({ policy, on: { type: property.type as string, name } }));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
function permission(reading: Reading): ResourcePolicy[] {
  const { deployed: { evaluation }, id, resource, documents } = reading;
  const of = (name: string) => evaluation.property(resource, name);
  const name = documents.text(placeOf(reading), 'the function', of('FunctionName'));
  const principal = of('Principal');
  if (name === undefined) return [];
  const Condition = {
    ...(of('SourceArn') === undefined ? {} : { ArnLike: { 'aws:SourceArn': of('SourceArn') } }),
    ...(of('SourceAccount') === undefined && of('PrincipalOrgID') === undefined ? {} : {
      StringEquals: { ...(of('SourceAccount') === undefined ? {} : { 'aws:SourceAccount': of('SourceAccount') }), ...(of('PrincipalOrgID') === undefined ? {} : { 'aws:PrincipalOrgID': of('PrincipalOrgID') }) },
    }),
  };
  const Principal = principal === '*' ? '*' : typeof principal === 'string' && principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal };
  const policy = documents.read(placeOf(reading), `function policy ${id}`, { Version: '2012-10-17', Statement: [{ Sid: id, Effect: 'Allow', Principal, Action: of('Action'), Condition }] });
  return policy ? [{ policy, on: { type: 'AWS::Lambda::Function', name } }] : [];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */
function busPolicy(reading: Reading): ResourcePolicy[] {
  const { deployed: { evaluation }, id, resource, documents } = reading;
  const of = (name: string) => evaluation.property(resource, name);
  const principal = of('Principal');
  const statement = of('Statement') ?? { Sid: of('StatementId'), Effect: 'Allow', Principal: principal === '*' ? '*' : { AWS: principal }, Action: of('Action') };
  const policy = documents.read(placeOf(reading), `event bus policy ${id}`, { Version: '2012-10-17', Statement: [statement] });
  const name = documents.text(placeOf(reading), 'the event bus', of('EventBusName') ?? 'default');
  return policy && name !== undefined ? [{ policy, on: { type: 'AWS::Events::EventBus', name } }] : [];
}
