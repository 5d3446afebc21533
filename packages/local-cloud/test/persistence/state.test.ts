import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, waitUntilStackDeleteComplete } from '@aws-sdk/client-cloudformation';
import { CodeCommitClient, CreateRepositoryCommand, GetRepositoryCommand, ListRepositoriesCommand } from '@aws-sdk/client-codecommit';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { LocalCloud, type LocalCloudOptions } from '../../src';
import { freePort } from '../../src/free-port';
import { optionsOf } from '../cloud-options';
import { role, stack } from '../gateway/running-cloud';
import { runs, until } from '../processes/waiting';

const ACCOUNT = '111111111111';
const SECONDS = 120_000;

/** A state folder, and the cloud that runs in it. */
class Place {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'place-'));
  cloud!: LocalCloud;

  async start(options: LocalCloudOptions = {}): Promise<LocalCloud> {
    this.cloud = await LocalCloud.start({ ...optionsOf(this.folder), ...options });
    return this.cloud;
  }

  async restart(options: LocalCloudOptions = {}): Promise<LocalCloud> {
    await this.cloud.stop();
    return this.start(options);
  }

  client<T>(Client: new (options: any) => T): T {
    return new Client(this.cloud.clientOptions(this.cloud.credentialsOf(ACCOUNT)));
  }

  async close(): Promise<void> {
    await this.cloud.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async put(text: string): Promise<void> {
    const s3 = this.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'same', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
    await s3.send(new PutObjectCommand({ Bucket: 'same', Key: 'key', Body: text }));
  }

  async get(): Promise<string | undefined> {
    return (await this.client(S3Client).send(new GetObjectCommand({ Bucket: 'same', Key: 'key' }))).Body?.transformToString();
  }

  async repositories(): Promise<(string | undefined)[]> {
    return ((await this.client(CodeCommitClient).send(new ListRepositoriesCommand({}))).repositories ?? []).map(({ repositoryName }) => repositoryName);
  }
}

const repository = (RepositoryName: string) => ({ Resources: { Repository: { Type: 'AWS::CodeCommit::Repository', Properties: { RepositoryName } } } });

describe('two clouds at once', () => {
  const [one, other] = [new Place(), new Place()];
  beforeAll(() => Promise.all([one.start(), other.start()]), SECONDS);
  afterAll(() => Promise.all([one.close(), other.close()]), SECONDS);

  test('have the same accounts and names, and nothing in common, before and after one of them starts again', async () => {
    await Promise.all([one.put('one'), other.put('other')]);
    await one.client(CodeCommitClient).send(new CreateRepositoryCommand({ repositoryName: 'mine' }));
    const seen = async () => [await one.get(), await other.get(), await one.repositories(), await other.repositories()];
    expect(await seen()).toEqual(['one', 'other', ['mine'], []]);
    const { endpoint } = other.cloud;
    await one.restart();
    expect(await seen()).toEqual(['one', 'other', ['mine'], []]);
    expect(other.cloud.endpoint).toBe(endpoint);
    await one.restart({ fresh: true });
    await expect(one.get()).rejects.toThrow('does not exist');
    expect([await other.get(), await one.repositories()]).toEqual(['other', []]);
  }, SECONDS);
});

describe('a cloud that starts again', () => {
  const place = new Place();
  beforeAll(() => place.start(), SECONDS);
  afterAll(() => place.close(), SECONDS);

  test('at another port works on stacks from before', async () => {
    await stack(place.cloud, ACCOUNT, 'before', repository('before'));
    const port = await freePort();
    await place.restart({ port });
    const { repositoryMetadata } = await place.client(CodeCommitClient).send(new GetRepositoryCommand({ repositoryName: 'before' }));
    expect(repositoryMetadata?.cloneUrlHttp).toBe(`http://127.0.0.1:${port}/v1/repos/before`);
    await stack(place.cloud, ACCOUNT, 'after', repository('after'));
    const client = place.client(CloudFormationClient);
    await client.send(new DeleteStackCommand({ StackName: 'before' }));
    await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.5 }, { StackName: 'before' });
    const repositories = await place.repositories();
    expect(repositories).toContain('after');
    expect(repositories).not.toContain('before');
  }, SECONDS);

  test('has nothing to change where the stock CDK CLI deployed before', async () => {
    const assembly = path.join(place.folder, 'cdk.out');
    mkdirSync(assembly);
    const template = { Resources: { ...repository('deployed').Resources, Topic: { Type: 'AWS::SNS::Topic' } } };
    writeFileSync(path.join(assembly, 'App.template.json'), JSON.stringify(template));
    const artifact = { type: 'aws:cloudformation:stack', environment: `aws://${ACCOUNT}/eu-west-1`, properties: { templateFile: 'App.template.json' } };
    writeFileSync(path.join(assembly, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts: { App: artifact } }));
    const log = () => readFileSync(path.join(place.cloud.state, 'logs', 'cdk.log'), 'utf8');
    await place.cloud.deploy(assembly);
    const first = log();
    expect(first).not.toContain('(no changes)');
    await place.restart();
    await place.cloud.deploy(assembly);
    expect(log().slice(first.length)).toContain('App (no changes)');
  }, SECONDS);

  test('says of a stack that was being changed that this failed, and takes it away', async () => {
    const client = place.client(CloudFormationClient);
    const waiting = { Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' }, Condition: { Type: 'AWS::CloudFormation::WaitCondition', Properties: { Handle: { Ref: 'Handle' }, Timeout: '600' } } };
    await client.send(new CreateStackCommand({ StackName: 'waiting', TemplateBody: JSON.stringify({ Resources: waiting }) }));
    const look = async () => (await client.send(new DescribeStacksCommand({ StackName: 'waiting' }))).Stacks?.[0];
    expect((await look())?.StackStatus).toBe('CREATE_IN_PROGRESS');
    await place.restart();
    expect(await look()).toMatchObject({ StackStatus: 'CREATE_FAILED', StackStatusReason: 'the local cloud ended while the stack was changed' });
    await client.send(new DeleteStackCommand({ StackName: 'waiting' }));
    await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.5 }, { StackName: 'waiting' });
    await expect(look()).rejects.toThrow('does not exist');
  }, SECONDS);

  test('has what the emulator saved now and then, should that be killed', async () => {
    await role(place.cloud, ACCOUNT, 'saved', []);
    const file = path.join(place.cloud.state, 'emulator', 'state', 'iam.json');
    await until('it has been saved', () => existsSync(file) && readFileSync(file, 'utf8').includes('role/saved'), 40);
    const pid = (place.cloud as any).server.emulator.pid as number;
    process.kill(pid, 'SIGKILL');
    await until('it is gone', () => !runs(pid));
    await place.restart();
    expect((await place.client(IAMClient).send(new GetRoleCommand({ RoleName: 'saved' }))).Role?.RoleName).toBe('saved');
  }, SECONDS);
});
