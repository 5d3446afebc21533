import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { LocalCloud } from '../../../src';
import type { SessionCredentials } from '../../../src/cloud';
import { IMAGE, optionsOf, REGION, SERVER_IMAGE } from '../../cloud-options';

// a test here waits for processes; on a machine with other work five seconds are few
jest.setTimeout(60_000);

export const ACCOUNT = '111111111111';
export { IMAGE, REGION, SERVER_IMAGE };

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

export const EVERYTHING: readonly Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];

/** A real local cloud with an empty state, for the tests of one file. */
export class CloudUnderTest {
  static async start(): Promise<CloudUnderTest> {
    const folder = mkdtempSync(path.join(tmpdir(), 'cloud-'));
    return new CloudUnderTest(await LocalCloud.start(optionsOf(folder)), folder);
  }

  /** @param local what runs, or speaks to what runs, with its state in a folder of this one */
  constructor(readonly local: Pick<LocalCloud, 'stop' | 'clientOptions' | 'credentialsOf' | 'environmentFor' | 'state' | 'endpoint'>, private readonly folder: string) {}

  async stop(): Promise<void> {
    await this.local.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get temporary(): string {
    return this.folder;
  }

  /** Makes an empty file in the temporary folder, which builds see. */
  touch(name: string): void {
    writeFileSync(path.join(this.folder, name), '');
  }

  processesWith(text: string): string[] {
    return processesWith(text, this.folder);
  }

  /** @param who an account for its root, or a session */
  client<T>(Client: new (options: any) => T, who: string | SessionCredentials = ACCOUNT): T {
    return new Client(this.local.clientOptions(typeof who === 'string' ? this.local.credentialsOf(who) : who));
  }

  /** A role that a service or an account may assume. @returns its ARN */
  async role(name: string, trusted: string, statements = EVERYTHING, account = ACCOUNT): Promise<string> {
    const iam = this.client(IAMClient, account);
    const Principal = /^\d+$/.test(trusted) ? { AWS: `arn:aws:iam::${trusted}:root` } : { Service: trusted };
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] };
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }));
    await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'inline', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }));
    return Role?.Arn ?? '';
  }

  /** A session of a new role that has these permissions. */
  async session(name: string, statements: readonly Statement[], account = ACCOUNT): Promise<SessionCredentials> {
    const RoleArn = await this.role(name, account, statements, account);
    const { Credentials } = await this.client(STSClient, account).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'tester' }));
    return { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken };
  }

  async bucket(Bucket: string, account = ACCOUNT): Promise<string> {
    await this.client(S3Client, account).send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
    return Bucket;
  }

  /** Lets another account into a bucket. */
  async allow(Bucket: string, account: string): Promise<void> {
    const Statement = [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 's3:*', Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`] }];
    await this.client(S3Client).send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) }));
  }

  async put(Bucket: string, Key: string, Body: string | Uint8Array): Promise<void> {
    await this.client(S3Client).send(new PutObjectCommand({ Bucket, Key, Body }));
  }

  async get(Bucket: string, Key: string): Promise<Uint8Array> {
    const { Body } = await this.client(S3Client).send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  }

  /** Keeps the events of a source. @returns reads the events that have come so far */
  async watch(source: string): Promise<() => Promise<any[]>> {
    const [logs, events] = [this.client(CloudWatchLogsClient), this.client(EventBridgeClient)];
    const name = source.replace(/\./g, '-');
    const logGroupName = `/events/${name}`;
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await events.send(new PutRuleCommand({ Name: name, EventPattern: JSON.stringify({ source: [source] }) }));
    await events.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: 'log', Arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${logGroupName}` }] }));
    return async () => (await logs.send(new FilterLogEventsCommand({ logGroupName, limit: 10_000 }))).events?.map(({ message }) => JSON.parse(message ?? '{}')) ?? [];
  }
}

/** Asks until there is an answer. @throws Error with what was seen last */
export async function eventually<T>(look: () => Promise<T | undefined | false>, what: string, seconds = 40): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await pause(50);
  }
}

/** Ids of a cloud's processes whose command line has a text; another run of the same test has others. @param folder the cloud's */
export function processesWith(text: string, folder: string): string[] {
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id) && read(id, 'cmdline').includes(text) && read(id, 'environ').includes(folder));
}

function read(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
