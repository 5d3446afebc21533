import {
  type ActionDeclaration, type ActionExecutionDetail, CodePipelineClient, CreatePipelineCommand, GetPipelineExecutionCommand, GetPipelineStateCommand, ListActionExecutionsCommand,
  type PipelineDeclaration, type PipelineExecution, PutApprovalResultCommand, StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import { strToU8, zipSync } from 'fflate';
import { Builds } from '../codebuild/builds';
import { type CloudUnderTest, eventually } from '../codebuild/cloud-under-test';

export const BUCKET = 'artifacts';

/** An action as a declaration has it, with what differs alone. */
type Brief = Partial<Omit<ActionDeclaration, 'inputArtifacts' | 'outputArtifacts'>> & { readonly takes?: readonly string[]; readonly gives?: readonly string[] };

const action = (name: string, category: string, provider: string, { takes = [], gives = [], ...rest }: Brief): ActionDeclaration => ({
  name, actionTypeId: { category: category as 'Source', owner: 'AWS', provider, version: '1' }, inputArtifacts: takes.map((one) => ({ name: one })), outputArtifacts: gives.map((one) => ({ name: one })), ...rest,
});

/** Reads `source.zip` of the bucket. */
export const s3Source = (name = 'Source', brief: Brief = {}) =>
  action(name, 'Source', 'S3', { gives: [name], namespace: `${name}Variables`, configuration: { S3Bucket: BUCKET, S3ObjectKey: 'source.zip', PollForSourceChanges: 'false' }, ...brief });
export const commitSource = (repository: string, brief: Brief = {}) =>
  action('Source', 'Source', 'CodeCommit', { gives: ['Source'], namespace: 'SourceVariables', configuration: { RepositoryName: repository, BranchName: 'main', PollForSourceChanges: 'false' }, ...brief });
export const approval = (name = 'Approve', brief: Brief = {}) => action(name, 'Approval', 'Manual', brief);
export const building = (name: string, project: string, { configuration, ...brief }: Brief = {}) =>
  action(name, 'Build', 'CodeBuild', { takes: ['Source'], configuration: { ProjectName: project, ...configuration }, ...brief });
export const deploying = (name: string, brief: Brief) => action(name, 'Deploy', 'CloudFormation', brief);

/** Pipelines and executions of a test file. */
export class PipelinesUnderTest {
  static async in(cloud: CloudUnderTest): Promise<PipelinesUnderTest> {
    await cloud.bucket(BUCKET);
    await cloud.put(BUCKET, 'source.zip', zipSync({ 'readme': strToU8('of the source\n'), 'template.json': strToU8(JSON.stringify(TEMPLATE)) }));
    const role = await cloud.role('pipeline', 'codepipeline.amazonaws.com');
    return new PipelinesUnderTest(cloud.client(CodePipelineClient), role, new Builds(cloud, await cloud.role('build', 'codebuild.amazonaws.com')));
  }

  private constructor(readonly client: CodePipelineClient, private readonly role: string, readonly builds: Builds) {}

  /** A pipeline whose stages are named by their numbers. */
  async create(name: string, stages: readonly ActionDeclaration[][], changes: Partial<PipelineDeclaration> = {}): Promise<string> {
    const pipeline = { name, roleArn: this.role, artifactStore: { type: 'S3' as const, location: BUCKET }, stages: stages.map((actions, index) => ({ name: `Stage${index + 1}`, actions })), ...changes };
    await this.client.send(new CreatePipelineCommand({ pipeline }));
    return name;
  }

  /** A project that takes what the pipeline gives it. */
  project(name: string, commands: readonly string[], rest: object = {}): Promise<string> {
    const buildspec = JSON.stringify({ version: 0.2, phases: { build: { commands } }, ...rest });
    return this.builds.project(name, '', { source: { type: 'CODEPIPELINE', buildspec }, artifacts: { type: 'CODEPIPELINE' } });
  }

  async start(name: string): Promise<string> {
    return (await this.client.send(new StartPipelineExecutionCommand({ name }))).pipelineExecutionId ?? '';
  }

  async execution(pipelineName: string, pipelineExecutionId: string): Promise<PipelineExecution> {
    return (await this.client.send(new GetPipelineExecutionCommand({ pipelineName, pipelineExecutionId }))).pipelineExecution ?? {};
  }

  async ended(name: string, id: string): Promise<PipelineExecution> {
    return eventually(async () => {
      const execution = await this.execution(name, id);
      return /InProgress|Stopping/.test(execution.status ?? '') ? undefined : execution;
    }, `the end of ${name}`);
  }

  /** The actions of an execution in the order in which they began. */
  async actions(pipelineName: string, pipelineExecutionId: string): Promise<ActionExecutionDetail[]> {
    const { actionExecutionDetails = [] } = await this.client.send(new ListActionExecutionsCommand({ pipelineName, filter: { pipelineExecutionId } }));
    return actionExecutionDetails.reverse();
  }

  async statuses(name: string, id: string): Promise<Record<string, string | undefined>> {
    return Object.fromEntries((await this.actions(name, id)).map(({ actionName, status }) => [actionName, status]));
  }

  /** What the build behind an action printed. */
  async output(name: string, id: string, actionName: string): Promise<string[]> {
    const action = (await this.actions(name, id)).find((one) => one.actionName === actionName);
    const build = await this.builds.look(action?.output?.executionResult?.externalExecutionId ?? '');
    return (await this.builds.output(build)).filter((line) => !line.startsWith('[Container]'));
  }

  /** Waits until an action of a pipeline's newest execution has begun. */
  async begun(name: string, id: string, actionName: string): Promise<void> {
    await eventually(async () => (await this.statuses(name, id))[actionName] === 'InProgress', `${actionName} of ${name} at work`);
  }

  /** The token of an approval that waits, as a user finds it. */
  async token(name: string, actionName = 'Approve'): Promise<string> {
    return eventually(async () => {
      const { stageStates = [] } = await this.client.send(new GetPipelineStateCommand({ name }));
      return stageStates.flatMap(({ actionStates = [] }) => actionStates).find((state) => state.actionName === actionName)?.latestExecution?.token;
    }, `an approval in ${name}`);
  }

  answer(pipelineName: string, token: string, status: 'Approved' | 'Rejected' = 'Approved', at = { stageName: 'Stage2', actionName: 'Approve' }, client = this.client) {
    return client.send(new PutApprovalResultCommand({ pipelineName, ...at, token, result: { status, summary: `it is ${status}` } }));
  }
}

export const TEMPLATE = {
  Parameters: { Name: { Type: 'String' } },
  Resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Name: { Ref: 'Name' }, Value: 'deployed' } } },
  Outputs: { Parameter: { Value: { Ref: 'Parameter' } } },
};
