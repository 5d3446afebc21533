import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ListModelPackageGroupsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { LocalCloud } from '../../src/local-cloud';
import { assume, role, type RunningCloud, runningCloud, trust } from './running-cloud';

const HOME = '111111111111';
const arn = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;

let running: RunningCloud;
let cloud: LocalCloud;
beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
}, 60_000);
afterAll(() => running.close());

const traced = (principal: string) => cloud.trace().filter((one) => one.principal.endsWith(principal));

test('a decision is traced with who asked what, and the statement that decided', async () => {
  await role(cloud, HOME, 'asks', [{ Action: 'sagemaker:*', Resource: '*' }, { Effect: 'Deny', Action: 'sagemaker:List*', Resource: '*' }]);
  const client = new SageMakerClient(cloud.clientOptions(await assume(cloud, cloud.credentialsOf(HOME), arn('asks'))));
  await expect(client.send(new ListModelPackageGroupsCommand({}))).rejects.toThrow();
  expect(traced('/asks/test')).toMatchObject([{
    at: expect.stringMatching(/^20\d\d-.*Z$/), action: 'sagemaker:ListModelPackageGroups', resource: '*', decision: 'explicitDeny', layer: 'identity',
    by: { policy: 'identity-based policy its-own of asks', statement: 'statement 2', index: 1, place: `${arn('asks')} Policies.its-own.Statement[1]` },
  }]);
  expect(cloud.trace()).toContainEqual(expect.objectContaining({ action: 'sts:AssumeRole', resource: arn('asks'), decision: 'allowed', layer: 'trust' }));
});

test('of a denial that lacks a condition alone the statement is told; an external id, a secret and a token are not', async () => {
  await role(cloud, HOME, 'external', [], trust({ AWS: arn('visits') }, { StringEquals: { 'sts:ExternalId': 'for-nobody-else' } }));
  await role(cloud, HOME, 'visits', [{ Action: 'sts:AssumeRole', Resource: '*' }]);
  const session = await assume(cloud, cloud.credentialsOf(HOME), arn('visits'));
  await expect(assume(cloud, session, arn('external'), { ExternalId: 'guessed' })).rejects.toThrow();
  expect(traced('/visits/test')).toMatchObject([{ decision: 'implicitDeny', layer: 'trust', nearly: { policy: 'trust policy of external', statement: 'statement 1', missing: 'StringEquals sts:ExternalId' } }]);
  const text = readFileSync(path.join(cloud.state, 'logs', 'trace', 'trace.jsonl'), 'utf8');
  expect(['for-nobody-else', 'guessed', session.secretAccessKey, session.sessionToken ?? '', session.accessKeyId].filter((secret) => text.includes(secret))).toEqual([]);
});

test('the command line prints it, refusals alone if they are wanted, as lines or as JSON', async () => {
  await role(cloud, HOME, 'poor', []);
  const client = new SageMakerClient(cloud.clientOptions(await assume(cloud, cloud.credentialsOf(HOME), arn('poor'))));
  await expect(client.send(new ListModelPackageGroupsCommand({}))).rejects.toThrow();
  cloud.trace();
  const print = (...options: string[]) => execFileSync(process.execPath, ['--import', 'tsx', path.resolve(__dirname, '../../src/cli/main.ts'), 'trace', '--state', cloud.state, ...options], { encoding: 'utf8' });
  expect(print()).toMatch(/ allowed arn:aws:iam::111111111111:root sts:AssumeRole arn:aws:iam::111111111111:role\/poor by role trust policy: statement 1 of trust policy of poor at /);
  const denied = print('--denied');
  expect(denied).toMatch(/ denied {2}arn:aws:sts::111111111111:assumed-role\/poor\/test sagemaker:ListModelPackageGroups \* by identity-based policy, which does not allow it: /);
  expect(denied).not.toContain(' allowed ');
  expect(print('--denied', '--json').trim().split('\n').map((line) => JSON.parse(line))).toContainEqual(traced('/poor/test')[0]);
}, 20_000);
