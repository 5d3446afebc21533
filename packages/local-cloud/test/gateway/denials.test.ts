import { CreatePolicyCommand, IAMClient, PutRolePermissionsBoundaryCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateModelPackageGroupCommand, DescribeModelPackageGroupCommand, PutModelPackageGroupPolicyCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { LocalCloud } from '../../src/local-cloud';
import { assume, policy, role, type RunningCloud, runningCloud, type Statement } from './running-cloud';

const HOME = '111111111111';
const AWAY = '222222222222';
const OWN = `arn:aws:sagemaker:eu-west-1:${HOME}:model-package-group/own`;
const SHARED = `arn:aws:sagemaker:eu-west-1:${AWAY}:model-package-group/shared`;

let running: RunningCloud;
let cloud: LocalCloud;
let iam: IAMClient;
beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
  iam = new IAMClient(cloud.clientOptions(cloud.credentialsOf(HOME)));
  await sagemaker(cloud.credentialsOf(HOME)).send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'own' }));
  await sagemaker(cloud.credentialsOf(AWAY)).send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'shared' }));
}, 60_000);
afterAll(() => running.close());

const all = { Action: '*', Resource: '*' };
const none: Statement = { Effect: 'Deny', Action: 'sagemaker:DescribeModelPackageGroup', Resource: '*' };
const other = { Action: 's3:*', Resource: '*' };
const sagemaker = (who: ReturnType<LocalCloud['credentialsOf']>) => new SageMakerClient(cloud.clientOptions(who));
const bound = async (RoleName: string, statement: Statement) => {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: `${RoleName}-limit`, PolicyDocument: policy(statement) }));
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: Policy?.Arn }));
};
const message = async (name: string, group: string, Policy?: string) => {
  const session = await assume(cloud, cloud.credentialsOf(HOME), `arn:aws:iam::${HOME}:role/${name}`, { Policy });
  return sagemaker(session).send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName: group })).then(() => 'allowed', (error: Error) => error.message);
};
const said = (name: string, group: string, words: string) => `User: arn:aws:sts::${HOME}:assumed-role/${name}/test is not authorized to perform: sagemaker:DescribeModelPackageGroup on resource: ${group} ${words}`;
const allows = (kind: string) => `because no ${kind} allows the sagemaker:DescribeModelPackageGroup action (`;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html; what stands in parentheses is ours. */
describe('a denial has AWS\'s words, the layer that decided and the statement with its place', () => {
  test('identity-based policies', async () => {
    const arn = await role(cloud, HOME, 'identity', [other]);
    expect(await message('identity', OWN)).toContain(said('identity', OWN, allows('identity-based policy')));
    await iam.send(new PutRolePolicyCommand({ RoleName: 'identity', PolicyName: 'never', PolicyDocument: policy(all, none) }));
    expect(await message('identity', OWN)).toBe(said('identity', OWN, `with an explicit deny in an identity-based policy (statement 2 of identity-based policy never of identity at ${arn} Policies.never.Statement[1] denies it)`));
  });

  test('a permissions boundary, with its ARN as AWS tells it', async () => {
    await Promise.all([role(cloud, HOME, 'within', [all]), role(cloud, HOME, 'against', [all])]);
    await Promise.all([bound('within', other), bound('against', none)]);
    expect(await message('within', OWN)).toContain(said('within', OWN, allows('permissions boundary')));
    expect(await message('against', OWN)).toContain(said('against', OWN, `with an explicit deny in a permissions boundary: arn:aws:iam::${HOME}:policy/against-limit (statement 1 of `));
  });

  test('session policies', async () => {
    await role(cloud, HOME, 'session', [all]);
    expect(await message('session', OWN, policy(other))).toContain(said('session', OWN, allows('session policy')));
    expect(await message('session', OWN, policy(all, none))).toContain(said('session', OWN, 'with an explicit deny in a session policy (statement 2 of session policy 1 at '));
  });

  test('a resource\'s policy', async () => {
    await role(cloud, HOME, 'resource', [all]);
    expect(await message('resource', SHARED)).toContain(said('resource', SHARED, allows('resource-based policy')));
    const ResourcePolicy = policy({ ...none, Principal: '*', Resource: SHARED });
    await sagemaker(cloud.credentialsOf(AWAY)).send(new PutModelPackageGroupPolicyCommand({ ModelPackageGroupName: 'shared', ResourcePolicy }));
    expect(await message('resource', SHARED)).toContain(said('resource', SHARED, `with an explicit deny in a resource-based policy (statement 1 of resource-based policy of ${SHARED} at `));
  });
});
