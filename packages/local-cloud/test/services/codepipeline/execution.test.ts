import { DeletePipelineCommand, GetPipelineCommand, ListPipelineExecutionsCommand, ListPipelinesCommand, UpdatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CloudUnderTest, eventually } from '../codebuild/cloud-under-test';
import { approval, BUCKET, building, deploying, PipelinesUnderTest, s3Source } from './pipelines';

let cloud: CloudUnderTest;
let pipelines: PipelinesUnderTest;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  pipelines = await PipelinesUnderTest.in(cloud);
});

afterAll(() => cloud.stop());

describe('an execution', () => {
  test('runs stages one after the other, and in a stage run orders one after the other', async () => {
    const slow = await pipelines.project('slow', ['python3 -c "import time; time.sleep(0.5)"']);
    const quick = await pipelines.project('quick', ['true']);
    const name = await pipelines.create('order', [[s3Source()], [building('Late', quick, { runOrder: 2 }), building('Early', slow)], [building('Last', quick)]]);
    const id = await pipelines.start(name);
    expect((await pipelines.ended(name, id)).status).toBe('Succeeded');
    const actions = await pipelines.actions(name, id);
    expect(actions.map(({ stageName, actionName }) => `${stageName}/${actionName}`)).toEqual(['Stage1/Source', 'Stage2/Early', 'Stage2/Late', 'Stage3/Last']);
    for (const [index, { startTime }] of actions.slice(1).entries()) expect(startTime?.getTime()).toBeGreaterThanOrEqual(actions[index].lastUpdateTime?.getTime() ?? Infinity);
  });

  test('runs the actions of one run order side by side', async () => {
    // each waits for what the other one makes: one after the other they would never end
    const meet = (mine: string, other: string) => [`touch ${cloud.temporary}/${mine}`, `until [ -e ${cloud.temporary}/${other} ]; do read -t 0.05 < <(:) || true; done`];
    const name = await pipelines.create('meeting', [[s3Source()], [building('A', await pipelines.project('meet-a', meet('a', 'b'))), building('B', await pipelines.project('meet-b', meet('b', 'a')))]]);
    expect((await pipelines.ended(name, await pipelines.start(name))).status).toBe('Succeeded');
  });

  test('hands artifacts on from action to action, one of the same stage too', async () => {
    const make = await pipelines.project('make', ['cp readme made.txt', 'echo more >> made.txt'], { artifacts: { files: ['made.txt'] } });
    const use = await pipelines.project('use', ['cat made.txt', 'cat $CODEBUILD_SRC_DIR_Source/readme']);
    const name = await pipelines.create('artifacts', [
      [s3Source()], [building('Make', make, { gives: ['Made'] }), building('Use', use, { runOrder: 2, takes: ['Source', 'Made'], configuration: { PrimarySource: 'Made' } })],
    ]);
    const id = await pipelines.start(name);
    expect((await pipelines.ended(name, id)).status).toBe('Succeeded');
    expect(await pipelines.output(name, id, 'Use')).toEqual(['of the source', 'more', 'of the source']);
  });

  test('makes an artifact for each output of a build', async () => {
    const make = await pipelines.project('make-two', ['echo one > one', 'echo two > two'], { artifacts: { 'files': ['nothing'], 'secondary-artifacts': { One: { files: ['one'] }, Two: { files: ['two'] } } } });
    const use = await pipelines.project('use-two', ['cat one $CODEBUILD_SRC_DIR_Two/two']);
    const name = await pipelines.create('outputs', [[s3Source()], [building('Make', make, { gives: ['One', 'Two'] })], [building('Use', use, { takes: ['One', 'Two'], configuration: { PrimarySource: 'One' } })]]);
    const id = await pipelines.start(name);
    await pipelines.ended(name, id);
    expect(await pipelines.output(name, id, 'Use')).toEqual(['one', 'two']);
  });

  test('resolves variables of the source, of builds and of itself', async () => {
    const make = await pipelines.project('digest', ['export DIGEST=d1'], { env: { 'exported-variables': ['DIGEST'] } });
    const use = await pipelines.project('told', ['echo $KEY $DIGEST $EXECUTION']);
    const EnvironmentVariables = JSON.stringify([
      { name: 'KEY', value: '#{SourceVariables.ObjectKey}' }, { name: 'DIGEST', value: '#{Made.DIGEST}' }, { name: 'EXECUTION', value: '#{codepipeline.PipelineExecutionId}' },
    ]);
    const name = await pipelines.create('variables', [[s3Source()], [building('Make', make, { namespace: 'Made' })], [building('Use', use, { configuration: { EnvironmentVariables } })]]);
    const id = await pipelines.start(name);
    await pipelines.ended(name, id);
    expect(await pipelines.output(name, id, 'Use')).toEqual([`source.zip d1 ${id}`]);
    expect((await pipelines.actions(name, id))[1].output?.outputVariables).toEqual({ DIGEST: 'd1' });
  });

  test('fails at a variable that nobody set, and names it', async () => {
    const name = await pipelines.create('unset', [[s3Source()], [building('Use', 'none', { configuration: { EnvironmentVariables: '#{SourceVariables.Nothing}' } })]]);
    const id = await pipelines.start(name);
    expect((await pipelines.ended(name, id)).status).toBe('Failed');
    expect((await pipelines.actions(name, id))[1].output?.executionResult?.errorDetails?.message).toMatch(/^#\{SourceVariables.Nothing\} has no value/);
  });

  test('deploys a stack with a template of the source, and its outputs are variables', async () => {
    const use = await pipelines.project('deployed', ['echo $PARAMETER']);
    const deploy = deploying('Deploy', {
      takes: ['Source'], namespace: 'Stack', configuration: { ActionMode: 'CREATE_UPDATE', StackName: 'by-the-pipeline', TemplatePath: 'Source::template.json', ParameterOverrides: '{"Name": "/made/by/it"}' },
    });
    const name = await pipelines.create('deploy', [[s3Source()], [deploy], [building('Use', use, { configuration: { EnvironmentVariables: '[{"name": "PARAMETER", "value": "#{Stack.Parameter}"}]' } })]]);
    const id = await pipelines.start(name);
    expect((await pipelines.ended(name, id)).status).toBe('Succeeded');
    expect((await cloud.client(SSMClient).send(new GetParameterCommand({ Name: '/made/by/it' }))).Parameter?.Value).toBe('deployed');
    expect(await pipelines.output(name, id, 'Use')).toEqual(['/made/by/it']);
  });

  test('tells EventBridge of itself, its stages and its actions', async () => {
    const events = await cloud.watch('aws.codepipeline');
    const name = await pipelines.create('telling', [[s3Source()], [building('Fails', await pipelines.project('fails', ['false']))]]);
    const id = await pipelines.start(name);
    const seen = await eventually(async () => {
      const mine = (await events()).filter(({ detail }) => detail['execution-id'] === id);
      return mine.length === 10 && mine;
    }, 'ten events');
    expect(seen.map(({ detail, 'detail-type': type }) => [type.split(' ')[1], detail.stage, detail.action, detail.state].filter(Boolean).join(' '))).toEqual([
      'Pipeline STARTED', 'Stage Stage1 STARTED', 'Action Stage1 Source STARTED', 'Action Stage1 Source SUCCEEDED', 'Stage Stage1 SUCCEEDED',
      'Stage Stage2 STARTED', 'Action Stage2 Fails STARTED', 'Action Stage2 Fails FAILED', 'Stage Stage2 FAILED', 'Pipeline FAILED',
    ]);
    expect(seen[7].detail).toMatchObject({ 'pipeline': name, 'type': { category: 'Build', provider: 'CodeBuild' }, 'execution-result': { 'error-code': 'JobFailed', 'external-execution-id': expect.stringMatching(/^fails:/) } });
  });
});

describe('a pipeline', () => {
  test.each([
    ['one stage', [[s3Source()]], 'it needs at least two'],
    ['a first stage that builds', [[building('Build', 'x', { takes: [] })], [approval()]], 'may only contain source actions'],
    ['an input that comes later', [[s3Source()], [building('Use', 'x', { takes: ['Made'] }), building('Make', 'x', { gives: ['Made'], runOrder: 2 })]], 'Stage2/Use takes Made, which no action before it puts out'],
  ])('with %s is refused', async (title, stages, message) => {
    await expect(pipelines.create(title.replace(/ /g, '-'), stages)).rejects.toMatchObject({ name: 'InvalidStructureException', message: expect.stringContaining(message) });
  });

  test('is found, counts its versions and goes', async () => {
    const name = await pipelines.create('kept', [[s3Source()], [approval()]]);
    const { pipeline, metadata } = await pipelines.client.send(new GetPipelineCommand({ name }));
    expect(pipeline).toMatchObject({ name, version: 1, artifactStore: { location: BUCKET } });
    expect(metadata?.pipelineArn).toBe('arn:aws:codepipeline:eu-west-1:111111111111:kept');
    expect((await pipelines.client.send(new UpdatePipelineCommand({ pipeline }))).pipeline?.version).toBe(2);
    expect((await pipelines.client.send(new ListPipelinesCommand({}))).pipelines).toContainEqual(expect.objectContaining({ name, version: 2 }));
    await expect(pipelines.create('kept', [[s3Source()], [approval()]])).rejects.toMatchObject({ name: 'PipelineNameInUseException' });
    await pipelines.client.send(new DeletePipelineCommand({ name }));
    await expect(pipelines.start(name)).rejects.toMatchObject({ name: 'PipelineNotFoundException' });
  });

  test('lists its executions, the newest first, with their source revisions', async () => {
    const name = await pipelines.create('listed', [[s3Source()], [building('Build', await pipelines.project('listing', ['true']))]]);
    const first = await pipelines.start(name);
    await pipelines.ended(name, first);
    const second = await pipelines.start(name);
    await pipelines.ended(name, second);
    const { pipelineExecutionSummaries = [] } = await pipelines.client.send(new ListPipelineExecutionsCommand({ pipelineName: name }));
    expect(pipelineExecutionSummaries.map(({ pipelineExecutionId }) => pipelineExecutionId)).toEqual([second, first]);
    expect(pipelineExecutionSummaries[0]).toMatchObject({ status: 'Succeeded', sourceRevisions: [{ actionName: 'Source', revisionId: expect.stringMatching(/./) }] });
  });
});
