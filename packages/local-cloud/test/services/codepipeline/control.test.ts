import { CodePipelineClient, GetPipelineStateCommand, RetryStageExecutionCommand, StopPipelineExecutionCommand } from '@aws-sdk/client-codepipeline';
import { CloudUnderTest, eventually } from '../codebuild/cloud-under-test';
import { approval, building, PipelinesUnderTest, s3Source } from './pipelines';

let cloud: CloudUnderTest;
let pipelines: PipelinesUnderTest;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  pipelines = await PipelinesUnderTest.in(cloud);
});

afterAll(() => cloud.stop());

const stop = (pipelineName: string, pipelineExecutionId: string, abandon: boolean) => pipelines.client.send(new StopPipelineExecutionCommand({ pipelineName, pipelineExecutionId, abandon, reason: 'enough' }));
const retry = (pipelineName: string, pipelineExecutionId: string, stageName = 'Stage2', retryMode: 'FAILED_ACTIONS' | 'ALL_ACTIONS' = 'FAILED_ACTIONS') =>
  pipelines.client.send(new RetryStageExecutionCommand({ pipelineName, stageName, pipelineExecutionId, retryMode }));

describe('an approval', () => {
  test('waits, and lets the execution go on when it is approved', async () => {
    const name = await pipelines.create('approved', [[s3Source()], [approval()], [building('After', await pipelines.project('after', ['true']))]]);
    const id = await pipelines.start(name);
    const token = await pipelines.token(name);
    expect(await pipelines.statuses(name, id)).toEqual({ Source: 'Succeeded', Approve: 'InProgress' });
    await pipelines.answer(name, token);
    expect((await pipelines.ended(name, id)).status).toBe('Succeeded');
    expect((await pipelines.actions(name, id))[1]).toMatchObject({ status: 'Succeeded', updatedBy: 'arn:aws:iam::111111111111:root', output: { executionResult: { externalExecutionSummary: 'it is Approved' } } });
  });

  test('stops the execution when it is rejected', async () => {
    const name = await pipelines.create('rejected', [[s3Source()], [approval()], [building('After', 'none')]]);
    const id = await pipelines.start(name);
    await pipelines.answer(name, await pipelines.token(name), 'Rejected');
    expect((await pipelines.ended(name, id)).status).toBe('Failed');
    expect(await pipelines.statuses(name, id)).toEqual({ Source: 'Succeeded', Approve: 'Failed' });
  });

  test('is answered with its own token only, once, at its own place', async () => {
    const [one, other] = await Promise.all(['one', 'other'].map((name) => pipelines.create(`asked-${name}`, [[s3Source()], [approval()]])));
    const ids = [await pipelines.start(one), await pipelines.start(other)];
    const token = await pipelines.token(one);
    const invalid = { name: 'InvalidApprovalTokenException' };
    await expect(pipelines.answer(one, '00000000-0000-0000-0000-000000000000')).rejects.toMatchObject(invalid);
    await expect(pipelines.answer(other, token)).rejects.toMatchObject(invalid);
    await expect(pipelines.answer(one, token, 'Approved', { stageName: 'Stage1', actionName: 'Source' })).rejects.toMatchObject(invalid);
    expect((await pipelines.execution(one, ids[0])).status).toBe('InProgress');
    await pipelines.answer(one, token);
    await pipelines.ended(one, ids[0]);
    await expect(pipelines.answer(one, token)).rejects.toMatchObject(invalid);
    await pipelines.answer(other, await pipelines.token(other));
  });

  test('is answered by those only who may answer it', async () => {
    const name = await pipelines.create('guarded', [[s3Source()], [approval()]]);
    await pipelines.create('open', [[s3Source()], [approval()]]);
    const arn = (pipeline: string) => `arn:aws:codepipeline:eu-west-1:111111111111:${pipeline}/Stage2/Approve`;
    const may = (pipeline: string) => [{ Effect: 'Allow' as const, Action: 'codepipeline:PutApprovalResult', Resource: arn(pipeline) }];
    const id = await pipelines.start(name);
    const token = await pipelines.token(name);
    const stranger = cloud.client(CodePipelineClient, await cloud.session('stranger', may('open')));
    await expect(pipelines.answer(name, token, 'Approved', undefined, stranger)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(pipelines.answer('open', token, 'Approved', undefined, stranger)).rejects.toMatchObject({ name: 'InvalidApprovalTokenException' });
    await pipelines.answer(name, token, 'Approved', undefined, cloud.client(CodePipelineClient, await cloud.session('approver', may(name))));
    expect((await pipelines.ended(name, id)).status).toBe('Succeeded');
    expect((await pipelines.actions(name, id))[1].updatedBy).toBe('arn:aws:sts::111111111111:assumed-role/approver/tester');
  });
});

describe('a stage that failed', () => {
  const once = (mark: string) => [`[ -e ${cloud.temporary}/${mark} ] || { touch ${cloud.temporary}/${mark}; false; }`];

  test('holds what follows, and runs again with what had failed alone', async () => {
    const name = await pipelines.create('retried', [[s3Source()], [approval(), building('Flaky', await pipelines.project('flaky', once('retried')), { runOrder: 2 })], [building('After', await pipelines.project('later', ['true']))]]);
    const id = await pipelines.start(name);
    await pipelines.answer(name, await pipelines.token(name));
    expect((await pipelines.ended(name, id)).status).toBe('Failed');
    expect(await pipelines.statuses(name, id)).toEqual({ Source: 'Succeeded', Approve: 'Succeeded', Flaky: 'Failed' });
    await retry(name, id);
    expect((await pipelines.ended(name, id)).status).toBe('Succeeded');
    expect((await pipelines.actions(name, id)).map(({ actionName, status }) => `${actionName} ${status}`)).toEqual(['Source Succeeded', 'Approve Succeeded', 'Flaky Failed', 'Flaky Succeeded', 'After Succeeded']);
    const { stageStates = [] } = await pipelines.client.send(new GetPipelineStateCommand({ name }));
    expect(stageStates.map(({ latestExecution }) => latestExecution?.status)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
  });

  test('runs again with all of its actions where that is asked for', async () => {
    const name = await pipelines.create('retried-whole', [[s3Source()], [approval(), building('Flaky', await pipelines.project('flaky-whole', once('whole')), { runOrder: 2 })]]);
    const id = await pipelines.start(name);
    const first = await pipelines.token(name);
    await pipelines.answer(name, first);
    await pipelines.ended(name, id);
    await retry(name, id, 'Stage2', 'ALL_ACTIONS');
    const second = await pipelines.token(name);
    expect(second).not.toBe(first);
    await pipelines.answer(name, second);
    expect((await pipelines.ended(name, id)).status).toBe('Succeeded');
  });

  test('is retried alone: no stage that went well, none that there is not', async () => {
    const name = await pipelines.create('not-retried', [[s3Source()], [building('Fails', 'none')], [approval()]]);
    const id = await pipelines.start(name);
    await pipelines.ended(name, id);
    await expect(retry(name, id, 'Stage1')).rejects.toMatchObject({ name: 'StageNotRetryableException' });
    await expect(retry(name, id, 'Stage3')).rejects.toMatchObject({ name: 'StageNotRetryableException' });
    await expect(retry(name, id, 'Stage9')).rejects.toMatchObject({ name: 'StageNotFoundException' });
    expect(await pipelines.statuses(name, id)).toEqual({ Source: 'Succeeded', Fails: 'Failed' });
  });
});

describe('an execution that is stopped', () => {
  test('at an approval abandons it', async () => {
    const name = await pipelines.create('stopped-asking', [[s3Source()], [approval()]]);
    const id = await pipelines.start(name);
    const token = await pipelines.token(name);
    await stop(name, id, true);
    expect(await pipelines.ended(name, id)).toMatchObject({ status: 'Stopped', statusSummary: 'enough' });
    expect(await pipelines.statuses(name, id)).toEqual({ Source: 'Succeeded', Approve: 'Abandoned' });
    await expect(pipelines.answer(name, token)).rejects.toMatchObject({ name: 'InvalidApprovalTokenException' });
    await expect(stop(name, id, true)).rejects.toMatchObject({ name: 'PipelineExecutionNotStoppableException' });
  });

  test('while it builds ends the build with its processes', async () => {
    const name = await pipelines.create('stopped-building', [[s3Source()], [building('Long', await pipelines.project('long', ['python3 -c "import time; time.sleep(120)" mark-of-long']))]]);
    const id = await pipelines.start(name);
    await eventually(async () => cloud.processesWith('mark-of-long').length > 0, 'the build at work');
    await stop(name, id, true);
    expect((await pipelines.ended(name, id)).status).toBe('Stopped');
    expect(cloud.processesWith('mark-of-long')).toEqual([]);
  });

  test('without abandoning finishes what has begun, and begins nothing more', async () => {
    const wait = await pipelines.project('patient', [`until [ -e ${cloud.temporary}/go ]; do read -t 0.05 < <(:) || true; done`]);
    const name = await pipelines.create('stopped-patiently', [[s3Source()], [building('Patient', wait), building('Next', wait, { runOrder: 2 })]]);
    const id = await pipelines.start(name);
    await pipelines.begun(name, id, 'Patient');
    await stop(name, id, false);
    expect((await pipelines.execution(name, id)).status).toBe('Stopping');
    cloud.touch('go');
    expect((await pipelines.ended(name, id)).status).toBe('Stopped');
    expect(await pipelines.statuses(name, id)).toEqual({ Source: 'Succeeded', Patient: 'Succeeded' });
  });
});

describe('executions that come after one another', () => {
  test('wait for the stage, and the newest of those that wait supersedes the others', async () => {
    const name = await pipelines.create('superseded', [[s3Source()], [approval()]]);
    const first = await pipelines.start(name);
    const token = await pipelines.token(name);
    const sourced = (id: string) => eventually(async () => (await pipelines.statuses(name, id)).Source === 'Succeeded', 'a source');
    const second = await pipelines.start(name);
    await sourced(second);
    const third = await pipelines.start(name);
    expect((await pipelines.ended(name, second)).status).toBe('Superseded');
    expect(await pipelines.statuses(name, third)).toEqual({ Source: 'Succeeded' });
    await pipelines.answer(name, token);
    expect((await pipelines.ended(name, first)).status).toBe('Succeeded');
    await pipelines.answer(name, await pipelines.token(name));
    expect((await pipelines.ended(name, third)).status).toBe('Succeeded');
  });

  test('all have their turn in mode QUEUED, and one that waits can be stopped', async () => {
    const name = await pipelines.create('queued', [[s3Source()], [approval()]], { executionMode: 'QUEUED', pipelineType: 'V2' });
    const ids = [await pipelines.start(name), await pipelines.start(name), await pipelines.start(name)];
    const token = await pipelines.token(name);
    await eventually(async () => (await pipelines.statuses(name, ids[1])).Source === 'Succeeded', 'a source');
    await stop(name, ids[1], true);
    expect((await pipelines.ended(name, ids[1])).status).toBe('Stopped');
    await pipelines.answer(name, token);
    await pipelines.answer(name, await eventually(async () => (await pipelines.token(name)) !== token && pipelines.token(name), 'the next approval'));
    expect((await pipelines.ended(name, ids[2])).status).toBe('Succeeded');
  });

  test('run side by side in mode PARALLEL', async () => {
    const name = await pipelines.create('parallel', [[s3Source()], [approval()]], { executionMode: 'PARALLEL', pipelineType: 'V2' });
    const ids = [await pipelines.start(name), await pipelines.start(name)];
    for (const id of ids) await pipelines.begun(name, id, 'Approve');
    expect(ids).toHaveLength(2);
  });
});
