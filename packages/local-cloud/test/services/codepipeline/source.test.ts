import { CodeCommitClient, CreateRepositoryCommand } from '@aws-sdk/client-codecommit';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { ListPipelineExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { CloudUnderTest, EVERYTHING, eventually } from '../codebuild/cloud-under-test';
import { WorkingCopy } from '../codecommit/working-copy';
import { BUCKET, building, commitSource, PipelinesUnderTest, s3Source } from './pipelines';

const OTHER = '222222222222';
let cloud: CloudUnderTest;
let pipelines: PipelinesUnderTest;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  pipelines = await PipelinesUnderTest.in(cloud);
});

afterAll(() => cloud.stop());

async function repository(repositoryName: string, account?: string): Promise<WorkingCopy> {
  await cloud.client(CodeCommitClient, account).send(new CreateRepositoryCommand({ repositoryName }));
  return WorkingCopy.of(cloud, repositoryName, account);
}

const causeOf = async (name: string, id: string) => (await pipelines.actions(name, id)).find(({ status }) => status === 'Failed')?.output?.executionResult?.errorDetails;

describe('a CodeCommit source', () => {
  test('hands the branch\'s head on: its files and its commit', async () => {
    const copy = await repository('sourced');
    await copy.commit('begins', { file: 'short\n' });
    const commit = await copy.commit(`the ${'deep/'.repeat(30)} file`, { [`${'deep/'.repeat(30)}file with a long path.txt`]: 'deep\n' });
    await copy.push();
    const look = await pipelines.project('look', ['cat file', 'find . -name "file with*" -exec cat {} +', 'echo $CODEBUILD_RESOLVED_SOURCE_VERSION', 'echo $COMMIT']);
    const EnvironmentVariables = '[{"name": "COMMIT", "value": "#{SourceVariables.CommitId}"}]';
    const name = await pipelines.create('sourced', [[commitSource('sourced')], [building('Look', look, { configuration: { EnvironmentVariables } })]]);
    const id = await pipelines.start(name);
    const execution = await pipelines.ended(name, id);
    expect(await pipelines.output(name, id, 'Look')).toEqual(['short', 'deep', commit, commit]);
    expect(execution.artifactRevisions).toEqual([expect.objectContaining({ name: 'Source', revisionId: commit, revisionSummary: expect.stringMatching(/^the deep/) })]);
  });

  test('without the branch fails and says so', async () => {
    await repository('empty');
    const name = await pipelines.create('empty', [[commitSource('empty')], [building('Build', 'none')]]);
    const id = await pipelines.start(name);
    expect((await pipelines.ended(name, id)).status).toBe('Failed');
    expect(await causeOf(name, id)).toEqual({ code: 'BranchDoesNotExistException', message: 'Branch named main does not exist in empty' });
  });

  test('that the pipeline\'s role may not read fails with AccessDenied', async () => {
    const copy = await repository('secret');
    await copy.commit('begins', { secret: '' });
    await copy.push();
    const roleArn = await cloud.role('reads-nothing', 'codepipeline.amazonaws.com', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
    const name = await pipelines.create('secret', [[commitSource('secret')], [building('Build', 'none')]], { roleArn });
    const id = await pipelines.start(name);
    expect((await pipelines.ended(name, id)).status).toBe('Failed');
    expect(await causeOf(name, id)).toEqual({ code: 'AccessDeniedException', message: expect.stringContaining('codecommit:GetBranch') });
  });

  test('of another account is read with the action\'s role there', async () => {
    const copy = await repository('theirs', OTHER);
    await copy.commit('begins', { theirs: 'yes\n' });
    await copy.push();
    await repository('theirs');
    const roleArn = await cloud.role('reader', '111111111111', EVERYTHING, OTHER);
    await cloud.allow(BUCKET, OTHER);
    const name = await pipelines.create('theirs', [[commitSource('theirs', { roleArn })], [building('Look', await pipelines.project('theirs', ['cat theirs']))]]);
    const id = await pipelines.start(name);
    expect(await causeOf(name, (await pipelines.ended(name, id)).pipelineExecutionId ?? '')).toBeUndefined();
    expect(await pipelines.output(name, id, 'Look')).toEqual(['yes']);
  });

  test('starts the pipeline when a rule takes the push to it', async () => {
    const copy = await repository('pushed');
    const name = await pipelines.create('pushed', [[commitSource('pushed')], [building('Look', await pipelines.project('pushed', ['cat file']))]]);
    const pattern = { 'source': ['aws.codecommit'], 'detail-type': ['CodeCommit Repository State Change'], 'resources': ['arn:aws:codecommit:eu-west-1:111111111111:pushed'], 'detail': { referenceType: ['branch'], referenceName: ['main'] } };
    const events = cloud.client(EventBridgeClient);
    await events.send(new PutRuleCommand({ Name: 'on-push', EventPattern: JSON.stringify(pattern) }));
    const RoleArn = await cloud.role('starter', 'events.amazonaws.com', [{ Effect: 'Allow', Action: 'codepipeline:StartPipelineExecution', Resource: '*' }]);
    await events.send(new PutTargetsCommand({ Rule: 'on-push', Targets: [{ Id: 'pipeline', Arn: 'arn:aws:codepipeline:eu-west-1:111111111111:pushed', RoleArn }] }));
    await copy.commit('begins', { file: 'pushed\n' });
    await copy.push('HEAD:refs/heads/elsewhere');
    await copy.push();
    const executions = async () => (await pipelines.client.send(new ListPipelineExecutionsCommand({ pipelineName: name }))).pipelineExecutionSummaries ?? [];
    const [{ pipelineExecutionId: id = '', trigger }] = await eventually(async () => (await executions()).length > 0 && executions(), 'an execution');
    expect(trigger?.triggerType).toBe('CloudWatchEvent');
    await pipelines.ended(name, id);
    expect(await pipelines.output(name, id, 'Look')).toEqual(['pushed']);
    expect(await executions()).toHaveLength(1);
  });
});

describe('an action', () => {
  test('of a role that CodePipeline may not assume fails the execution', async () => {
    const roleArn = await cloud.role('untrusting', 'lambda.amazonaws.com');
    const name = await pipelines.create('untrusting', [[s3Source()], [building('Build', 'none')]], { roleArn });
    const id = await pipelines.start(name);
    expect((await pipelines.ended(name, id)).status).toBe('Failed');
    expect(await causeOf(name, id)).toMatchObject({ code: 'AccessDenied' });
  });

  test('of a role that may not start the build fails the execution', async () => {
    const statements = [{ Effect: 'Allow' as const, Action: 's3:*', Resource: '*' }];
    const name = await pipelines.create('may-not-build', [[s3Source()], [building('Build', await pipelines.project('may-not', ['true']))]], { roleArn: await cloud.role('may-not-build', 'codepipeline.amazonaws.com', statements) });
    const id = await pipelines.start(name);
    await pipelines.ended(name, id);
    expect(await causeOf(name, id)).toMatchObject({ code: 'AccessDeniedException', message: expect.stringContaining('codebuild:StartBuild') });
  });

  test('of a kind that does not run is an error that says so', async () => {
    const name = await pipelines.create('unknown', [[s3Source()], [{ ...building('Invoke', 'none'), actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' } }]]);
    const id = await pipelines.start(name);
    await pipelines.ended(name, id);
    expect((await causeOf(name, id))?.message).toBe('local-cloud: actions of Invoke/Lambda are not in the table of what runs');
  });
});
