import { ACCOUNT, CloudUnderTest, EVERYTHING, eventually, IMAGE, processesWith, REGION } from '../codebuild/cloud-under-test';
import { CodeBuildClient, CreateProjectCommand, ListBuildsForProjectCommand, BatchGetBuildsCommand } from '@aws-sdk/client-codebuild';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { ended, machine, oneTask, run, start, states } from './state-machines';

const ELSEWHERE = '222222222222';
let cloud: CloudUnderTest;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  await cloud.bucket('data');
  await cloud.bucket('foreign', ELSEWHERE);
  const serviceRole = await cloud.role('builds', 'codebuild.amazonaws.com');
  const project = (name: string, command: string) => cloud.client(CodeBuildClient).send(new CreateProjectCommand({
    name, serviceRole, artifacts: { type: 'NO_ARTIFACTS' }, environment: { type: 'LINUX_CONTAINER', computeType: 'BUILD_GENERAL1_SMALL', image: IMAGE },
    source: { type: 'NO_SOURCE', buildspec: JSON.stringify({ version: 0.2, phases: { build: { commands: [command] } } }) },
  }));
  await Promise.all([project('good', 'true'), project('bad', 'exit 3'), project('endless', 'sleep 600')]);
});
afterAll(() => cloud.stop());

const put = (Key: string, Body: unknown) => ({ Resource: 'arn:aws:states:::aws-sdk:s3:putObject', Parameters: { Bucket: 'data', Key, Body } });
const read = async (key: string) => Buffer.from(await cloud.get('data', key)).toString('utf8');
const textOf = (bucket: string, statements: readonly any[] = EVERYTHING) => run(cloud, oneTask({ Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: { Bucket: bucket, Key: 'text' } }), statements);

describe('an AWS SDK integration that the emulator lacks', () => {
  test('writes and reads an object, with results in the SDK\'s names', async () => {
    await expect(run(cloud, oneTask({ ...put('a.json', { 'one.$': '$.one' }), ResultPath: '$.put' }), EVERYTHING, { one: 1 })).resolves.toMatchObject({ status: 'SUCCEEDED', output: { one: 1, put: { ETag: expect.any(String) } } });
    expect(await read('a.json')).toBe('{"one":1}');
    await cloud.put('data', 'text', 'Hello');
    await expect(textOf('data')).resolves.toMatchObject({ status: 'SUCCEEDED', output: { Body: 'Hello', ContentLength: 5, LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) } });
  });

  test('is refused what the role may not do, and the error can be caught', async () => {
    const denied = await run(cloud, oneTask(put('denied', 'x')), [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }]);
    expect(denied).toMatchObject({ status: 'FAILED', error: 'S3.S3Exception' });
    const caught = await run(cloud, {
      StartAt: 'Task',
      States: {
        Task: { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:s3:getObject', Parameters: { Bucket: 'data', Key: 'absent' }, Catch: [{ ErrorEquals: ['S3.NoSuchKeyException'], ResultPath: '$.error', Next: 'Caught' }], End: true },
        Caught: { Type: 'Pass', End: true },
      },
    }, EVERYTHING);
    expect(caught).toMatchObject({ status: 'SUCCEEDED', output: { error: { Error: 'S3.NoSuchKeyException' } } });
  });

  test('takes JSONata', async () => {
    const definition = oneTask({ Resource: 'arn:aws:states:::aws-sdk:s3:putObject', Arguments: { Bucket: 'data', Key: '{% $states.input.key %}', Body: '{% $string($states.input.n + 1) %}' }, Output: '{% $states.result.ETag %}' }, { QueryLanguage: 'JSONata' });
    await expect(run(cloud, definition, EVERYTHING, { key: 'b', n: 1 })).resolves.toMatchObject({ status: 'SUCCEEDED', output: expect.any(String) });
    expect(await read('b')).toBe('2');
  });

  test('runs in the branches of Parallel and in Map, each with a token of its own', async () => {
    const branch = (key: string) => oneTask({ ...put(key, key), ResultSelector: { key } });
    const definition = {
      StartAt: 'Both',
      States: {
        Both: { Type: 'Parallel', Branches: ['p1', 'p2', 'p3', 'p4'].map(branch), ResultPath: '$.both', Next: 'Each' },
        Each: { Type: 'Map', ItemsPath: '$.keys', ItemProcessor: oneTask({ Resource: 'arn:aws:states:::aws-sdk:s3:putObject', Parameters: { 'Bucket': 'data', 'Key.$': '$', 'Body': 'm' }, ResultSelector: {} }), ResultPath: '$.each', End: true },
      },
    };
    const { status, output } = await run(cloud, definition, EVERYTHING, { keys: ['m1', 'm2'] });
    expect({ status, output }).toMatchObject({ status: 'SUCCEEDED', output: { both: [{ key: 'p1' }, { key: 'p2' }, { key: 'p3' }, { key: 'p4' }] } });
    expect(await Promise.all(['p1', 'p4', 'm1', 'm2'].map(read))).toEqual(['p1', 'p4', 'm', 'm']);
  });

  test('a role that Step Functions may not assume does nothing', async () => {
    const roleArn = await cloud.role('not-for-states', 'lambda.amazonaws.com');
    const { stateMachineArn } = await states(cloud, 'CreateStateMachine', { name: 'untrusted', roleArn, definition: JSON.stringify(oneTask(put('untrusted', 'x'))) });
    await expect(ended(cloud, await start(cloud, stateMachineArn))).resolves.toMatchObject({ status: 'FAILED', error: 'States.TaskFailed', cause: expect.stringContaining('states.amazonaws.com') });
  });
});

describe('Credentials', () => {
  const foreign = (RoleArn: string) => oneTask({ Resource: 'arn:aws:states:::aws-sdk:s3:putObject', Parameters: { Bucket: 'foreign', Key: 'from-here', Body: 'x' }, Credentials: { RoleArn } });

  test('are those of a role elsewhere that the state machine\'s role may assume', async () => {
    const target = await cloud.role('target', ACCOUNT, EVERYTHING, ELSEWHERE);
    const allowed = [{ Effect: 'Allow' as const, Action: 'sts:AssumeRole', Resource: target }];
    await expect(run(cloud, foreign(target), allowed)).resolves.toMatchObject({ status: 'SUCCEEDED' });
    const denied = await run(cloud, foreign(target), [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
    expect(denied).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed', cause: expect.stringMatching(/^The role .* is not authorized to assume the task state's role, arn:aws:iam::222222222222:role\/target\.$/) });
  });

  test('can demand the state machine as external id', async () => {
    const name = 'asks-for-id';
    const AssumeRolePolicyDocument = (id: string) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole', Condition: { StringEquals: { 'sts:ExternalId': id } } }] });
    const { Role } = await cloud.client(IAMClient, ELSEWHERE).send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: AssumeRolePolicyDocument(`arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:other`) }));
    await expect(run(cloud, foreign(Role?.Arn ?? ''), EVERYTHING)).resolves.toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
  });
});

describe('a job that is waited for', () => {
  const build = (ProjectName: string, more: object = {}) => oneTask({ Resource: 'arn:aws:states:::codebuild:startBuild.sync', Parameters: { ProjectName }, ...more });

  test('succeeds with the build, in Step Functions\' names', async () => {
    await expect(run(cloud, build('good'), EVERYTHING)).resolves.toMatchObject({
      status: 'SUCCEEDED', output: { Build: { Arn: expect.stringContaining(':build/good:'), BuildStatus: 'SUCCEEDED', ProjectName: 'good', StartTime: expect.any(Number) } },
    });
  });

  test('fails with the build as its cause', async () => {
    const { status, error, cause } = await run(cloud, build('bad'), EVERYTHING);
    expect({ status, error, build: JSON.parse(cause ?? '{}') }).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed', build: { BuildStatus: 'FAILED', ProjectName: 'bad' } });
  });

  test('is stopped when it times out or its execution is stopped', async () => {
    await expect(run(cloud, build('endless', { TimeoutSeconds: 3 }), EVERYTHING)).resolves.toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const execution = await start(cloud, await machine(cloud, build('endless'), EVERYTHING));
    const client = cloud.client(CodeBuildClient);
    const statuses = async () => {
      const { ids = [] } = await client.send(new ListBuildsForProjectCommand({ projectName: 'endless' }));
      return (await client.send(new BatchGetBuildsCommand({ ids }))).builds?.map(({ buildStatus }) => buildStatus) ?? [];
    };
    await eventually(async () => (await statuses()).length === 2, 'the second build');
    await states(cloud, 'StopExecution', { executionArn: execution });
    await eventually(async () => (await statuses()).every((status) => status === 'STOPPED'), 'the end of both builds');
    await expect(ended(cloud, execution)).resolves.toMatchObject({ status: 'ABORTED' });
    expect(processesWith('sleep 600', cloud.temporary)).toEqual([]);
  });
});

test('a definition and a history are shown as they were written', async () => {
  const definition = oneTask(put('shown', 'x'));
  const arn = await machine(cloud, definition, EVERYTHING);
  const execution = await start(cloud, arn);
  await ended(cloud, execution);
  expect(JSON.parse((await states(cloud, 'DescribeStateMachine', { stateMachineArn: arn })).definition)).toEqual(definition);
  expect(JSON.parse((await states(cloud, 'DescribeStateMachineForExecution', { executionArn: execution })).definition)).toEqual(definition);
  const history = JSON.stringify(await states(cloud, 'GetExecutionHistory', { executionArn: execution }));
  expect(history).toContain('"arn:aws:states:::aws-sdk:s3:putObject"');
  expect(history).not.toContain('sendMessage');
});
