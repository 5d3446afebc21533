import { type AccessRequest, evaluate, type Policy, type PolicySet, readPolicy } from '@mlops-foundation/policy-evaluation';
import { synthesize } from '@mlops-foundation/test-kit';
import { Aws, Stack, Token } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { BuildSource, BuildTarget, type BuildTargetProps, BuildTargetReference, ModelBuildPipeline, type ModelBuildPipelineProps, ModelGroup } from '../src';

export const TEAM = 'credit';
export const REGION = 'eu-west-1';
export const TOOLING = '111111111111';
export const LAKE = '222222222222';
export const DEV = '444444444444';
export const PROD = '666666666666';
export const STORE = 'credit-tooling';

const modelStore = { account: TOOLING, bucketName: STORE, prefix: 'models/' };
const dataset = { account: LAKE, bucketName: 'credit-lake', prefix: 'curated/default/' };
const devIn = (region: string) => new BuildTargetReference({ team: TEAM, account: DEV, region, dataBucketName: 'credit-dev' });
const dev = devIn(REGION);

/** A stack's region, where it has one. */
const regionOf = (scope: Construct): string => (Token.isUnresolved(Stack.of(scope).region) ? REGION : Stack.of(scope).region);


/** A build target, with the bucket and key of an account. */
export function buildTarget(scope: Construct, id: string, change: Partial<BuildTargetProps> = {}): BuildTarget {
  return new BuildTarget(scope, id, {
    team: TEAM, toolingAccount: TOOLING, dataBucket: Bucket.fromBucketName(scope, `${id}Data`, 'credit-dev'), encryptionKey: new Key(scope, `${id}Key`, { enableKeyRotation: true }), datasets: [dataset], modelStore, ...change,
  });
}

/** A build pipeline, with what the account of pipelines has. */
export function buildPipeline(scope: Construct, id: string, change: Partial<ModelBuildPipelineProps> = {}): ModelBuildPipeline {
  return new ModelBuildPipeline(scope, id, {
    team: TEAM, pipelineName: `${id}-build`, rolePrefix: `mlops-${TEAM}-${id}`, useCase: id, source: BuildSource.codeCommit(`${id}-build`, 'main'), target: devIn(regionOf(scope)),
    modelGroup: new ModelGroup(scope, `${id}Models`, { modelGroupName: id, writers: [{ account: DEV, roleNames: [dev.executionRoleName] }], readers: [] }),
    artifactBucket: Bucket.fromBucketName(scope, `${id}Artifacts`, STORE), encryptionKey: Key.fromKeyArn(scope, `${id}Key`, KEY_ARN.replace('aws', Aws.PARTITION)),
    contract: { bucketName: 'assets', objectKey: 'contract.zip' }, inputDataUri: 's3://credit-lake/curated/default/', ...change,
  });
}

export const KEY_ARN = `arn:aws:kms:${REGION}:${TOOLING}:key/tooling`;
export const reference = dev;
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
