import { describeConstruct, identityPolicies, trustPolicy } from '@mlops-foundation/test-kit';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { decision, deploymentTarget, deployPipeline, everything, inAccount, of, PRE_PROD, PROD, REGION, session, STORE, TEAM, TOOLING, without, withoutEitherSide } from '../fixtures';

describeConstruct('DeploymentTarget', {
  'of a team': (scope, id) => deploymentTarget(scope, id, { team: id.toLowerCase() }),
  'without tests': (scope, id) => deploymentTarget(scope, id, { team: id.toLowerCase(), tests: false }),
  'under a boundary': (scope, id) => deploymentTarget(scope, id, { team: id.toLowerCase(), permissionsBoundary: ManagedPolicy.fromManagedPolicyName(scope, `${id}Boundary`, 'boundary') }),
});

const role = (name: string) => `arn:aws:iam::${PROD}:role/mlops-${TEAM}-${name}`;
const template = inAccount(PROD, (scope) => deploymentTarget(scope, 'Target'));
const logicalIds = Object.keys(template.findResources('AWS::IAM::Role'));
const arnOf = (start: string, arn: string) => ({ [`${logicalIds.find((id) => id.startsWith(start))}.Arn`]: arn });
const OWN_KEY = `arn:aws:kms:${REGION}:${PROD}:key/own`;
const here = {
  ...of(PROD), ...arnOf('TargetModel', role('model-execution')), ...arnOf('TargetCloudFormation', role('cloudformation-execution')), [`${Object.keys(template.findResources('AWS::KMS::Key'))[0]}.Arn`]: OWN_KEY,
};
const tooling = inAccount(TOOLING, (scope) => deployPipeline(scope, 'p-1'));
const viaS3 = { 'kms:ViaService': `s3.${REGION}.amazonaws.com` };
const passedTo = (service: string) => ({ 'iam:PassedToService': `${service}.amazonaws.com` });

describe.each([
  ['deployment', /^TargetDeployment/, 'p-1-deploy-pipeline', /PipelineRole/],
  ['endpoint-test', /^TargetTest/, 'p-1-test', /TestRole/],
] as const)('the role %s', (name, target, caller, callerRole) => {
  const resource = trustPolicy(template, target, here);
  const assume = (account: string, roleName: string) => ({ principal: session(account, roleName), action: 'sts:AssumeRole', resource: role(name), resourceAccount: PROD });

  test('is taken from tooling, and only while both sides say so', () => {
    const inPreProd = trustPolicy(inAccount(PRE_PROD, (scope) => deploymentTarget(scope, 'Target')), target, of(PRE_PROD));
    const request = { ...assume(TOOLING, `mlops-${TEAM}-${caller}`), resource: role(name).replace(PROD, PRE_PROD), resourceAccount: PRE_PROD };
    const identity = identityPolicies(tooling, callerRole, of(TOOLING));
    expect(decision(request, { identity, resource: inPreProd })).toBe('allowed');
    expect(withoutEitherSide(request, { identity, resource: inPreProd })).toEqual(['implicitDeny', 'implicitDeny']);
  });

  test.each([
    ['a build', assume(TOOLING, `mlops-${TEAM}-p-1-build`)], ['the synthesis', assume(TOOLING, `mlops-${TEAM}-p-1-synth`)], ['an administrator of tooling', assume(TOOLING, 'Admin')],
    ['another team', assume(TOOLING, `mlops-fraud-${caller}`)], ['another account', assume(PRE_PROD, `mlops-${TEAM}-${caller}`)], ['its own account', assume(PROD, 'Admin')],
  ])('is not taken by %s, whatever its own policies allow', (_, request) => {
    expect(decision(request, { identity: [everything], resource, resourcePolicyIsRequired: 'trust' })).toBe('implicitDeny');
  });
});

test('an account in which nothing is tested has no role for tests', () => {
  const names = (tests?: boolean) => Object.values(inAccount(PROD, (scope) => deploymentTarget(scope, 'Target', { tests })).findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.RoleName);
  expect(names().filter((name) => !names(false).includes(name))).toEqual([`mlops-${TEAM}-endpoint-test`]);
  expect(names(true)).toEqual(names());
});

test('the role of tests is not for pipelines, that of pipelines not for tests', () => {
  const take = (target: RegExp, roleName: string) => decision({ principal: session(TOOLING, roleName), action: 'sts:AssumeRole', resource: role('x'), resourceAccount: PROD }, { identity: [everything], resource: trustPolicy(template, target, here) });
  expect([take(/^TargetDeployment/, `mlops-${TEAM}-p-1-test`), take(/^TargetTest/, `mlops-${TEAM}-p-1-deploy-pipeline`)]).toEqual(['implicitDeny', 'implicitDeny']);
});

test.each([['CloudFormation', 'cloudformation'], ['Model', 'sagemaker']])('the role %s is taken by %s alone', (name, service) => {
  const resource = trustPolicy(template, new RegExp(`^Target${name}`), here);
  const take = (one: string) => decision({ principal: { arn: one, account: '', service: one }, action: 'sts:AssumeRole', resource: name }, { identity: [], resource });
  expect(['cloudformation', 'sagemaker', 'lambda'].filter((one) => take(`${one}.amazonaws.com`) === 'allowed')).toEqual([service]);
});

const sagemaker = (resource: string) => `arn:aws:sagemaker:${REGION}:${PROD}:${resource}`;
const stack = `arn:aws:cloudformation:${REGION}:${PROD}:stack/mlops-${TEAM}-p-1/x`;
const parameter = (team: string) => `arn:aws:ssm:${REGION}:${PROD}:parameter/mlops/${team}/network/vpc-id`;
const version = `arn:aws:sagemaker:${REGION}:${TOOLING}:model-package/p-1/1`;
const toolingKey = `arn:aws:kms:${REGION}:${TOOLING}:key/k`;

test.each<[string, string, string, object, string[]]>([
  ['deploys', 'cloudformation:UpdateStack', stack, {}, ['Deployment']],
  ['deploys another team\'s stack', 'cloudformation:UpdateStack', stack.replace(TEAM, 'fraud'), {}, []],
  ['changes the account\'s own stacks', 'cloudformation:UpdateStack', `arn:aws:cloudformation:${REGION}:${PROD}:stack/CDKToolkit/x`, {}, []],
  ['passes CloudFormation its role', 'iam:PassRole', role('cloudformation-execution'), passedTo('cloudformation'), ['Deployment']],
  ['passes CloudFormation\'s role to another service', 'iam:PassRole', role('cloudformation-execution'), passedTo('lambda'), []],
  ['passes CloudFormation the bootstrap role', 'iam:PassRole', `arn:aws:iam::${PROD}:role/cdk-hnb659fds-cfn-exec-role-${PROD}-${REGION}`, passedTo('cloudformation'), []],
  ['takes the bootstrap role', 'sts:AssumeRole', `arn:aws:iam::${PROD}:role/cdk-hnb659fds-deploy-role-${PROD}-${REGION}`, {}, []],
  ['passes SageMaker the model\'s role', 'iam:PassRole', role('model-execution'), passedTo('sagemaker'), ['CloudFormation']],
  ['passes the model\'s role to another service', 'iam:PassRole', role('model-execution'), passedTo('lambda'), []],
  ['creates an endpoint', 'sagemaker:CreateEndpoint', sagemaker('endpoint/p-1'), {}, ['CloudFormation']],
  ['calls an endpoint', 'sagemaker:InvokeEndpoint', sagemaker('endpoint/p-1'), {}, ['Test']],
  ['creates a model in the network', 'sagemaker:CreateModel', sagemaker('model/m'), { 'sagemaker:VpcSubnets': ['subnet-1'] }, ['CloudFormation']],
  ['creates a model outside of it', 'sagemaker:CreateModel', sagemaker('model/m'), {}, []],
  ['creates a role', 'iam:CreateRole', role('more'), {}, []],
  ['knows the network', 'ssm:GetParameters', parameter(TEAM), {}, ['Deployment', 'CloudFormation']],
  ['knows another team\'s network', 'ssm:GetParameters', parameter('fraud'), {}, []],
  ['reads a version', 'sagemaker:DescribeModelPackage', version, {}, ['CloudFormation']],
  ['approves a version', 'sagemaker:UpdateModelPackage', version, {}, []],
  ['reads a model', 's3:GetObject', `arn:aws:s3:::${STORE}/models/p-1/model.tar.gz`, {}, ['Model']],
  ['writes a model', 's3:PutObject', `arn:aws:s3:::${STORE}/models/p-1/model.tar.gz`, {}, []],
  ['reads a release', 's3:GetObject', `arn:aws:s3:::${STORE}/p-1-deploy/Release/x`, {}, ['Deployment']],
  ['reads the source', 's3:GetObject', `arn:aws:s3:::${STORE}/p-1-deploy/SourceOutp/x`, {}, []],
  ['decrypts tooling\'s objects', 'kms:Decrypt', toolingKey, viaS3, ['Deployment', 'Model']],
  ['decrypts with tooling\'s key by itself', 'kms:Decrypt', toolingKey, {}, []],
  ['encrypts with tooling\'s key', 'kms:GenerateDataKey', toolingKey, viaS3, []],
  ['hands out the account\'s key to AWS', 'kms:CreateGrant', OWN_KEY, { 'kms:GrantIsForAWSResource': 'true' }, ['CloudFormation', 'Model']],
  ['hands out the account\'s key to anybody', 'kms:CreateGrant', OWN_KEY, { 'kms:GrantIsForAWSResource': 'false' }, []],
  ['runs an image of the team', 'ecr:BatchGetImage', `arn:aws:ecr:${REGION}:${TOOLING}:repository/mlops-${TEAM}-serve`, {}, ['Model']],
  ['runs an image of the same name from a stranger', 'ecr:BatchGetImage', `arn:aws:ecr:${REGION}:999999999999:repository/mlops-${TEAM}-serve`, {}, []],
])('who %s: %s on %s', (_, action, resource, context, expected) => {
  const may = (drop: boolean) => ['Deployment', 'CloudFormation', 'Model', 'Test'].filter((name) => {
    const identity = identityPolicies(template, new RegExp(`^Target${name}`), here).map((policy) => (drop ? without(action, policy) : policy));
    return decision({ principal: session(PROD, name), action, resource, context: context as Record<string, string> }, { identity }) === 'allowed';
  });
  expect(may(false)).toEqual(expected);
  expect(may(true)).toEqual([]);
});

test('every role is under the boundary', () => {
  const limited = inAccount(PROD, (scope) => deploymentTarget(scope, 'Target', { permissionsBoundary: ManagedPolicy.fromManagedPolicyName(scope, 'Limit', 'boundary') }));
  const limits = Object.values(limited.findResources('AWS::IAM::Role')).map(({ Properties }) => JSON.stringify(Properties.PermissionsBoundary));
  expect(limits).toHaveLength(4);
  expect(limits.filter((limit) => !/:policy\/boundary"/.test(limit))).toEqual([]);
});
