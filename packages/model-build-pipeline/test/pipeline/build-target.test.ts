import { describeConstruct, identityPolicies, trustPolicy } from '@mlops-foundation/test-kit';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { buildPipeline, buildTarget, decision, DEV, everything, inAccount, LAKE, of, PROD, REGION, session, STORE, TEAM, TOOLING, without, withoutEitherSide } from '../fixtures';

describeConstruct('BuildTarget', {
  'of a team': (scope, id) => buildTarget(scope, id, { team: id.toLowerCase() }),
  'under a boundary': (scope, id) => buildTarget(scope, id, { team: id.toLowerCase(), datasets: [], permissionsBoundary: ManagedPolicy.fromManagedPolicyName(scope, `${id}Boundary`, 'boundary') }),
});

const DEPLOYER = `arn:aws:iam::${DEV}:role/mlops-${TEAM}-pipeline-deployer`;
const EXECUTION = `arn:aws:iam::${DEV}:role/mlops-${TEAM}-pipeline-execution`;
const dev = inAccount(DEV, (scope) => buildTarget(scope, 'Builds'));
const tooling = inAccount(TOOLING, (scope) => buildPipeline(scope, 'p-1'));
const executionRole = Object.keys(dev.findResources('AWS::IAM::Role')).find((id) => /Execution/.test(id)) ?? '';
const key = Object.keys(dev.findResources('AWS::KMS::Key'))[0];
const here = { ...of(DEV), [`${executionRole}.Arn`]: EXECUTION, [`${key}.Arn`]: `arn:aws:kms:${REGION}:${DEV}:key/own` };
const deployer = identityPolicies(dev, /^BuildsDeployer/, here);
const execution = identityPolicies(dev, /^BuildsExecution/, here);

describe('the deployer role', () => {
  const trust = trustPolicy(dev, /^BuildsDeployer/, here);
  const assume = (account: string, roleName: string) => ({ principal: session(account, roleName), action: 'sts:AssumeRole', resource: DEPLOYER, resourceAccount: DEV });
  const build = assume(TOOLING, `mlops-${TEAM}-p-1-build`);
  const identity = identityPolicies(tooling, /BuildRole/, of(TOOLING));

  test('is taken by a build of tooling, and only while both sides say so', () => {
    expect(decision(build, { identity, resource: trust })).toBe('allowed');
    expect(withoutEitherSide(build, { identity, resource: trust })).toEqual(['implicitDeny', 'implicitDeny']);
  });

  test.each([
    ['the contract check', assume(TOOLING, `mlops-${TEAM}-p-1-contract`)], ['the deploy pipeline', assume(TOOLING, `mlops-${TEAM}-p-1-deploy-pipeline`)], ['an administrator of tooling', assume(TOOLING, 'Admin')],
    ['another team\'s build', assume(TOOLING, 'mlops-fraud-p-1-build')], ['a build of another account', assume(PROD, `mlops-${TEAM}-p-1-build`)], ['a role of its own account', assume(DEV, `mlops-${TEAM}-p-1-build`)],
  ])('is not taken by %s, whatever its own policies allow', (_, request) => {
    expect(decision(request, { identity: [everything], resource: trust, resourcePolicyIsRequired: 'trust' })).toBe('implicitDeny');
  });

  test.each([
    ['creates a pipeline', 'sagemaker:CreatePipeline', `arn:aws:sagemaker:${REGION}:${DEV}:pipeline/train`, {}, 'allowed'],
    ['starts a training job by itself', 'sagemaker:CreateTrainingJob', `arn:aws:sagemaker:${REGION}:${DEV}:training-job/x`, {}, 'implicitDeny'],
    ['puts code', 's3:PutObject', 'arn:aws:s3:::credit-dev/default/b1/code/train.py', {}, 'allowed'],
    ['puts input data', 's3:PutObject', 'arn:aws:s3:::credit-dev/default/b1/input/data.csv', {}, 'implicitDeny'],
    ['passes the execution role to SageMaker', 'iam:PassRole', EXECUTION, { 'iam:PassedToService': 'sagemaker.amazonaws.com' }, 'allowed'],
    ['passes the execution role to another service', 'iam:PassRole', EXECUTION, { 'iam:PassedToService': 'lambda.amazonaws.com' }, 'implicitDeny'],
    ['passes another role', 'iam:PassRole', DEPLOYER, { 'iam:PassedToService': 'sagemaker.amazonaws.com' }, 'implicitDeny'],
    ['knows the network', 'ssm:GetParameter', `arn:aws:ssm:${REGION}:${DEV}:parameter/mlops/${TEAM}/network/vpc-id`, {}, 'allowed'],
    ['knows another team\'s network', 'ssm:GetParameter', `arn:aws:ssm:${REGION}:${DEV}:parameter/mlops/fraud/network/vpc-id`, {}, 'implicitDeny'],
  ])('%s: %s on %s', (_, action, resource, context, expected) => {
    expect(decision({ principal: session(DEV, 'deployer'), action, resource, context }, { identity: deployer })).toBe(expected);
    expect(decision({ principal: session(DEV, 'deployer'), action, resource, context }, { identity: deployer.map((policy) => without(action, policy)) })).toBe('implicitDeny');
  });
});

describe('the execution role', () => {
  const decide = (action: string, resource: string, context = {}, identity = execution) => decision({ principal: session(DEV, `mlops-${TEAM}-pipeline-execution`), action, resource, context }, { identity });
  const version = `arn:aws:sagemaker:${REGION}:${TOOLING}:model-package/p-1/1`;
  const pending = { 'sagemaker:ModelApprovalStatus': 'PendingManualApproval' };
  const approved = { 'sagemaker:ModelApprovalStatus': 'Approved' };

  test('is taken by SageMaker alone', () => {
    const trust = trustPolicy(dev, /^BuildsExecution/, here);
    const take = (service: string) => decision({ principal: { arn: service, account: '', service }, action: 'sts:AssumeRole', resource: EXECUTION }, { identity: [], resource: trust });
    expect([take('sagemaker.amazonaws.com'), take('lambda.amazonaws.com')]).toEqual(['allowed', 'implicitDeny']);
  });

  test.each([
    ['registers a version that waits', 'sagemaker:CreateModelPackage', version, pending, 'allowed'],
    ['registers without saying so', 'sagemaker:CreateModelPackage', version, {}, 'implicitDeny'],
    ['registers in another account', 'sagemaker:CreateModelPackage', version.replace(TOOLING, PROD), pending, 'implicitDeny'],
    ['registers an approved version', 'sagemaker:CreateModelPackage', version, approved, 'explicitDeny'],
    ['approves a version', 'sagemaker:UpdateModelPackage', version, approved, 'explicitDeny'],
    ['changes a version', 'sagemaker:UpdateModelPackage', version, pending, 'implicitDeny'],
    ['reads the dataset', 's3:GetObject', 'arn:aws:s3:::credit-lake/curated/default/clients.csv', {}, 'allowed'],
    ['reads another dataset', 's3:GetObject', 'arn:aws:s3:::credit-lake/curated/default-2/clients.csv', {}, 'implicitDeny'],
    ['writes the dataset', 's3:PutObject', 'arn:aws:s3:::credit-lake/curated/default/clients.csv', {}, 'implicitDeny'],
    ['puts a model', 's3:PutObject', `arn:aws:s3:::${STORE}/models/p-1/model.tar.gz`, {}, 'allowed'],
    ['puts an artifact of a pipeline', 's3:PutObject', `arn:aws:s3:::${STORE}/p-1-deploy/Release/x`, {}, 'implicitDeny'],
    ['uses the lake\'s key through S3', 'kms:Decrypt', `arn:aws:kms:${REGION}:${LAKE}:key/k`, { 'kms:ViaService': `s3.${REGION}.amazonaws.com` }, 'allowed'],
    ['uses the lake\'s key by itself', 'kms:Decrypt', `arn:aws:kms:${REGION}:${LAKE}:key/k`, {}, 'implicitDeny'],
    ['encrypts under the lake\'s key', 'kms:GenerateDataKey', `arn:aws:kms:${REGION}:${LAKE}:key/k`, { 'kms:ViaService': `s3.${REGION}.amazonaws.com` }, 'implicitDeny'],
    ['runs an image of the team', 'ecr:BatchGetImage', `arn:aws:ecr:${REGION}:${TOOLING}:repository/mlops-${TEAM}-train`, {}, 'allowed'],
    ['runs an image of the same name from a stranger', 'ecr:BatchGetImage', `arn:aws:ecr:${REGION}:999999999999:repository/mlops-${TEAM}-train`, {}, 'implicitDeny'],
    ['creates an endpoint', 'sagemaker:CreateEndpoint', `arn:aws:sagemaker:${REGION}:${DEV}:endpoint/x`, {}, 'implicitDeny'],
    ['takes another role', 'sts:AssumeRole', DEPLOYER, {}, 'implicitDeny'],
  ])('%s: %s on %s', (_, action, resource, context, expected) => {
    expect(decide(action, resource, context)).toBe(expected);
    if (expected === 'allowed') expect(decide(action, resource, context, execution.map((policy) => without(action, policy)))).toBe('implicitDeny');
  });

  test.each(['sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob'])('runs no job outside of a network of ours: %s', (action) => {
    const job = `arn:aws:sagemaker:${REGION}:${DEV}:${action.includes('Training') ? 'training' : 'processing'}-job/x`;
    expect(decide(action, job, { 'sagemaker:VpcSubnets': ['subnet-1'] })).toBe('allowed');
    expect(decide(action, job, {})).toBe('explicitDeny');
  });

  test('may not approve even where another policy allows everything', () => {
    expect(['sagemaker:CreateModelPackage', 'sagemaker:UpdateModelPackage'].map((action) => decide(action, version, approved, [...execution, everything]))).toEqual(['explicitDeny', 'explicitDeny']);
  });
});
