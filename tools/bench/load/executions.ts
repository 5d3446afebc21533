import { CodeBuildClient, CreateProjectCommand } from '@aws-sdk/client-codebuild';
import { CodePipelineClient, CreatePipelineCommand, GetPipelineExecutionCommand, StartPipelineExecutionCommand } from '@aws-sdk/client-codepipeline';
import { CreateBucketCommand, DeleteObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { strToU8, zipSync } from 'fflate';
import { percentile } from '../arithmetic/summary';
import type { Figure } from '../figure';
import { type CloudProcess, eventually } from './cloud-process';
import { serviceRole } from './roles';

const ACCOUNT = '100000000099';
const BUCKET = 'bench-artifacts';
const EXECUTIONS = 20;

/** Pipelines that read a source from S3 and build it, in one account. */
export class Pipelines {
  static async in(cloud: CloudProcess): Promise<Pipelines> {
    const s3 = cloud.client(S3Client, ACCOUNT);
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'source.zip', Body: zipSync({ 'main.py': strToU8('print(sum(range(1000)))\n') }) }));
    await cloud.client(CodeBuildClient, ACCOUNT).send(new CreateProjectCommand({
      name: 'bench', serviceRole: await serviceRole(cloud, ACCOUNT, 'codebuild.amazonaws.com'), artifacts: { type: 'CODEPIPELINE' },
      source: { type: 'CODEPIPELINE', buildspec: JSON.stringify({ version: 0.2, phases: { build: { commands: ['python main.py'] } } }) },
      environment: { type: 'LINUX_CONTAINER', image: 'bench/build', computeType: 'BUILD_GENERAL1_SMALL' },
    }));
    return new Pipelines(cloud.client(CodePipelineClient, ACCOUNT), s3, await serviceRole(cloud, ACCOUNT, 'codepipeline.amazonaws.com'));
  }

  private constructor(private readonly client: CodePipelineClient, private readonly s3: S3Client, private readonly roleArn: string) {}

  async create(name: string): Promise<void> {
    const action = (actionName: string, category: 'Source' | 'Build', provider: string, rest: object) => ({ name: actionName, actionTypeId: { category, owner: 'AWS' as const, provider, version: '1' }, ...rest });
    await this.client.send(new CreatePipelineCommand({
      pipeline: {
        name, roleArn: this.roleArn, artifactStore: { type: 'S3', location: BUCKET },
        stages: [
          { name: 'Source', actions: [action('Source', 'Source', 'S3', { outputArtifacts: [{ name: 'Source' }], configuration: { S3Bucket: BUCKET, S3ObjectKey: 'source.zip', PollForSourceChanges: 'false' } })] },
          { name: 'Build', actions: [action('Build', 'Build', 'CodeBuild', { inputArtifacts: [{ name: 'Source' }], configuration: { ProjectName: 'bench' } })] },
        ],
      },
    }));
  }

  /** Runs a pipeline to its end. @returns the seconds it took. @throws Error when it does not succeed */
  async run(name: string): Promise<number> {
    const began = performance.now();
    const { pipelineExecutionId } = await this.client.send(new StartPipelineExecutionCommand({ name }));
    const status = await eventually(`the end of ${name}`, async () => {
      const { pipelineExecution } = await this.client.send(new GetPipelineExecutionCommand({ pipelineName: name, pipelineExecutionId }));
      return pipelineExecution?.status === 'InProgress' ? undefined : pipelineExecution?.status;
    });
    if (status !== 'Succeeded') throw new Error(`execution ${pipelineExecutionId} of ${name} ended as ${status}`);
    return (performance.now() - began) / 1000;
  }

  /** Deletes the artifacts of a pipeline whose executions have ended. */
  async tidy(name: string): Promise<void> {
    const { Contents = [] } = await this.s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `${name}/` }));
    for (const { Key } of Contents) await this.s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
  }
}

/** Twenty pipelines, started at once: source from S3, a build, artifacts back. */
export async function executionFigures(cloud: CloudProcess, pipelines: Pipelines): Promise<Figure[]> {
  const names = Array.from({ length: EXECUTIONS }, (_, index) => `bench-${index + 1}`);
  for (const name of names) await pipelines.create(name);
  const began = performance.now();
  const seconds = await Promise.all(names.map((name) => pipelines.run(name)));
  const part = `load, ${EXECUTIONS} executions at once`;
  return [
    { part, name: 'all have succeeded', value: (performance.now() - began) / 1000, unit: 's' },
    { part, name: 'one of them, middle', value: percentile(seconds, 50), unit: 's' },
    { part, name: 'one of them, slowest', value: Math.max(...seconds), unit: 's' },
    { part, name: 'all processes at once', value: cloud.peaks.total, unit: 'MB' },
  ];
}
