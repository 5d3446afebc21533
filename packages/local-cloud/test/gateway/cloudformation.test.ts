import {
  CloudFormationClient, CreateStackCommand, DescribeStackResourcesCommand, DescribeStacksCommand, GetTemplateCommand, ListStacksCommand, waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { ListRolesCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Principal } from '../../src/gateway/principal';
import type { LocalCloud } from '../../src/local-cloud';
import type { ResourceHandler } from '../../src/services/service';
import { assume, role, type RunningCloud, runningCloud, stack, trust } from './running-cloud';

// the first stack of an account waits for the provider; on a machine with other work five seconds are few
jest.setTimeout(30_000);

const ACCOUNT = '111111111111';
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const topic = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };
const repository = (RepositoryName: string) => ({ Resources: { Repository: { Type: 'AWS::CodeCommit::Repository', Properties: { RepositoryName } } }, Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Repository', 'Arn'] } } } });

/** In whose name each resource of a type that tells was created. */
const witnessed = new Map<string, Principal>();
const witness = (Name: string) => ({ Resources: { Witness: { Type: 'AWS::Local::Witness', Properties: { Name } } } });
const handler: ResourceHandler = {
  create: async ({ Name }, { principal }) => {
    witnessed.set(Name, principal);
    return { physicalId: Name };
  },
  update: async (physicalId) => ({ physicalId }),
  delete: async () => undefined,
};

let running: RunningCloud;
let cloud: LocalCloud;
let client: CloudFormationClient;
beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
  cloud['server'].registerService({ name: 'witness', operations: {}, resourceTypes: { 'AWS::Local::Witness': handler } });
  client = new CloudFormationClient(cloud.clientOptions(cloud.credentialsOf(ACCOUNT)));
  const byCloudFormation = trust({ Service: 'cloudformation.amazonaws.com' });
  const stacks = { Action: 'cloudformation:*', Resource: '*' };
  await Promise.all([
    role(cloud, ACCOUNT, 'creates-repositories', [{ Action: ['codecommit:*', 'sns:*'], Resource: '*' }], byCloudFormation),
    role(cloud, ACCOUNT, 'for-lambda', [{ Action: '*', Resource: '*' }], trust({ Service: 'lambda.amazonaws.com' })),
    role(cloud, ACCOUNT, 'may-pass', [stacks, { Action: 'iam:PassRole', Resource: roleArn('*'), Condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } } }]),
    role(cloud, ACCOUNT, 'may-pass-to-lambda', [stacks, { Action: 'iam:PassRole', Resource: roleArn('*'), Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } }]),
  ]);
}, 60_000);
afterAll(() => running.close());

const as = (name: string) => assume(cloud, cloud.credentialsOf(ACCOUNT), roleArn(name));
const stackNames = async () => ((await client.send(new ListStacksCommand({}))).StackSummaries ?? []).map(({ StackName }) => StackName);
const shown = async (StackName: string) => (await client.send(new GetTemplateCommand({ StackName }))).TemplateBody;
const created = (StackName: string) => waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 }, { StackName });

test('whoever gives a stack a role needs leave to pass that role to CloudFormation', async () => {
  const caller = await as('may-pass-to-lambda');
  await expect(stack(cloud, ACCOUNT, 'unpassed', topic, { caller, RoleARN: roleArn('creates-repositories') })).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('iam:PassRole') });
  expect(await stackNames()).not.toContain('unpassed');
});

test('a role that does not trust CloudFormation is no stack\'s role', async () => {
  const caller = await as('may-pass');
  await expect(stack(cloud, ACCOUNT, 'untrusted', topic, { caller, RoleARN: roleArn('for-lambda') })).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('cloudformation.amazonaws.com') });
  expect(await stackNames()).not.toContain('untrusted');
});

test('a stack\'s resources are created in the name of the role that was passed', async () => {
  await stack(cloud, ACCOUNT, 'passed', witness('passed'), { caller: await as('may-pass'), RoleARN: roleArn('creates-repositories') });
  expect(witnessed.get('passed')).toMatchObject({ arn: `arn:aws:sts::${ACCOUNT}:assumed-role/creates-repositories/AWSCloudFormation`, roleArn: roleArn('creates-repositories') });
});

test('without a role they are created in the name of whoever called', async () => {
  await stack(cloud, ACCOUNT, 'own', witness('own'), { caller: await as('may-pass') });
  expect(witnessed.get('own')).toMatchObject({ arn: `arn:aws:sts::${ACCOUNT}:assumed-role/may-pass/test` });
});

test('a nested stack\'s resources are created in the name of its parent\'s role, however deep', async () => {
  const s3 = new S3Client(cloud.clientOptions(cloud.credentialsOf(ACCOUNT)));
  await s3.send(new CreateBucketCommand({ Bucket: 'nested', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  const child = (key: string) => ({ Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://nested.s3.eu-west-1.amazonaws.com/${key}` } } });
  await s3.send(new PutObjectCommand({ Bucket: 'nested', Key: 'inner', Body: JSON.stringify(witness('inner')) }));
  await s3.send(new PutObjectCommand({ Bucket: 'nested', Key: 'outer', Body: JSON.stringify({ Resources: { ...witness('outer').Resources, ...child('inner') } }) }));
  await stack(cloud, ACCOUNT, 'parent', { Resources: child('outer') }, { caller: await as('may-pass'), RoleARN: roleArn('creates-repositories') });
  expect([witnessed.get('outer')?.roleArn, witnessed.get('inner')?.roleArn]).toEqual([roleArn('creates-repositories'), roleArn('creates-repositories')]);
});

test('a template with types that there is no way to create fails before anything is created, and names them all', async () => {
  const template = { Resources: { Before: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'before', AssumeRolePolicyDocument: JSON.parse(trust('*')) } }, Queue: { Type: 'AWS::Batch::JobQueue' }, Db: { Type: 'AWS::Neptune::DBCluster' } } };
  await expect(stack(cloud, ACCOUNT, 'refused', template)).rejects.toMatchObject({ name: 'ValidationError', message: expect.stringMatching(/nothing of this stack was created.*Queue \(AWS::Batch::JobQueue\), Db \(AWS::Neptune::DBCluster\)/) });
  expect(await stackNames()).not.toContain('refused');
  const { Roles = [] } = await new IAMClient(cloud.clientOptions(cloud.credentialsOf(ACCOUNT))).send(new ListRolesCommand({}));
  expect(Roles.map(({ RoleName }) => RoleName)).not.toContain('before');
});

test('GetTemplate shows a template as it was given, byte by byte, comments and short forms included', async () => {
  const TemplateBody = '# as it was\nResources:\n  Repository:\n    Type: AWS::CodeCommit::Repository\n    Properties: { RepositoryName: !Sub "as-${AWS::Region}", RepositoryDescription: "<a> & \'ü\'" }   \n';
  await client.send(new CreateStackCommand({ StackName: 'shown', TemplateBody }));
  await created('shown');
  expect(await shown('shown')).toBe(TemplateBody);
});

test('a template too large for a request comes from S3, and is shown as it was', async () => {
  const s3 = new S3Client(cloud.clientOptions(cloud.credentialsOf(ACCOUNT)));
  const text = `${JSON.stringify({ ...repository('large'), Metadata: { Filler: Array.from({ length: 4000 }, (_, i) => `line ${i} of a large template`) } }, undefined, 1)}\n`;
  await s3.send(new CreateBucketCommand({ Bucket: 'templates', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  await s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 'large.json', Body: text }));
  await client.send(new CreateStackCommand({ StackName: 'large', TemplateURL: 'https://templates.s3.eu-west-1.amazonaws.com/large.json' }));
  await created('large');
  expect(await shown('large')).toBe(text);
});

test('a lowered resource is shown by its own type', async () => {
  await stack(cloud, ACCOUNT, 'typed', repository('typed'));
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: 'typed' }));
  expect(StackResources.map(({ ResourceType }) => ResourceType)).toEqual(['AWS::CodeCommit::Repository']);
});

test('what happens to a type is told, of this package\'s services and of others that were registered', () => {
  const told = ['AWS::CodeCommit::Repository', 'AWS::Local::Witness', 'AWS::S3::Bucket', 'AWS::CloudTrail::Trail', 'AWS::QuickSight::Dashboard'].map((type) => cloud.treatmentOf(type));
  expect(told).toEqual(['runs', 'runs', 'native', 'stored', 'refused']);
});

test('the CDK CLI is answered when a stack has changed, everybody else at once', async () => {
  const cli = new CloudFormationClient({ ...cloud.clientOptions(cloud.credentialsOf(ACCOUNT)), customUserAgent: 'aws-cdk-cli/2.0.0' });
  const statusFor = async (asker: CloudFormationClient, StackName: string) => {
    await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(witness(StackName)) }));
    const { Stacks = [] } = await asker.send(new DescribeStacksCommand({ StackName }));
    return Stacks.map(({ StackStatus }) => StackStatus);
  };
  // the first stack of an account waits for the provider
  await statusFor(client, 'first');
  await created('first');
  expect(await statusFor(cli, 'held')).toEqual(['CREATE_COMPLETE']);
  expect(await statusFor(client, 'not-held')).toEqual(['CREATE_IN_PROGRESS']);
  await created('not-held');
});
