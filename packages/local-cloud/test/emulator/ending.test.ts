import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, waitUntilStackCreateComplete, waitUntilStackDeleteComplete } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Emulator } from '../../src/emulator/emulator';
import { runs, until } from '../processes/waiting';
import { startedEmulator } from './started-emulator';

let folder: string;
let emulator: Emulator;
beforeEach(async () => {
  ({ emulator, folder } = await startedEmulator());
}, 30_000);
afterEach(async () => {
  await emulator.stop().catch(() => undefined);
  rmSync(folder, { recursive: true });
}, 60_000);

const client = <T>(Client: new (options: any) => T): T =>
  new Client({ endpoint: `http://127.0.0.1:${emulator.port}`, region: 'eu-west-1', credentials: { accessKeyId: '111111111111', secretAccessKey: 'root' }, maxAttempts: 1 });
const state = (name: string) => path.join(folder, 'emulator', 'state', name);
const role = () => client(IAMClient).send(new CreateRoleCommand({ RoleName: 'kept', AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [] }) }));

test('it ends within seconds and with what it holds saved, though a stack waits for a custom resource', async () => {
  const { Role } = await role();
  const called = path.join(folder, 'called');
  const code = `exports.handler = async () => { require('fs').writeFileSync(${JSON.stringify(called)}, ''); await new Promise((resolve) => setTimeout(resolve, 60000)); };`;
  const Slow = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'slow', Role: Role?.Arn, Runtime: 'nodejs20.x', Handler: 'index.handler', Timeout: 60, Code: { ZipFile: code } } };
  const TemplateBody = JSON.stringify({ Resources: { Slow, Waits: { Type: 'Custom::Waits', Properties: { ServiceToken: { 'Fn::GetAtt': ['Slow', 'Arn'] } } } } });
  await client(CloudFormationClient).send(new CreateStackCommand({ StackName: 'waiting', TemplateBody }));
  await until('it is called', () => readdirSync(folder).includes('called'));
  const since = Date.now();
  await emulator.stop();
  expect(Date.now() - since).toBeLessThan(8000);
  expect(readFileSync(state('iam.json'), 'utf8')).toContain('role/kept');
  expect(readFileSync(state('cloudformation.json'), 'utf8')).toContain('waiting');
}, 60_000);

test('what it writes is for its owner\'s eyes alone', async () => {
  await role();
  await emulator.stop();
  expect(readdirSync(state('')).filter((name) => statSync(state(name)).mode & 0o077)).toEqual([]);
  expect(statSync(state('iam.json')).mode & 0o777).toBe(0o600);
}, 60_000);

test('what cannot be saved is told by whoever ends it, and it has ended', async () => {
  await role();
  // the file that is written first cannot be, for root either
  mkdirSync(state('iam.json.tmp'), { recursive: true });
  const { pid = 0 } = emulator;
  await expect(emulator.stop()).rejects.toThrow(/could not save all that it held: .*failed to save iam/);
  expect(runs(pid)).toBe(false);
}, 60_000);

test('what happened to a stack is forgotten once another one has its name', async () => {
  const cloudFormation = client(CloudFormationClient);
  const waiting = { client: cloudFormation, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 };
  const ids: string[] = [];
  for (const ends of [true, true, false]) {
    const { StackId = '' } = await cloudFormation.send(new CreateStackCommand({ StackName: 'again', TemplateBody: JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }) }));
    ids.push(StackId);
    await waitUntilStackCreateComplete(waiting, { StackName: StackId });
    if (!ends) continue;
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'again' }));
    await waitUntilStackDeleteComplete(waiting, { StackName: StackId });
  }
  await emulator.stop();
  const saved = readFileSync(state('cloudformation.json'), 'utf8');
  expect(ids.map((id) => saved.includes(id))).toEqual([false, false, true]);
}, 60_000);
