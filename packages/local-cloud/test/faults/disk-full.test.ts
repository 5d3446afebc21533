import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import * as path from 'node:path';
import { CreatePortfolioCommand, ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import { ACCOUNT, CloudUnderTest } from '../services/codebuild/cloud-under-test';
import { BUCKET, MachineLearning } from '../services/sagemaker/machine-learning';

let cloud: CloudUnderTest;
let learning: MachineLearning;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  learning = await MachineLearning.in(cloud);
  await cloud.put(BUCKET, 'data/rows.csv', '1,2\n');
});

afterAll(() => cloud.stop());

/** A file of the state folder on a disk that is full (https://man7.org/linux/man-pages/man4/full.4.html). */
function full(name: string): void {
  const file = path.join(cloud.local.state, name);
  mkdirSync(path.dirname(file), { recursive: true });
  symlinkSync('/dev/full', file);
}

test('a job whose data does not fit fails with the folder that is full, and the cloud goes on', async () => {
  full(`jobs/${ACCOUNT}/too-big/ml/input/data/train/rows.csv`);
  const S3DataSource = { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${BUCKET}/data`, S3DataDistributionType: 'FullyReplicated' as const };
  const job = await learning.train('too-big', ['true'], { InputDataConfig: [{ ChannelName: 'train', DataSource: { S3DataSource } }] });
  expect(job).toMatchObject({ TrainingJobStatus: 'Failed', FailureReason: `ENOSPC: no space left on the disk for ${cloud.local.state} (ENOSPC: no space left on device, write): free some and try again` });
  expect((await learning.train('fits', ['true'])).TrainingJobStatus).toBe('Completed');
});

test('a job whose log cannot be written ends as it would otherwise, and the loss is told', async () => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  full('logs/sagemaker/speaks.log');
  expect((await learning.train('speaks', ['echo', 'a line'])).TrainingJobStatus).toBe('Completed');
  expect(jest.mocked(process.stderr.write).mock.calls.join()).toContain(`logs are being lost: no space left on the disk for ${path.join(cloud.local.state, 'logs')}`);
  jest.restoreAllMocks();
});

test('a request that cannot be kept is refused at once with the folder that is full, and what was kept stays', async () => {
  const client = cloud.client(ServiceCatalogClient);
  const create = (DisplayName: string) => client.send(new CreatePortfolioCommand({ DisplayName, ProviderName: 'it' }));
  await create('kept');
  const folder = path.join(cloud.local.state, 'runner', 'servicecatalog');
  const [name] = readdirSync(folder);
  const kept = () => readFileSync(path.join(folder, name), 'utf8');
  const before = kept();
  full(`runner/servicecatalog/${name}.new`);
  await expect(create('lost')).rejects.toMatchObject({
    name: 'InternalFailure', $metadata: { httpStatusCode: 507, attempts: 1 }, message: expect.stringContaining(`no space left on the disk for ${folder}`),
  });
  expect(kept()).toBe(before);
  await create('after');
  expect(kept()).toContain('after');
});

test('an object that finds no room while it is written is refused, and is there when it is put again', async () => {
  await cloud.put(BUCKET, 'kept', 'before');
  full(`emulator/s3/${ACCOUNT}/${BUCKET}/kept.tmp`);
  await expect(cloud.put(BUCKET, 'kept', 'after')).rejects.toMatchObject({
    name: 'InternalError', $metadata: { httpStatusCode: 507 }, message: expect.stringMatching(/^local-cloud: no space left on the disk for .*\/emulator\/s3 \(.*No space left on device.*\): free some and try again$/),
  });
  await cloud.put(BUCKET, 'kept', 'after');
  expect(Buffer.from(await cloud.get(BUCKET, 'kept')).toString()).toBe('after');
});
