import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CodeCommitClient, CreateRepositoryCommand, ListRepositoriesCommand } from '@aws-sdk/client-codecommit';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { CommandLine } from '../cli/command-line';

const SECONDS = 180_000;

const line = new CommandLine();
const client = <T>(Client: new (options: any) => T): T =>
  new Client({ endpoint: line.running.endpoint, region: 'eu-west-1', credentials: { accessKeyId: '111111111111', secretAccessKey: 'any' }, forcePathStyle: true, maxAttempts: 1 });

const makeSomething = async () => {
  await client(S3Client).send(new CreateBucketCommand({ Bucket: 'kept', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  await client(CodeCommitClient).send(new CreateRepositoryCommand({ repositoryName: 'kept' }));
};
const held = async () => [(await client(S3Client).send(new ListBucketsCommand({}))).Buckets?.length ?? 0, (await client(CodeCommitClient).send(new ListRepositoriesCommand({}))).repositories?.length];

afterAll(async () => {
  await line.run('down');
  line.close();
}, SECONDS);

test('a state that cannot be read is told in one message, and stays as it is; "reset" starts anew even then', async () => {
  await line.run('reset');
  await makeSomething();
  await line.run('down');
  expect((await line.run('up')).code).toBe(0);
  expect(await held()).toEqual([1, 1]);
  await line.run('down');
  const buckets = path.join(line.state, 'emulator', 'state', 's3.json');
  const repositories = path.join(line.state, 'runner', 'codecommit', 'repositories');
  const repository = path.join(repositories, readdirSync(repositories)[0]);
  const good = [buckets, repository].map((file) => readFileSync(file, 'utf8'));
  const torn = good.map((text) => text.slice(0, text.length / 2));
  [buckets, repository].forEach((file, index) => writeFileSync(file, torn[index]));
  const refused = await line.run('up');
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(new RegExp(`the state in ${line.state} cannot be read:\\n  ${repository}: .*\\n  ${buckets}: .*\\n"local-cloud reset" forgets it and starts anew`));
  expect([buckets, repository].map((file) => readFileSync(file, 'utf8'))).toEqual(torn);

  // a newer emulator's state is whole, and still nothing that this one can go on with
  const newer = good[0].replace(/("__ministack_format__": )\d+/, '$199');
  [buckets, repository].forEach((file, index) => writeFileSync(file, [newer, good[1]][index]));
  const tooNew = await line.run('up');
  expect(tooNew.code).toBe(1);
  expect(tooNew.output).toMatch(/the emulator cannot go on with the state in .*\n.*s3 state is format v99 .*\n"local-cloud reset" forgets it and starts anew/);
  expect(readFileSync(buckets, 'utf8')).toBe(newer);

  writeFileSync(path.join(line.state, 'local-cloud.json'), '{');
  expect((await line.run('reset')).code).toBe(0);
  expect(await held()).toEqual([0, 0]);
}, SECONDS);

test('a cloud that is reset while it runs has forgotten everything, at the address it had, for good', async () => {
  await line.run('reset');
  await makeSomething();
  const { endpoint } = line.running;
  expect((await line.run('reset')).code).toBe(0);
  expect([line.running.endpoint, await held()]).toEqual([endpoint, [0, 0]]);
  await line.run('down');
  await line.run('up');
  expect([line.running.endpoint, await held()]).toEqual([endpoint, [0, 0]]);
}, SECONDS);
