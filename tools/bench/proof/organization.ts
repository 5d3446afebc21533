import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const PERSONAS = ['data-scientist', 'lead-data-scientist', 'ml-engineer', 'data-engineer', 'product-owner', 'business-analyst', 'model-validator', 'it-operator', 'auditor'];
const ROLES_OF_WORKLOADS = 20;

export const accountOf = (index: number): string => String(100000000000 + index);

/**
 * Writes an assembly of an organisation: in each account nine personas under a boundary, twenty roles of functions and builds, a bucket under a key, and
 * grants to the next account, with both sides.
 */
export function writeOrganization(folder: string, accounts: number): void {
  mkdirSync(folder, { recursive: true });
  const artifacts: Record<string, object> = {};
  for (let index = 0; index < accounts; index++) {
    const account = accountOf(index);
    const templateFile = `${account}.template.json`;
    writeFileSync(path.join(folder, templateFile), JSON.stringify({ Resources: resourcesOf(account, accountOf((index + 1) % accounts), accountOf((index + accounts - 1) % accounts)) }));
    artifacts[`Team-${account}`] = { type: 'aws:cloudformation:stack', environment: `aws://${account}/eu-west-1`, properties: { templateFile } };
  }
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts }));
}

/** The matrix that fits: personas read no salaries and take no role of a workload. */
export function matrixOf(accounts: number): object {
  return {
    purposes: { team: Array.from({ length: accounts }, (_, index) => accountOf(index)) },
    cells: [
      { persona: PERSONAS, purpose: 'team', action: 's3:GetObject', resource: 'arn:aws:s3:::team-{account}/salaries/x', expect: 'deny' },
      { persona: PERSONAS, purpose: 'team', action: ['iam:PutRolePolicy', 'iam:CreateRole'], resource: 'arn:aws:iam::{account}:role/workload-1', expect: 'deny' },
    ],
  };
}

function resourcesOf(account: string, next: string, previous: string): Record<string, object> {
  const bucket = `arn:aws:s3:::team-${account}`;
  const reader = (of: string) => `arn:aws:iam::${of}:role/workload-0`;
  const personas = PERSONAS.map((persona): [string, object] => [persona.replaceAll('-', ''), {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: persona, PermissionsBoundary: { Ref: 'Boundary' }, Tags: [{ Key: 'mlops:persona', Value: persona }],
      AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }),
      Policies: [{ PolicyName: 'work', PolicyDocument: policy(
        { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: [`${bucket}/shared/*`, bucket] },
        { Effect: 'Allow', Action: ['sagemaker:CreateTrainingJob', 'sagemaker:Describe*', 'logs:Get*', 'codecommit:GitPush'], Resource: '*' },
        { Effect: 'Allow', Action: 'iam:PassRole', Resource: `arn:aws:iam::${account}:role/training`, Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } },
        { Effect: 'Deny', Action: ['iam:*Policy', 's3:PutBucketPolicy'], Resource: '*' },
      ) }],
    },
  }]);
  const workloads = Array.from({ length: ROLES_OF_WORKLOADS }, (_, index): [string, object][] => [
    [`Role${index}`, { Type: 'AWS::IAM::Role', Properties: {
      RoleName: `workload-${index}`, AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
      Policies: [{ PolicyName: 'work', PolicyDocument: policy({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${bucket}/*`, ...(index === 0 ? [`arn:aws:s3:::team-${next}/shared/*`] : [])] }) }],
    } }],
    [`Function${index}`, { Type: 'AWS::Lambda::Function', Properties: { FunctionName: `workload-${index}`, Role: { 'Fn::GetAtt': [`Role${index}`, 'Arn'] } } }],
  ]).flat();
  return Object.fromEntries([
    ...personas, ...workloads,
    ['Boundary', { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'boundary', PolicyDocument: policy({ Effect: 'Allow', Action: ['s3:*', 'sagemaker:*', 'logs:*', 'codecommit:*', 'iam:PassRole', 'sts:*'], Resource: '*' }) } }],
    ['Training', { Type: 'AWS::IAM::Role', Properties: { RoleName: 'training', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }) } }],
    ['Data', { Type: 'AWS::S3::Bucket', Properties: { BucketName: `team-${account}` } }],
    ['DataPolicy', { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Data' }, PolicyDocument: policy({ Effect: 'Allow', Principal: { AWS: reader(previous) }, Action: 's3:GetObject', Resource: `${bucket}/shared/*` }) } }],
  ]);
}
