import { CloudFormationClient, DeleteStackCommand, waitUntilStackDeleteComplete } from '@aws-sdk/client-cloudformation';
import { CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, GetObjectCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateModelPackageGroupCommand, ListModelPackageGroupsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { SessionCredentials } from '../../src/cloud';
import type { LocalCloud } from '../../src/local-cloud';
import { joins, organizationsOf, policyWith } from '../services/organizations/organization';
import { assume, policy, role, type RunningCloud, runningCloud, stack, trust } from './running-cloud';
import { signedCall } from './signed-call';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';
const OUTSIDE = '999999999999';
const configuration = { LocationConstraint: 'eu-west-1' } as const;

let running: RunningCloud;
let cloud: LocalCloud;
let root: string;
let unit: string;
const call = (operation: string, input?: object) => organizationsOf(cloud, MANAGEMENT)(operation, input);
const rootOf = (account: string) => cloud.clientOptions(cloud.credentialsOf(account));
const outcome = (asked: Promise<unknown>) => asked.then(() => 'allowed', (error: Error) => `${error.name}: ${error.message}`);
const list = (account: string) => outcome(new SageMakerClient(rootOf(account)).send(new ListModelPackageGroupsCommand({})));

/** Something that holds only while a policy is attached. */
async function attached(id: string, target: string, work: () => Promise<void>): Promise<void> {
  await call('AttachPolicy', { PolicyId: id, TargetId: target });
  try {
    await work();
  } finally {
    await call('DetachPolicy', { PolicyId: id, TargetId: target });
  }
}

beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
  await call('CreateOrganization', {});
  root = (await call('ListRoots')).Roots[0].Id;
  await call('EnablePolicyType', { RootId: root, PolicyType: 'RESOURCE_CONTROL_POLICY' });
  unit = (await call('CreateOrganizationalUnit', { ParentId: root, Name: 'Workloads' })).OrganizationalUnit.Id;
  await joins(cloud, MANAGEMENT, MEMBER);
  await call('MoveAccount', { AccountId: MEMBER, SourceParentId: root, DestinationParentId: unit });
}, 60_000);
afterAll(() => running.close());

describe('a service control policy', () => {
  test('denies in a member account, its root too, by its name and ARN; the management account is exempt; without it nothing is denied', async () => {
    const id = await policyWith(call, 'no-registry', { Sid: 'NoRegistry', Effect: 'Deny', Action: 'sagemaker:ListModelPackageGroups', Resource: '*' });
    for (const target of [root, unit, MEMBER]) {
      await attached(id, target, async () => {
        expect(await list(MEMBER)).toMatch(new RegExp(`^AccessDeniedException: User: arn:aws:iam::${MEMBER}:root is not authorized to perform: sagemaker:ListModelPackageGroups on resource: \\S+ with an explicit deny in a service control policy: arn:aws:organizations::${MANAGEMENT}:policy/o-\\w+/service_control_policy/${id} \\(statement NoRegistry of service control policy no-registry at `));
        expect([await list(MANAGEMENT), await list(OUTSIDE)]).toEqual(['allowed', 'allowed']);
      });
      expect(await list(MEMBER)).toBe('allowed');
    }
  });

  test('must allow on each level: without FullAWSAccess only what another allows is left', async () => {
    const id = await policyWith(call, 'storage-only', { Effect: 'Allow', Action: ['s3:*', 'sts:*', 'organizations:*'], Resource: '*' });
    await call('AttachPolicy', { PolicyId: id, TargetId: unit });
    await call('DetachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: unit });
    try {
      expect(await list(MEMBER)).toMatch(/because no service control policy allows the sagemaker:ListModelPackageGroups action \(asked: service control policy storage-only of level 2\)/);
      expect(await outcome(new IAMClient(rootOf(MEMBER)).send(new ListRolesCommand({})))).toMatch(/^AccessDenied.* because no service control policy allows the iam:ListRoles action/);
    } finally {
      await call('AttachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: unit });
      await call('DetachPolicy', { PolicyId: id, TargetId: unit });
    }
    expect(await list(MEMBER)).toBe('allowed');
  });

  test('is changed with effect at once', async () => {
    const id = await policyWith(call, 'changing', { Effect: 'Deny', Action: 'sqs:*', Resource: '*' });
    await attached(id, MEMBER, async () => {
      expect(await list(MEMBER)).toBe('allowed');
      await call('UpdatePolicy', { PolicyId: id, Content: policy({ Effect: 'Deny', Action: 'sagemaker:*', Resource: '*' }) });
      expect(await list(MEMBER)).toMatch(/^AccessDenied.*service control policy changing/);
    });
  });

  test('denies regions, for services of the gateway and of the emulator alike', async () => {
    const Condition = { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } };
    const id = await policyWith(call, 'regions', { Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition });
    const put = (region: string) => outcome(new SSMClient({ ...rootOf(MEMBER), region }).send(new PutParameterCommand({ Name: 'p', Value: 'v', Type: 'String', Overwrite: true })));
    const create = (region: string) => outcome(new SageMakerClient({ ...rootOf(MEMBER), region }).send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: `g-${region}` })));
    await attached(id, unit, async () => {
      expect([await put('eu-west-1'), await create('eu-west-1'), await list(MEMBER)]).toEqual(['allowed', 'allowed', 'allowed']);
      expect(await put('eu-central-1')).toMatch(/ssm:PutParameter on resource: arn:aws:ssm:eu-central-1:222222222222:parameter\/p with an explicit deny in a service control policy/);
      expect(await create('eu-central-1')).toMatch(/sagemaker:CreateModelPackageGroup on resource: .* with an explicit deny in a service control policy/);
    });
  });

  test('demands a tag of what the gateway makes itself', async () => {
    const id = await policyWith(call, 'tagged', { Effect: 'Deny', Action: 'sagemaker:CreateModelPackageGroup', Resource: '*', Condition: { Null: { 'aws:RequestTag/team': 'true' } } });
    const create = (ModelPackageGroupName: string, Key: string) => outcome(new SageMakerClient(rootOf(MEMBER)).send(new CreateModelPackageGroupCommand({ ModelPackageGroupName, Tags: [{ Key, Value: 'a' }] })));
    await attached(id, unit, async () => {
      expect(await create('tagged', 'team')).toBe('allowed');
      expect(await create('untagged', 'other')).toMatch(/CreateModelPackageGroup on resource: .* with an explicit deny in a service control policy/);
    });
  });

  test('that asks for more than is known of a request to the emulator does not deny it', async () => {
    const id = await policyWith(call, 'narrow', [
      { Effect: 'Deny', Action: 'ssm:*', Resource: 'arn:aws:ssm:*:*:parameter/other' }, { Effect: 'Deny', Action: 'ssm:*', NotResource: 'arn:aws:ssm:*:*:parameter/q' },
      { Effect: 'Deny', Action: 'ssm:*', Resource: '*', Condition: { StringNotEquals: { 'ssm:Overwrite': 'true' } } },
    ]);
    const ssm = new SSMClient(rootOf(MEMBER));
    await attached(id, unit, async () => {
      expect(await outcome(ssm.send(new PutParameterCommand({ Name: 'q', Value: 'v', Type: 'String' })))).toBe('allowed');
      expect(await outcome(ssm.send(new GetParameterCommand({ Name: 'q' })))).toBe('allowed');
    });
  });

  test('is asked about resources and keys of requests to the emulator, whatever way they take', async () => {
    const id = await policyWith(call, 'exact', [
      { Effect: 'Deny', Action: 'ssm:PutParameter', Resource: 'arn:aws:ssm:*:*:parameter/locked/*' },
      { Effect: 'Deny', Action: 'ssm:PutParameter', Resource: '*', Condition: { Bool: { 'ssm:Overwrite': 'true' } } },
      { Effect: 'Deny', Action: 'ec2:CreateVpc', Resource: '*', Condition: { Null: { 'aws:RequestTag/team': 'true' } } },
      { Effect: 'Deny', Action: 'lambda:InvokeFunction', NotResource: 'arn:aws:lambda:*:*:function:open' },
      { Effect: 'Deny', Action: 'iam:CreateRole', NotResource: 'arn:aws:iam::*:role/team/*' },
    ]);
    const denied = (action: string) => expect.stringMatching(new RegExp(`is not authorized to perform: ${action} on resource: \\S+ with an explicit deny in a service control policy`));
    const put = (Name: string, Overwrite?: boolean) => outcome(new SSMClient(rootOf(MEMBER)).send(new PutParameterCommand({ Name, Value: 'v', Type: 'String', Overwrite })));
    const network = (Key: string) => outcome(new EC2Client(rootOf(MEMBER)).send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key, Value: 'a' }] }] })));
    const invoke = (name: string) => outcome(signedCall(cloud, cloud.credentialsOf(MEMBER), { service: 'lambda', path: `/2015-03-31/functions/${name}/invocations` }));
    const make = (RoleName: string, Path?: string) => outcome(new IAMClient(rootOf(MEMBER)).send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: trust({ AWS: '*' }) })));
    await attached(id, unit, async () => {
      expect([await put('/locked/p'), await put('free'), await put('free', true)]).toEqual([denied('ssm:PutParameter'), 'allowed', denied('ssm:PutParameter')]);
      expect([await network('team'), await network('other')]).toEqual(['allowed', denied('ec2:CreateVpc')]);
      expect([await invoke('open'), await invoke('closed')]).toEqual([expect.stringContaining('ResourceNotFound'), denied('lambda:InvokeFunction')]);
      expect([await make('in', '/team/'), await make('out')]).toEqual(['allowed', denied('iam:CreateRole')]);
    });
  });

  test('is asked about AssumeRole, keys, the emulator\'s own services, and not about who one is', async () => {
    const target = await role(cloud, MANAGEMENT, 'target', [], trust({ AWS: `arn:aws:iam::${MEMBER}:root` }));
    const { KeyMetadata } = await new KMSClient(rootOf(MEMBER)).send(new CreateKeyCommand({}));
    const id = await policyWith(call, 'locked', { Effect: 'Deny', Action: ['sts:*', 'kms:*', 'iam:CreateRole'], Resource: '*' });
    await attached(id, MEMBER, async () => {
      const denied = /AccessDenied(Exception)?: .* with an explicit deny in a service control policy: .*service control policy locked/;
      expect(await outcome(assume(cloud, cloud.credentialsOf(MEMBER), target))).toMatch(denied);
      expect(await outcome(new KMSClient(rootOf(MEMBER)).send(new DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId })))).toMatch(denied);
      expect(await outcome(new IAMClient(rootOf(MEMBER)).send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust({ AWS: '*' }) })))).toMatch(denied);
      expect(await outcome(new STSClient(rootOf(MEMBER)).send(new GetCallerIdentityCommand({})))).toBe('allowed');
    });
    expect(await outcome(assume(cloud, cloud.credentialsOf(MEMBER), target))).toBe('allowed');
  });
});

describe('a resource control policy', () => {
  let outsider: SessionCredentials;
  let insider: SessionCredentials;
  const read = (who: SessionCredentials) => outcome(new S3Client(cloud.clientOptions(who)).send(new GetObjectCommand({ Bucket: 'shared', Key: 'a' })));
  const perimeter = async (name: string) => {
    const { Organization } = await call('DescribeOrganization');
    return policyWith(call, name, { Sid: 'OurOrganization', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': Organization.Id }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } }, 'RESOURCE_CONTROL_POLICY');
  };
  beforeAll(async () => {
    const s3 = new S3Client(rootOf(MEMBER));
    await s3.send(new CreateBucketCommand({ Bucket: 'shared', CreateBucketConfiguration: configuration }));
    await s3.send(new PutObjectCommand({ Bucket: 'shared', Key: 'a', Body: 'a' }));
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'shared', Policy: policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::shared/*', Principal: { AWS: [OUTSIDE, MANAGEMENT].map((account) => `arn:aws:iam::${account}:root`) } }) }));
    await Promise.all([OUTSIDE, MANAGEMENT].map((account) => role(cloud, account, 'reader', [{ Action: 's3:*', Resource: '*' }])));
    [outsider, insider] = await Promise.all([OUTSIDE, MANAGEMENT].map((account) => assume(cloud, cloud.credentialsOf(account), `arn:aws:iam::${account}:role/reader`)));
  }, 40_000);

  test('keeps principals of other organizations out, whatever a bucket\'s policy allows; without it they are in', async () => {
    const id = await perimeter('perimeter');
    expect([await read(outsider), await read(insider)]).toEqual(['allowed', 'allowed']);
    await attached(id, unit, async () => {
      expect(await read(outsider)).toMatch(new RegExp(`^AccessDenied: User: arn:aws:sts::${OUTSIDE}:assumed-role/reader/test is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::shared/a with an explicit deny in a resource control policy \\(statement OurOrganization of resource control policy perimeter at `));
      expect([await read(insider), await read(cloud.credentialsOf(MEMBER))]).toEqual(['allowed', 'allowed']);
    });
    expect(await read(outsider)).toBe('allowed');
  });

  test('denies an account\'s own principals too, and none of the management account\'s resources', async () => {
    await new S3Client(rootOf(MANAGEMENT)).send(new CreateBucketCommand({ Bucket: 'managed', CreateBucketConfiguration: configuration }));
    const id = await policyWith(call, 'frozen', { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::*/frozen/*' }, 'RESOURCE_CONTROL_POLICY');
    const put = (account: string, Bucket: string, Key: string) => outcome(new S3Client(rootOf(account)).send(new PutObjectCommand({ Bucket, Key, Body: 'x' })));
    await attached(id, root, async () => {
      expect(await put(MEMBER, 'shared', 'frozen/b')).toMatch(/^AccessDenied: .*with an explicit deny in a resource control policy: arn:aws:organizations::111111111111:policy\/.*resource control policy frozen/);
      expect([await put(MEMBER, 'shared', 'b'), await put(MANAGEMENT, 'managed', 'frozen/b')]).toEqual(['allowed', 'allowed']);
    });
  });
});

test('an organization\'s id and paths stand in the context', async () => {
  const { Organization } = await call('DescribeOrganization');
  const ours = (Condition: object) => role(cloud, MANAGEMENT, `for-${Object.keys(Condition)[0]}`, [], trust({ AWS: '*' }, Condition));
  const byId = await ours({ StringEquals: { 'aws:PrincipalOrgID': Organization.Id } });
  const byPath = await ours({ StringLike: { 'aws:PrincipalOrgPaths': `${Organization.Id}/${root}/${unit}/*` } });
  const roles = Object.fromEntries(await Promise.all([MEMBER, MANAGEMENT, OUTSIDE].map(async (account) => {
    const arn = await role(cloud, account, 'asks', [{ Action: 'sts:AssumeRole', Resource: '*' }]);
    return [account, await assume(cloud, cloud.credentialsOf(account), arn)] as const;
  })));
  const may = async (account: string, target: string) => (await outcome(assume(cloud, roles[account], target))).replace(/:.*/s, '');
  expect([await may(MEMBER, byId), await may(MANAGEMENT, byId), await may(OUTSIDE, byId)]).toEqual(['allowed', 'allowed', 'AccessDenied']);
  expect([await may(MEMBER, byPath), await may(MANAGEMENT, byPath)]).toEqual(['allowed', 'AccessDenied']);
});

test('a template attaches policies to what it makes and to what is there, and takes them away again', async () => {
  const Content = { Version: '2012-10-17', Statement: [{ Sid: 'Templated', Effect: 'Deny', Action: 'sagemaker:ListModelPackageGroups', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': true } } }] };
  const scp = (TargetIds: readonly unknown[]) => ({ Type: 'AWS::Organizations::Policy', Properties: { Name: 'templated', Type: 'SERVICE_CONTROL_POLICY', Content, TargetIds } });
  const outputs = await stack(cloud, MANAGEMENT, 'guardrails', {
    Resources: {
      Unit: { Type: 'AWS::Organizations::OrganizationalUnit', Properties: { Name: 'Templated', ParentId: root } },
      Account: { Type: 'AWS::Organizations::Account', Properties: { AccountName: 'Made', Email: 'made@example.com', ParentIds: [{ Ref: 'Unit' }] } },
      Policy: { ...scp([{ Ref: 'Unit' }, MEMBER]), DependsOn: 'Account' },
    },
    Outputs: { Account: { Value: { Ref: 'Account' } }, Policy: { Value: { 'Fn::GetAtt': ['Policy', 'Arn'] } } },
  });
  for (const account of [outputs.Account, MEMBER]) expect(await list(account)).toContain(`with an explicit deny in a service control policy: ${outputs.Policy} (statement Templated of `);
  expect(await list(MANAGEMENT)).toBe('allowed');
  const nowhere = stack(cloud, MANAGEMENT, 'nowhere', { Resources: { Policy: { ...scp(['r-none0']), Properties: { ...scp(['r-none0']).Properties, Name: 'nowhere' } } } });
  await expect(nowhere).rejects.toThrow();
  const client = new CloudFormationClient(rootOf(MANAGEMENT));
  await client.send(new DeleteStackCommand({ StackName: 'guardrails' }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 }, { StackName: 'guardrails' });
  expect([await list(MEMBER), await list(outputs.Account)]).toEqual(['allowed', 'allowed']);
  expect((await call('ListPolicies', { Filter: 'SERVICE_CONTROL_POLICY' })).Policies).not.toContainEqual(expect.objectContaining({ Name: 'nowhere' }));
}, 40_000);
