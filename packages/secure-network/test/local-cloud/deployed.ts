import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStackEventsCommand, DescribeStackResourcesCommand, GetTemplateCommand, waitUntilStackCreateComplete, waitUntilStackDeleteComplete } from '@aws-sdk/client-cloudformation';
import { EC2 } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { LocalCloud } from '@mlops-foundation/local-cloud';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { zipSync } from 'fflate';

export const ACCOUNT = '111111111111';
export const REGION = 'eu-west-1';
const ASSETS = 'assets-of-the-test';
const REPOSITORY = path.resolve(__dirname, '..', '..', '..', '..');

/** What came of a stack. */
export interface Outcome {
  readonly outputs: Readonly<Record<string, string>>;
  /** Why resources could not be created, by their logical ids. */
  readonly failures: Readonly<Record<string, string>>;
}

/** A resource of a stack that was deployed. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /** As the template has them. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A local cloud on which stacks are deployed as they are synthesized, by CloudFormation's API. */
export class Deployed {
  static async start(): Promise<Deployed> {
    const folder = mkdtempSync(path.join(tmpdir(), 'adopted-'));
    const cloud = await LocalCloud.start({ state: path.join(folder, 'state'), cache: path.join(REPOSITORY, '.local-cloud-cache'), region: REGION });
    await new S3Client(cloud.clientOptions(cloud.credentialsOf(ACCOUNT))).send(new CreateBucketCommand({ Bucket: ASSETS, CreateBucketConfiguration: { LocationConstraint: REGION } }));
    return new Deployed(cloud, folder);
  }

  readonly ec2: EC2;
  private readonly formation: CloudFormationClient;
  private readonly s3: S3Client;
  private readonly uploaded = new Set<string>();

  private constructor(readonly cloud: LocalCloud, private readonly folder: string) {
    const options = cloud.clientOptions(cloud.credentialsOf(ACCOUNT));
    this.formation = new CloudFormationClient(options);
    this.s3 = new S3Client(options);
    this.ec2 = new EC2(options);
  }

  async stop(): Promise<void> {
    await this.cloud.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async deploy(name: string, build: (stack: Stack) => void): Promise<Outcome> {
    const app = new App({ outdir: mkdtempSync(path.join(this.folder, 'cdk.out-')), analyticsReporting: false });
    build(new Stack(app, name, { env: { account: ACCOUNT, region: REGION }, synthesizer: new DefaultStackSynthesizer({ fileAssetsBucketName: ASSETS, generateBootstrapVersionRule: false }) }));
    const { directory } = app.synth();
    await this.uploadAssets(directory, name);
    const TemplateBody = readFileSync(path.join(directory, `${name}.template.json`), 'utf8');
    await this.formation.send(new CreateStackCommand({ StackName: name, TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
    const ended = await waitUntilStackCreateComplete({ client: this.formation, maxWaitTime: 120, minDelay: 0.1, maxDelay: 0.3 }, { StackName: name }).catch(() => undefined);
    return { outputs: outputsOf(ended?.reason), failures: await this.failuresOf(name) };
  }

  /** @throws Error when it cannot be deleted */
  async delete(StackName: string): Promise<void> {
    await this.formation.send(new DeleteStackCommand({ StackName }));
    await waitUntilStackDeleteComplete({ client: this.formation, maxWaitTime: 120, minDelay: 0.1, maxDelay: 0.3 }, { StackName });
  }

  async resourcesOf(StackName: string): Promise<DeployedResource[]> {
    const { StackResources = [] } = await this.formation.send(new DescribeStackResourcesCommand({ StackName }));
    const { TemplateBody = '{}' } = await this.formation.send(new GetTemplateCommand({ StackName }));
    const { Resources } = JSON.parse(TemplateBody);
    return StackResources.map(({ LogicalResourceId: logicalId = '', PhysicalResourceId: physicalId = '', ResourceType: type = '' }) => ({ logicalId, physicalId, type, properties: Resources[logicalId]?.Properties ?? {} }));
  }

  private async failuresOf(StackName: string): Promise<Record<string, string>> {
    const { StackEvents = [] } = await this.formation.send(new DescribeStackEventsCommand({ StackName }));
    const failed = StackEvents.filter(({ ResourceStatus, ResourceType }) => ResourceStatus === 'CREATE_FAILED' && ResourceType !== 'AWS::CloudFormation::Stack');
    return Object.fromEntries(failed.map(({ LogicalResourceId = '', ResourceStatusReason = '' }) => [LogicalResourceId, ResourceStatusReason]));
  }

  private async uploadAssets(directory: string, name: string): Promise<void> {
    const { files } = JSON.parse(readFileSync(path.join(directory, `${name}.assets.json`), 'utf8')) as { files: Record<string, { source: { path: string; packaging: string }; destinations: Record<string, { objectKey: string }> }> };
    for (const { source, destinations } of Object.values(files)) {
      const [{ objectKey }] = Object.values(destinations);
      if (source.packaging !== 'zip' || this.uploaded.has(objectKey)) continue;
      this.uploaded.add(objectKey);
      await this.s3.send(new PutObjectCommand({ Bucket: ASSETS, Key: objectKey, Body: zipped(path.join(directory, source.path)) }));
    }
  }
}

const zipped = (folder: string) => zipSync(Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file))])));

function outputsOf(reason: { Stacks: { Outputs?: { OutputKey: string; OutputValue: string }[] }[] } | undefined): Record<string, string> {
  return Object.fromEntries((reason?.Stacks[0].Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}
