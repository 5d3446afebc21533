import { CreateModelPackageGroupCommand, DescribeModelPackageGroupCommand, PutModelPackageGroupPolicyCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { CreatePolicyCommand, IAMClient, PutRolePermissionsBoundaryCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import type { SessionCredentials } from '../../src/cloud';
import type { LocalCloud } from '../../src/local-cloud';
import { assume, policy, role, type RunningCloud, runningCloud } from './running-cloud';

const HOME = '111111111111';
const AWAY = '222222222222';
const GROUP = `arn:aws:sagemaker:eu-west-1:${AWAY}:model-package-group/shared`;
/** What IAM does not take, and the emulator does: an action and an operator that there are not. */
const MALFORMED = policy({ Action: 'everything', Resource: '*', Condition: { StringEqual: { 'aws:PrincipalAccount': HOME } } });

let running: RunningCloud;
let cloud: LocalCloud;
let iam: IAMClient;
beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
  iam = new IAMClient(cloud.clientOptions(cloud.credentialsOf(HOME)));
}, 60_000);
afterAll(() => running.close());

const able = [{ Action: ['sagemaker:*', 'sts:AssumeRole'], Resource: '*' }];
const session = async (name: string) => assume(cloud, cloud.credentialsOf(HOME), await role(cloud, HOME, name, able));
const refusal = (who: SessionCredentials, account = HOME) => new SageMakerClient({ ...cloud.clientOptions(who), maxAttempts: 1 })
  .send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName: account === HOME ? 'none' : GROUP })).then(() => 'allowed', (error: Error) => `${error.name}: ${error.message}`);

test('an identity policy that IAM would not have taken denies whatever the others allow, and says what is wrong with it', async () => {
  const who = await session('inline');
  await iam.send(new PutRolePolicyCommand({ RoleName: 'inline', PolicyName: 'broken', PolicyDocument: MALFORMED }));
  const said = await refusal(who);
  expect(said).toMatch(/^AccessDeniedException: User: arn:aws:sts::111111111111:assumed-role\/inline\/test is not authorized to perform: sagemaker:DescribeModelPackageGroup on resource: arn:/);
  expect(said).toContain(`identity-based policy broken of inline at arn:aws:iam::${HOME}:role/inline Policies.broken: Statement[0].Action holds "everything"`);
  expect(said).toContain('Statement[0].Condition.StringEqual');
});

test('so does a boundary', async () => {
  const who = await session('bounded');
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'limits', PolicyDocument: MALFORMED }));
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'bounded', PermissionsBoundary: Policy?.Arn }));
  expect(await refusal(who)).toMatch(/^AccessDeniedException: .*permissions boundary limits at arn:aws:iam::111111111111:policy\/limits v1: Statement\[0\]\.Action holds/s);
});

test('so does the policy of a resource', async () => {
  const owner = new SageMakerClient(cloud.clientOptions(cloud.credentialsOf(AWAY)));
  await owner.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'shared' }));
  await owner.send(new PutModelPackageGroupPolicyCommand({ ModelPackageGroupName: 'shared', ResourcePolicy: MALFORMED }));
  expect(await refusal(await session('visitor'), AWAY)).toMatch(/^AccessDeniedException: .*resource-based policy of arn:.*Statement\[0\]\.Action holds/s);
});

test('a trust policy says so when somebody wants the role, and not before', async () => {
  const who = await session('target');
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'target', PolicyDocument: MALFORMED }));
  expect(await refusal(who)).toMatch(/^ValidationException: Could not find/);
  const again = assume(cloud, cloud.credentialsOf(HOME), `arn:aws:iam::${HOME}:role/target`);
  await expect(again).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringMatching(/trust policy of target at .* AssumeRolePolicyDocument: Statement\[0\]\.Action holds/) });
});

test('a session policy is refused where it is given, as on AWS', async () => {
  const target = await role(cloud, HOME, 'for-sessions', able);
  await expect(assume(cloud, cloud.credentialsOf(HOME), target, { Policy: MALFORMED })).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException', message: expect.stringContaining('Statement[0].Action holds') });
  await expect(assume(cloud, cloud.credentialsOf(HOME), target, { Policy: policy({ Action: 'sagemaker:*', Resource: '*' }) })).resolves.toBeDefined();
});
