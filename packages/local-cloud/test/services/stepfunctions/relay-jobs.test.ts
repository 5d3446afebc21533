import { CloudUnderTest, EVERYTHING } from '../codebuild/cloud-under-test';
import { MachineLearning, python } from '../sagemaker/machine-learning';
import { machine, oneTask, run } from './state-machines';

let cloud: CloudUnderTest;
let learning: MachineLearning;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  learning = await MachineLearning.in(cloud);
});
afterAll(() => cloud.stop());

const task = (resource: string, Parameters: object, more: object = {}) => oneTask({ Resource: `arn:aws:states:::${resource}`, Parameters, ...more });
const training = (TrainingJobName: string, program: string[], more: object = {}) => task('sagemaker:createTrainingJob.sync', { TrainingJobName, ...learning.trainingInput(program) }, more);
const fails = python('import sys', 'print("no rows")', 'sys.exit(3)');

describe('sagemaker, optimised, waits for', () => {
  test('a training job and gives it whole', async () => {
    await expect(run(cloud, training('trains', python('print("good")')), EVERYTHING)).resolves.toMatchObject({
      status: 'SUCCEEDED', output: { TrainingJobName: 'trains', TrainingJobStatus: 'Completed', ModelArtifacts: { S3ModelArtifacts: expect.stringContaining('/trains/') } },
    });
  });

  test('a training job that fails, which is the cause', async () => {
    const { status, error, cause } = await run(cloud, training('fails', fails), EVERYTHING);
    expect({ status, error, job: JSON.parse(cause ?? '{}') }).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed', job: { TrainingJobName: 'fails', FailureReason: 'AlgorithmError: no rows, exit code: 3' } });
  });

  test('a processing job', async () => {
    const definition = task('sagemaker:createProcessingJob.sync', { ProcessingJobName: 'processes', ...learning.processingInput(python('print("good")')) });
    await expect(run(cloud, definition, EVERYTHING)).resolves.toMatchObject({ status: 'SUCCEEDED', output: { ProcessingJobStatus: 'Completed' } });
  });

  test('a job, and stops it when it times out', async () => {
    await expect(run(cloud, training('endless', python('import time', 'time.sleep(600)'), { TimeoutSeconds: 4 }), EVERYTHING)).resolves.toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(await learning.trained('endless')).toMatchObject({ TrainingJobStatus: 'Stopped' });
  });

  test('no job that its role may not create', async () => {
    const { error, cause } = await run(cloud, training('refused', python('')), [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
    expect([error, cause]).toEqual([expect.stringMatching(/^SageMaker\./), expect.stringContaining('is not authorized to perform: sagemaker:CreateTrainingJob')]);
  });
});

test('a query of Athena is waited for', async () => {
  await cloud.bucket('answers');
  const definition = task('athena:startQueryExecution.sync', { QueryString: 'SELECT 1', ResultConfiguration: { OutputLocation: 's3://answers/' } });
  await expect(run(cloud, definition, EVERYTHING)).resolves.toMatchObject({ status: 'SUCCEEDED', output: { QueryExecution: { Query: 'SELECT 1', Status: { State: 'SUCCEEDED' } } } });
});

test('a job run of Glue is waited for', async () => {
  const role = await cloud.role('glue', 'glue.amazonaws.com');
  const create = oneTask({ Resource: 'arn:aws:states:::aws-sdk:glue:createJob', Parameters: { Name: 'etl', Role: role, Command: { Name: 'pythonshell', ScriptLocation: 's3://answers/etl.py' } } });
  await expect(run(cloud, create, EVERYTHING)).resolves.toMatchObject({ status: 'SUCCEEDED' });
  await expect(run(cloud, task('glue:startJobRun.sync', { JobName: 'etl' }), EVERYTHING)).resolves.toMatchObject({ status: 'SUCCEEDED', output: { JobName: 'etl', JobRunState: 'SUCCEEDED' } });
});

test('an execution of another state machine is waited for: its output is text, with :2 what it stands for', async () => {
  const stateMachineArn = await machine(cloud, { StartAt: 'Say', States: { Say: { Type: 'Pass', Result: { said: 'good' }, End: true } } }, EVERYTHING);
  const parameters = { StateMachineArn: stateMachineArn, Input: {} };
  await expect(run(cloud, task('states:startExecution.sync', parameters), EVERYTHING)).resolves.toMatchObject({ status: 'SUCCEEDED', output: { Output: expect.stringMatching(/^{"said": ?"good"}$/) } });
  await expect(run(cloud, task('states:startExecution.sync:2', parameters), EVERYTHING)).resolves.toMatchObject({ status: 'SUCCEEDED', output: { Output: { said: 'good' } } });
});
