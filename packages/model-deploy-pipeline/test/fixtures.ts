import { type AccessRequest, evaluate, type Policy, type PolicySet, readPolicy } from '@mlops-foundation/policy-evaluation';
import { synthesize } from '@mlops-foundation/test-kit';
import { Aws, Stack, Token } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import {
  ApprovalGate, DeploymentTarget, type DeploymentTargetProps, DeploymentTargetReference, ModelDeployPipeline, type ModelDeployPipelineProps, ModelGroupSource, PromotionTrigger, TestSuite,
} from '../src';

export const TEAM = 'credit';
export const REGION = 'eu-west-1';
export const TOOLING = '111111111111';
export const PRE_PROD = '555555555555';
export const PROD = '666666666666';
export const STORE = 'credit-tooling';
export const KEY_ARN = `arn:aws:kms:${REGION}:${TOOLING}:key/tooling`;

const targetIn = (account: string, region: string) => new DeploymentTargetReference({ team: TEAM, account, region });
export const preProd = targetIn(PRE_PROD, REGION);
export const prod = targetIn(PROD, REGION);

/** Two stages, each with its gate; the first with tests. */
export const stagesIn = (region: string) => [
  { name: 'PreProd', configuration: 'staging', target: targetIn(PRE_PROD, region), gate: new ApprovalGate({ name: 'Approve', question: 'Good enough for pre-prod?' }), tests: new TestSuite() },
  { name: 'Prod', configuration: 'prod', target: targetIn(PROD, region), gate: new ApprovalGate({ name: 'ApproveProd', question: 'Deploy to prod?' }) },
];
export const STAGES = stagesIn(REGION);

/** A stack's region, where it has one. */
export const regionOf = (scope: Construct): string => (Token.isUnresolved(Stack.of(scope).region) ? REGION : Stack.of(scope).region);

/** A deploy pipeline, with what the account of pipelines has. */
export function deployPipeline(scope: Construct, id: string, change: Partial<ModelDeployPipelineProps> = {}): ModelDeployPipeline {
  const arn = (service: string, resource: string) => `arn:${Aws.PARTITION}:${service}:${REGION}:${TOOLING}:${resource}`;
  return new ModelDeployPipeline(scope, id, {
    team: TEAM, pipelineName: `${id}-deploy`, rolePrefix: `mlops-${TEAM}-${id}`, endpointName: id, repositoryName: `${id}-deploy`, triggers: [PromotionTrigger.modelApproved(id)], stages: stagesIn(regionOf(scope)),
    models: ModelGroupSource.fromAttributes({
      modelGroupArn: arn('sagemaker', `model-package-group/${id}`), modelGroupName: id, bucket: Bucket.fromBucketName(scope, `${id}Artifacts`, STORE), encryptionKey: Key.fromKeyArn(scope, `${id}Key`, arn('kms', 'key/tooling')),
    }),
    ...change,
  });
}

/** A deployment target, with the key of an account. */
export function deploymentTarget(scope: Construct, id: string, change: Partial<DeploymentTargetProps> = {}): DeploymentTarget {
  return new DeploymentTarget(scope, id, { team: TEAM, modelStore: { account: TOOLING, bucketName: STORE }, encryptionKey: new Key(scope, `${id}Key`, { enableKeyRotation: true }), ...change });
}

export const inAccount = (account: string, build: (scope: Construct) => unknown): Template => synthesize(build, { account, region: REGION }).template;
/** What pseudo parameters stand for in an account. */
export const of = (account: string) => ({ 'AWS::AccountId': account, 'AWS::Region': REGION });

export const session = (account: string, roleName: string) => ({ arn: `arn:aws:sts::${account}:assumed-role/${roleName}/session`, account, roleArn: `arn:aws:iam::${account}:role/${roleName}` });
export const everything = readPolicy('everything', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
export const decision = (request: AccessRequest, policies: PolicySet) => evaluate(request, policies).decision;

/** A policy without the statements that allow an action. */
export const without = (action: string, policy: Policy): Policy => ({ ...policy, statements: policy.statements.filter(({ Effect, Action }) => Effect !== 'Allow' || ![Action].flat().includes(action)) });

/** The decisions when either side no longer allows: the caller's policies, the resource's. */
export const withoutEitherSide = (request: AccessRequest, { identity, resource }: { identity: readonly Policy[]; resource: Policy }) => [
  decision(request, { identity: identity.map((policy) => without(request.action, policy)), resource }),
  decision(request, { identity, resource: without(request.action, resource) }),
];

/** Whether EventBridge would deliver an event: every field of the pattern has one of its values. */
export function matches(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) return [event].flat().some((value) => pattern.includes(value));
  return Object.entries(pattern as object).every(([field, wanted]) => matches(wanted, (event as Record<string, unknown> | undefined)?.[field]));
}
