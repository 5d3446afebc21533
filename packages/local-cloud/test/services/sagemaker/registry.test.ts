import {
  CreateEndpointCommand, CreateModelCommand, CreateModelPackageCommand, CreateModelPackageGroupCommand, DeleteModelPackageCommand, DeleteModelPackageGroupCommand, DescribeModelPackageCommand, DescribeModelPackageGroupCommand,
  GetModelPackageGroupPolicyCommand, ListModelPackageGroupsCommand, ListModelPackagesCommand, PutModelPackageGroupPolicyCommand, SageMakerClient, UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, CloudUnderTest, eventually, SERVER_IMAGE } from '../codebuild/cloud-under-test';
import { Endpoints } from './endpoints';

const OTHER = '222222222222';
let cloud: CloudUnderTest;
let endpoints: Endpoints;
let client: SageMakerClient;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  endpoints = await Endpoints.in(cloud);
  client = endpoints.client;
});

afterAll(() => cloud.stop());

type Approval = 'Approved' | 'Rejected' | 'PendingManualApproval';
const group = async (ModelPackageGroupName: string) => (await client.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName }))).ModelPackageGroupArn ?? '';

async function version(ModelPackageGroupName: string, ModelApprovalStatus?: Approval, who = client): Promise<string> {
  const Containers = [{ Image: SERVER_IMAGE, ModelDataUrl: await endpoints.archive(ModelPackageGroupName.split('/').pop() ?? ''), Environment: { MODE: 'registered' } }];
  const input = { ModelPackageGroupName, ModelApprovalStatus, InferenceSpecification: { Containers, SupportedContentTypes: ['text/csv'], SupportedResponseMIMETypes: ['text/csv'] } };
  return (await who.send(new CreateModelPackageCommand(input))).ModelPackageArn ?? '';
}

const describeVersion = (ModelPackageName: string, who = client) => who.send(new DescribeModelPackageCommand({ ModelPackageName }));
const approve = (ModelPackageArn: string, ModelApprovalStatus: Approval = 'Approved', who = client) => who.send(new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus, ApprovalDescription: 'seen' }));
const modelOf = (name: string, ModelPackageName: string, ExecutionRoleArn = endpoints.learning.role, who = client) => who.send(new CreateModelCommand({ ModelName: name, ExecutionRoleArn, PrimaryContainer: { ModelPackageName } }));

describe('versions of a group', () => {
  test('count up, and a number is not used twice', async () => {
    await group('counted');
    const arns = [await version('counted'), await version('counted')];
    expect(arns).toEqual([1, 2].map((number) => `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:model-package/counted/${number}`));
    await client.send(new DeleteModelPackageCommand({ ModelPackageName: arns[1] }));
    expect(await version('counted')).toMatch(/counted\/3$/);
    await expect(describeVersion(arns[1])).rejects.toThrow(/does not exist/);
  });

  test('are listed by their approval, the newest first', async () => {
    await group('listed');
    const [first, , third] = [await version('listed', 'Approved'), await version('listed', 'Rejected'), await version('listed', 'Approved')];
    const { ModelPackageSummaryList = [] } = await client.send(new ListModelPackagesCommand({ ModelPackageGroupName: 'listed', ModelApprovalStatus: 'Approved', SortBy: 'CreationTime', SortOrder: 'Ascending' }));
    expect(ModelPackageSummaryList.map(({ ModelPackageArn }) => ModelPackageArn)).toEqual([first, third]);
  });

  test('wait for approval, and an approval is told to EventBridge with its fields', async () => {
    const events = await cloud.watch('aws.sagemaker');
    await group('told');
    const arn = await version('told');
    expect(await describeVersion(arn)).toMatchObject({ ModelApprovalStatus: 'PendingManualApproval', ModelPackageVersion: 1, ModelPackageStatus: 'Completed' });
    await approve(arn);
    expect(await describeVersion(arn)).toMatchObject({ ModelApprovalStatus: 'Approved', ApprovalDescription: 'seen' });
    const seen = await eventually(async () => {
      const mine = (await events()).filter(({ detail }) => detail.ModelPackageGroupName === 'told');
      return mine.length === 2 && mine;
    }, 'two events');
    expect(seen.map(({ detail }) => [detail.ModelApprovalStatus, detail.UpdatedModelPackageFields])).toEqual([['PendingManualApproval', []], ['Approved', ['ModelApprovalStatus', 'ApprovalDescription']]]);
    expect(seen[1]).toMatchObject({ 'detail-type': 'SageMaker Model Package State Change', 'resources': [arn], 'detail': { ModelPackageArn: arn, ModelPackageVersion: 1 } });
  });
});

describe('a model of a version', () => {
  test('is refused until the version is approved, and refused again when that is taken back', async () => {
    await group('gated');
    const arn = await version('gated');
    await expect(modelOf('gated', arn)).rejects.toThrow(`Model package ${arn} is PendingManualApproval: only an Approved version can be deployed.`);
    await approve(arn);
    await modelOf('gated', arn);
    await approve(arn, 'Rejected');
    await expect(modelOf('gated-again', arn)).rejects.toThrow(/is Rejected/);
  });

  test('serves with the version\'s image, archive and variables', async () => {
    await group('served');
    await modelOf('served', await version('served', 'Approved'));
    await client.send(new CreateEndpointCommand({ EndpointName: 'served', EndpointConfigName: await endpoints.config('served', 'served') }));
    await endpoints.settled('served');
    expect((await endpoints.invoke('served')).said).toMatchObject({ model: 'served', mode: 'registered' });
  });
});

describe('another account', () => {
  const policyFor = (arn: string, Action: string[]) => JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Others', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OTHER}:root` }, Action, Resource: [arn, `${arn.replace('model-package-group', 'model-package')}/*`] }],
  });
  const put = (ModelPackageGroupName: string, ResourcePolicy: string) => client.send(new PutModelPackageGroupPolicyCommand({ ModelPackageGroupName, ResourcePolicy }));
  const theirs = () => cloud.client(SageMakerClient, OTHER);

  test('sees and deploys versions by the group\'s policy alone', async () => {
    const arn = await group('shared');
    const one = await version('shared', 'Approved');
    await expect(describeVersion(one, theirs())).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await put('shared', policyFor(arn, ['sagemaker:DescribeModelPackage']));
    expect((await describeVersion(one, theirs())).ModelApprovalStatus).toBe('Approved');
    await expect(approve(one, 'Rejected', theirs())).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const role = await cloud.role('jobs', 'sagemaker.amazonaws.com', undefined, OTHER);
    await modelOf('shared', one, role, theirs());
  });

  test('registers in a group whose policy lets it', async () => {
    const arn = await group('central');
    await expect(version(arn, undefined, theirs())).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await put('central', policyFor(arn, ['sagemaker:CreateModelPackage']));
    expect(await version(arn, undefined, theirs())).toBe(`arn:aws:sagemaker:eu-west-1:${ACCOUNT}:model-package/central/1`);
  });
});

test('who may register but not approve is refused an approval, at birth and later', async () => {
  await group('guarded');
  const statements = [
    { Effect: 'Allow' as const, Action: 'sagemaker:*', Resource: '*' },
    { Effect: 'Deny' as const, Action: ['sagemaker:CreateModelPackage', 'sagemaker:UpdateModelPackage'], Resource: '*', Condition: { StringEquals: { 'sagemaker:ModelApprovalStatus': 'Approved' } } },
  ];
  const builder = cloud.client(SageMakerClient, await cloud.session('registers', statements));
  const arn = await version('guarded', undefined, builder);
  await expect(version('guarded', 'Approved', builder)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(approve(arn, 'Approved', builder)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await approve(arn, 'Rejected', builder);
});

test('a group is found, has its policy, and goes when its versions are gone', async () => {
  const arn = await group('kept');
  const only = { ModelPackageGroupName: 'kept' };
  expect(await client.send(new DescribeModelPackageGroupCommand(only))).toMatchObject({ ModelPackageGroupArn: arn, ModelPackageGroupStatus: 'Completed' });
  await expect(client.send(new GetModelPackageGroupPolicyCommand(only))).rejects.toThrow(/Cannot find resource policy/);
  const ResourcePolicy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'sagemaker:DescribeModelPackageGroup', Resource: arn }] });
  await client.send(new PutModelPackageGroupPolicyCommand({ ...only, ResourcePolicy }));
  expect((await client.send(new GetModelPackageGroupPolicyCommand(only))).ResourcePolicy).toBe(ResourcePolicy);
  const ModelPackageName = await version('kept');
  await expect(client.send(new DeleteModelPackageGroupCommand(only))).rejects.toThrow(/delete them first/);
  await client.send(new DeleteModelPackageCommand({ ModelPackageName }));
  await client.send(new DeleteModelPackageGroupCommand(only));
  expect((await client.send(new ListModelPackageGroupsCommand({}))).ModelPackageGroupSummaryList?.map(({ ModelPackageGroupName }) => ModelPackageGroupName)).not.toContain('kept');
});
