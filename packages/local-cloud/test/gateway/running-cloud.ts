import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { SessionCredentials } from '../../src/cloud';
import { LocalCloud, type LocalCloudOptions } from '../../src/local-cloud';

/** Prepared environments are shared by all tests, and by the repository's own local cloud. */
export const CACHE = path.resolve(__dirname, '../../../../.local-cloud-cache');

export interface RunningCloud {
  readonly cloud: LocalCloud;
  readonly folder: string;
  close(): Promise<void>;
}

/** A local cloud with a state folder of its own. */
export async function runningCloud(options: LocalCloudOptions = {}): Promise<RunningCloud> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloud-'));
  const cloud = await LocalCloud.start({ state: path.join(folder, 'state'), cache: CACHE, ...options });
  return {
    cloud, folder,
    close: async () => {
      await cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Statement {
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

export const policy = (...statements: readonly Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) });
export const trust = (Principal: unknown, Condition?: unknown) => policy({ Action: 'sts:AssumeRole', Principal, ...(Condition ? { Condition } : {}) });

/** A role with one policy; trusted by its own account, unless said otherwise. @returns its ARN */
export async function role(cloud: LocalCloud, account: string, RoleName: string, statements: readonly Statement[], AssumeRolePolicyDocument = trust({ AWS: `arn:aws:iam::${account}:root` })): Promise<string> {
  const iam = new IAMClient(cloud.clientOptions(cloud.credentialsOf(account)));
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  if (statements.length > 0) await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'its-own', PolicyDocument: policy(...statements) }));
  return Role?.Arn ?? '';
}

/** A stack of resources, created by an account's root unless said otherwise. @returns its outputs */
export async function stack(cloud: LocalCloud, account: string, StackName: string, template: object, more: { readonly caller?: SessionCredentials; readonly RoleARN?: string } = {}): Promise<Record<string, string>> {
  const client = new CloudFormationClient(cloud.clientOptions(more.caller ?? cloud.credentialsOf(account)));
  await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), RoleARN: more.RoleARN, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  const { reason } = await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 }, { StackName });
  return Object.fromEntries((reason.Stacks[0].Outputs ?? []).map(({ OutputKey, OutputValue }: { OutputKey: string; OutputValue: string }) => [OutputKey, OutputValue]));
}

export async function assume(cloud: LocalCloud, caller: SessionCredentials, RoleArn: string, more: { readonly ExternalId?: string; readonly Policy?: string } = {}): Promise<SessionCredentials> {
  const sts = new STSClient(cloud.clientOptions(caller));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ...more }));
  return { accessKeyId: Credentials?.AccessKeyId ?? '', secretAccessKey: Credentials?.SecretAccessKey ?? '', sessionToken: Credentials?.SessionToken };
}
