import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { LocalCloud } from '../../../src/local-cloud';
import { assume, type RunningCloud, runningCloud, stack } from '../../gateway/running-cloud';
import { joins, organizationsOf, policyWith } from './organization';

const MANAGEMENT = '111111111111';
const MEMBER = '222222222222';
const OTHER = '333333333333';

let running: RunningCloud;
let cloud: LocalCloud;
let root: string;
const call = (operation: string, input?: object) => organizationsOf(cloud, MANAGEMENT)(operation, input);
const names = (list: readonly { Name: string }[]) => list.map(({ Name }) => Name);
const code = (asked: Promise<unknown>) => asked.then(() => 'allowed', (error: Error) => error.name);

beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
  await call('CreateOrganization', { FeatureSet: 'ALL' });
  root = (await call('ListRoots')).Roots[0].Id;
  await joins(cloud, MANAGEMENT, MEMBER);
}, 60_000);
afterAll(() => running.close());

test('an organization is its accounts\', each is in one, and only the management account works on it', async () => {
  const { Organization } = await call('DescribeOrganization');
  expect(Organization).toMatchObject({ FeatureSet: 'ALL', MasterAccountId: MANAGEMENT, AvailablePolicyTypes: expect.arrayContaining([{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }]) });
  expect(Organization.Arn).toBe(`arn:aws:organizations::${MANAGEMENT}:organization/${Organization.Id}`);
  expect(await code(call('CreateOrganization'))).toBe('AlreadyInOrganizationException');
  const outside = organizationsOf(cloud, '999999999999');
  expect(await code(outside('DescribeOrganization'))).toBe('AWSOrganizationsNotInUseException');
  const member = organizationsOf(cloud, MEMBER);
  expect((await member('DescribeOrganization')).Organization.Id).toBe(Organization.Id);
  expect(await code(member('ListAccounts'))).toBe('AccessDeniedException');
  expect((await member('ListHandshakesForAccount')).Handshakes).toMatchObject([{ State: 'ACCEPTED', Action: 'INVITE' }]);
  expect(await code(joins(cloud, MANAGEMENT, MEMBER))).toBe('HandshakeConstraintViolationException');
});

test('accounts and units have their places, and what is not empty stays', async () => {
  const { OrganizationalUnit: unit } = await call('CreateOrganizationalUnit', { ParentId: root, Name: 'Workloads' });
  const { OrganizationalUnit: inner } = await call('CreateOrganizationalUnit', { ParentId: unit.Id, Name: 'Prod' });
  expect(await code(call('CreateOrganizationalUnit', { ParentId: root, Name: 'Workloads' }))).toBe('DuplicateOrganizationalUnitException');
  await joins(cloud, MANAGEMENT, OTHER);
  await call('MoveAccount', { AccountId: OTHER, SourceParentId: root, DestinationParentId: inner.Id });
  expect(await code(call('MoveAccount', { AccountId: OTHER, SourceParentId: root, DestinationParentId: inner.Id }))).toBe('SourceParentNotFoundException');
  expect((await call('DescribeAccount', { AccountId: OTHER })).Account.Paths).toEqual([expect.stringMatching(new RegExp(`^o-[a-z0-9]{10}/${root}/${unit.Id}/${inner.Id}/${OTHER}/$`))]);
  expect((await call('ListParents', { ChildId: OTHER })).Parents).toEqual([{ Id: inner.Id, Type: 'ORGANIZATIONAL_UNIT' }]);
  expect((await call('ListAccountsForParent', { ParentId: inner.Id })).Accounts).toMatchObject([{ Id: OTHER, JoinedMethod: 'INVITED' }]);
  expect((await call('ListChildren', { ParentId: unit.Id, ChildType: 'ORGANIZATIONAL_UNIT' })).Children).toEqual([{ Id: inner.Id, Type: 'ORGANIZATIONAL_UNIT' }]);
  expect(await code(call('DeleteOrganizationalUnit', { OrganizationalUnitId: inner.Id }))).toBe('OrganizationalUnitNotEmptyException');
  await call('UpdateOrganizationalUnit', { OrganizationalUnitId: inner.Id, Name: 'Production' });
  expect((await call('DescribeOrganizationalUnit', { OrganizationalUnitId: inner.Id })).OrganizationalUnit).toMatchObject({ Name: 'Production', Arn: expect.stringContaining(':ou/o-') });
  expect(names((await call('ListOrganizationalUnitsForParent', { ParentId: unit.Id })).OrganizationalUnits)).toEqual(['Production']);
  await call('RemoveAccountFromOrganization', { AccountId: OTHER });
  await call('DeleteOrganizationalUnit', { OrganizationalUnitId: inner.Id });
  expect(await code(call('DescribeAccount', { AccountId: OTHER }))).toBe('AccountNotFoundException');
});

test('an account that is made has the role in which the management account gets in', async () => {
  const { CreateAccountStatus: { Id, AccountId } } = await call('CreateAccount', { Email: 'team@example.com', AccountName: 'Team' });
  expect((await call('DescribeCreateAccountStatus', { CreateAccountRequestId: Id })).CreateAccountStatus).toMatchObject({ State: 'SUCCEEDED', AccountId });
  expect((await call('ListAccounts')).Accounts).toContainEqual(expect.objectContaining({ Id: AccountId, Name: 'Team', Email: 'team@example.com', JoinedMethod: 'CREATED' }));
  const session = await assume(cloud, cloud.credentialsOf(MANAGEMENT), `arn:aws:iam::${AccountId}:role/OrganizationAccountAccessRole`);
  expect((await new STSClient(cloud.clientOptions(session)).send(new GetCallerIdentityCommand({}))).Account).toBe(AccountId);
  await organizationsOf(cloud, AccountId)('LeaveOrganization');
  expect(await code(organizationsOf(cloud, AccountId)('DescribeOrganization'))).toBe('AWSOrganizationsNotInUseException');
});

test('policies are attached, and a target keeps one of each type', async () => {
  const id = await policyWith(call, 'guard', { Effect: 'Deny', Action: 'iam:*', Resource: '*' });
  const { Policy } = await call('DescribePolicy', { PolicyId: id });
  expect(Policy.PolicySummary.Arn).toMatch(new RegExp(`^arn:aws:organizations::${MANAGEMENT}:policy/o-[a-z0-9]{10}/service_control_policy/${id}$`));
  await call('AttachPolicy', { PolicyId: id, TargetId: MEMBER });
  expect(await code(call('AttachPolicy', { PolicyId: id, TargetId: MEMBER }))).toBe('DuplicatePolicyAttachmentException');
  expect(await code(call('AttachPolicy', { PolicyId: id, TargetId: '999999999999' }))).toBe('TargetNotFoundException');
  expect(names((await call('ListPoliciesForTarget', { TargetId: MEMBER, Filter: 'SERVICE_CONTROL_POLICY' })).Policies)).toEqual(['FullAWSAccess', 'guard']);
  expect((await call('ListTargetsForPolicy', { PolicyId: id })).Targets).toMatchObject([{ TargetId: MEMBER, Type: 'ACCOUNT' }]);
  expect(await code(call('DeletePolicy', { PolicyId: id }))).toBe('PolicyInUseException');
  await call('DetachPolicy', { PolicyId: id, TargetId: MEMBER });
  expect(await code(call('DetachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: MEMBER }))).toBe('ConstraintViolationException');
  await call('UpdatePolicy', { PolicyId: id, Name: 'guarded' });
  expect(names((await call('ListPolicies', { Filter: 'SERVICE_CONTROL_POLICY' })).Policies)).toEqual(['FullAWSAccess', 'guarded']);
  await call('DeletePolicy', { PolicyId: id });
});

test('a policy that is none is refused with all that is wrong', async () => {
  await expect(policyWith(call, 'wrong', [{ Effect: 'Deny', Action: 'everything', Resource: '*' }, { Effect: 'Deny', Action: 's3:*', Resource: '*', Principal: '*' }])).rejects
    .toMatchObject({ name: 'MalformedPolicyDocumentException', message: expect.stringMatching(/Statement\[0\]\.Action holds "everything".*Statement\[1\]\.Principal stands in a policy of a principal/s) });
  await expect(policyWith(call, 'wrong', { Effect: 'Allow', Action: 's3:*', Resource: '*', Principal: '*' }, 'RESOURCE_CONTROL_POLICY')).rejects
    .toMatchObject({ name: 'MalformedPolicyDocumentException', message: expect.stringContaining('a resource control policy only denies') });
});

test('resource control policies are attached once their type is enabled, and gone when it is not', async () => {
  const id = await policyWith(call, 'perimeter', { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }, 'RESOURCE_CONTROL_POLICY');
  expect(await code(call('AttachPolicy', { PolicyId: id, TargetId: root }))).toBe('PolicyTypeNotEnabledException');
  await call('EnablePolicyType', { RootId: root, PolicyType: 'RESOURCE_CONTROL_POLICY' });
  await call('AttachPolicy', { PolicyId: id, TargetId: MEMBER });
  expect(await code(call('DetachPolicy', { PolicyId: 'p-RCPFullAWSAccess', TargetId: MEMBER }))).toBe('ConstraintViolationException');
  const { Root } = await call('DisablePolicyType', { RootId: root, PolicyType: 'RESOURCE_CONTROL_POLICY' });
  expect(Root.PolicyTypes).toEqual([{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }]);
  expect((await call('ListTargetsForPolicy', { PolicyId: id })).Targets).toEqual([]);
  await call('DeletePolicy', { PolicyId: id });
});

test('a template makes an organization, with its root', async () => {
  const account = '666666666666';
  const outputs = await stack(cloud, account, 'organization', {
    Resources: { Organization: { Type: 'AWS::Organizations::Organization' }, Unit: { Type: 'AWS::Organizations::OrganizationalUnit', Properties: { Name: 'Unit', ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] } } } },
    Outputs: { Id: { Value: { Ref: 'Organization' } }, Root: { Value: { 'Fn::GetAtt': ['Organization', 'RootId'] } } },
  });
  const made = organizationsOf(cloud, account);
  expect((await made('DescribeOrganization')).Organization).toMatchObject({ Id: outputs.Id, MasterAccountId: account });
  expect(names((await made('ListOrganizationalUnitsForParent', { ParentId: outputs.Root })).OrganizationalUnits)).toEqual(['Unit']);
});

test('an organization is deleted when nobody else is in it', async () => {
  const other = organizationsOf(cloud, '444444444444');
  await other('CreateOrganization', {});
  await joins(cloud, '444444444444', '555555555555');
  expect(await code(other('DeleteOrganization'))).toBe('OrganizationNotEmptyException');
  await other('RemoveAccountFromOrganization', { AccountId: '555555555555' });
  await other('DeleteOrganization');
  expect(await code(other('DescribeOrganization'))).toBe('AWSOrganizationsNotInUseException');
});
