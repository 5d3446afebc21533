import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { LocalCloud } from '../../src/local-cloud';
import { assume, role, type RunningCloud, runningCloud, stack, trust } from './running-cloud';
import { signedCall } from './signed-call';

const HOME = '111111111111';
const AWAY = '222222222222';
const callers = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;
const awayRole = (name: string) => `arn:aws:iam::${AWAY}:role/${name}`;

const deployed = (RoleName: string, principal: unknown, condition?: unknown) => ({ Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument: JSON.parse(trust(principal, condition)) } });

let running: RunningCloud;
let cloud: LocalCloud;
beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
  const everywhere = [{ Action: 'sts:AssumeRole', Resource: '*' }];
  await Promise.all([
    role(cloud, HOME, 'deployer', everywhere),
    role(cloud, HOME, 'visitor', everywhere),
    role(cloud, HOME, 'unready', []),
    stack(cloud, AWAY, 'roles', {
      Resources: {
        Target: deployed('target', { AWS: `arn:aws:iam::${HOME}:root` }, { ArnEquals: { 'aws:PrincipalArn': [callers('deployer'), callers('unready')] } }),
        AllBut: deployed('all-but-visitor', { AWS: `arn:aws:iam::${HOME}:root` }, { ArnNotEquals: { 'aws:PrincipalArn': callers('visitor') } }),
        External: deployed('external', { AWS: `arn:aws:iam::${HOME}:root` }, { StringEquals: { 'sts:ExternalId': 'our-id' } }),
        ForLambda: deployed('for-lambda', { Service: 'lambda.amazonaws.com' }),
      },
    }),
  ]);
}, 60_000);
afterAll(() => running.close());

const as = (name: string) => assume(cloud, cloud.credentialsOf(HOME), callers(name));
const refusal = async (caller: string, target: string, more = {}) => assume(cloud, await as(caller), awayRole(target), more).then(() => 'allowed', (error: Error) => `${error.name}: ${error.message}`);

test('a role of another account is assumed by the role that its trust policy names in a condition', async () => {
  const session = await assume(cloud, await as('deployer'), awayRole('target'));
  const { Arn, Account } = await new STSClient(cloud.clientOptions(session)).send(new GetCallerIdentityCommand({}));
  expect([Arn, Account]).toEqual([`arn:aws:sts::${AWAY}:assumed-role/target/test`, AWAY]);
});

test('another role of the trusted account is refused by the condition', async () => {
  expect(await refusal('visitor', 'target')).toMatch(/^AccessDenied: .*visitor.*sts:AssumeRole.*no role trust policy allows.*ArnEquals aws:PrincipalArn/s);
});

test('trust alone does not do: the caller needs a policy that lets it go there', async () => {
  expect(await refusal('unready', 'target')).toMatch(/^AccessDenied: .*no identity-based policy allows/s);
});

test('a condition that excludes a role excludes it alone', async () => {
  expect(await refusal('visitor', 'all-but-visitor')).toMatch(/^AccessDenied/);
  expect(await refusal('deployer', 'all-but-visitor')).toBe('allowed');
});

test('an external id is asked for where the trust policy asks for it', async () => {
  expect(await refusal('deployer', 'external')).toMatch(/^AccessDenied/);
  expect(await refusal('deployer', 'external', { ExternalId: 'another' })).toMatch(/^AccessDenied/);
  expect(await refusal('deployer', 'external', { ExternalId: 'our-id' })).toBe('allowed');
});

test('a role of a service is nobody\'s, not even of its own account\'s root', async () => {
  const asRoot = assume(cloud, cloud.credentialsOf(AWAY), awayRole('for-lambda'));
  await expect(asRoot).rejects.toMatchObject({ name: 'AccessDenied' });
});

test('a role that there is not is told from one that refuses', async () => {
  expect(await refusal('deployer', 'nobody')).toMatch(/^AccessDenied: .*there is no such role/);
});

test('a session whose secret is wrong gets nothing', async () => {
  const session = await as('deployer');
  await expect(assume(cloud, { ...session, secretAccessKey: 'wrong' }, awayRole('target'))).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
});

test('a key that nobody minted gets nothing', async () => {
  await expect(assume(cloud, { accessKeyId: 'ASIANOBODY0000000000', secretAccessKey: 'x', sessionToken: 'x' }, awayRole('target'))).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
});

test('a role may have a policy of AWS that is not known here: it is still there, and may do what its other policies say', async () => {
  const { Arn } = await stack(cloud, HOME, 'managed', {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: JSON.parse(trust({ AWS: `arn:aws:iam::${HOME}:root` })), ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'],
          Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: awayRole('all-but-visitor') }] } }],
        },
      },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
  });
  const session = await assume(cloud, cloud.credentialsOf(HOME), Arn);
  await expect(assume(cloud, session, awayRole('all-but-visitor'))).resolves.toMatchObject({ accessKeyId: expect.any(String) });
  await expect(assume(cloud, session, awayRole('external'), { ExternalId: 'our-id' })).rejects.toThrow('no identity-based policy allows');
});

test('however a role is asked for, its trust and the caller\'s policies are', async () => {
  const unready = await as('unready');
  const inUrl = (target: string) => `/?${new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', RoleArn: awayRole(target), RoleSessionName: 'test' }).toString()}`;
  const outcome = (asked: Promise<unknown>) => asked.then(() => 'allowed', (error: Error) => `${error.name}: ${error.message}`);
  expect(await outcome(signedCall(cloud, unready, { service: 'sts', method: 'GET', path: inUrl('target') }))).toMatch(/^AccessDenied: .*no identity-based policy allows/s);
  expect(await outcome(signedCall(cloud, await as('deployer'), { service: 'sts', method: 'GET', path: inUrl('target') }))).toBe('allowed');
  expect(await outcome(signedCall(cloud, unready, { service: 'sts', target: 'AWSSecurityTokenServiceV20110615.AssumeRole', body: { RoleArn: awayRole('target'), RoleSessionName: 'test' } }))).toMatch(/^InvalidAction: .*query protocol/);
});
