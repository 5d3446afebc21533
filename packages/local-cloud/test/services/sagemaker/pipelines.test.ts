import * as path from 'node:path';
import {
  CreateModelPackageGroupCommand, CreatePipelineCommand, DeletePipelineCommand, DescribeModelPackageCommand, DescribePipelineCommand, DescribePipelineDefinitionForExecutionCommand, DescribePipelineExecutionCommand,
  ListPipelineExecutionsCommand, ListPipelineExecutionStepsCommand, ListPipelinesCommand, type PipelineExecutionStep, SageMakerClient, StartPipelineExecutionCommand, StopPipelineExecutionCommand, UpdatePipelineCommand,
} from '@aws-sdk/client-sagemaker';
import { readTrace, TRACE_FOLDER } from '../../../src/gateway/trace-file';
import { CloudUnderTest, eventually, IMAGE } from '../codebuild/cloud-under-test';
import { BUCKET, MachineLearning, python } from './machine-learning';

let cloud: CloudUnderTest;
let learning: MachineLearning;
let client: SageMakerClient;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  learning = await MachineLearning.in(cloud);
  client = learning.client;
});

afterAll(() => cloud.stop());

const get = (expression: string) => ({ Get: expression });
const processing = (Name: string, command: string[], rest: { Arguments?: object; [member: string]: unknown } = {}) => ({ Name, Type: 'Processing', ...rest, Arguments: { ...learning.processingInput(command), ...rest.Arguments } });
const says = (text: unknown) => ({ AppSpecification: { ImageUri: IMAGE, ContainerEntrypoint: ['bash', '-c', 'echo -n "$0" > "$1"'], ContainerArguments: [text, '/opt/ml/output/message'] } });
const outputs = (OutputName: string, S3Uri: unknown) => ({ ProcessingOutputConfig: { Outputs: [{ OutputName, S3Output: { S3Uri, LocalPath: '/opt/ml/processing/output', S3UploadMode: 'EndOfJob' } }] } });

async function create(PipelineName: string, Steps: unknown[], rest: object = {}): Promise<string> {
  await client.send(new CreatePipelineCommand({ PipelineName, RoleArn: learning.role, ClientRequestToken: 'x'.repeat(32), PipelineDefinition: JSON.stringify({ Version: '2020-12-01', Steps, ...rest }) }));
  return PipelineName;
}

async function start(PipelineName: string, parameters: Record<string, string> = {}): Promise<string> {
  const PipelineParameters = Object.entries(parameters).map(([Name, Value]) => ({ Name, Value }));
  return (await client.send(new StartPipelineExecutionCommand({ PipelineName, PipelineParameters, ClientRequestToken: 'x'.repeat(32) }))).PipelineExecutionArn ?? '';
}

const ended = (PipelineExecutionArn: string) => eventually(async () => {
  const execution = await client.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn }));
  return /Executing|Stopping/.test(execution.PipelineExecutionStatus ?? '') ? undefined : execution;
}, `the end of ${PipelineExecutionArn}`);

const steps = async (PipelineExecutionArn: string): Promise<Record<string, PipelineExecutionStep>> => {
  const { PipelineExecutionSteps = [] } = await client.send(new ListPipelineExecutionStepsCommand({ PipelineExecutionArn }));
  return Object.fromEntries(PipelineExecutionSteps.map((step) => [step.StepName ?? '', step]));
};
const statuses = async (arn: string) => Object.fromEntries(Object.values(await steps(arn)).map(({ StepName, StepStatus }) => [StepName, StepStatus]));

/** What a step's job wrote as its message. */
async function said(arn: string, name: string): Promise<string | undefined> {
  const job = (await steps(arn))[name].Metadata?.ProcessingJob?.Arn?.split('/').pop() ?? '';
  return (await learning.processed(job)).ExitMessage;
}

const quality = (name: string, accuracy: unknown) => processing(name, ['bash', '-c', 'echo "{\\"metrics\\": {\\"accuracy\\": $0}}" > $1/report.json'], {
  Arguments: { AppSpecification: { ImageUri: IMAGE, ContainerEntrypoint: ['bash', '-c', 'echo "{\\"metrics\\": {\\"accuracy\\": $0}}" > $1/report.json'], ContainerArguments: [accuracy, '/opt/ml/processing/output'] }, ...outputs('report', `s3://${BUCKET}/reports/${name}`) },
  PropertyFiles: [{ PropertyFileName: 'Report', OutputName: 'report', FilePath: 'report.json' }],
});
const enough = (step: string, IfSteps: unknown[], ElseSteps: unknown[] = []) => ({
  Name: `Is${step}Enough`, Type: 'Condition',
  Arguments: { Conditions: [{ Type: 'GreaterThanOrEqualTo', LeftValue: { 'Std:JsonGet': { PropertyFile: get(`Steps.${step}.PropertyFiles.Report`), Path: 'metrics.accuracy' } }, RightValue: 0.8 }], IfSteps, ElseSteps },
});

describe('an execution', () => {
  test('trains, evaluates, and registers what is good enough', async () => {
    await client.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'whole' }));
    const train = { Name: 'Train', Type: 'Training', Arguments: learning.trainingInput(['bash', '-c', 'echo trained > $0/weights', '/opt/ml/model']) };
    const evaluate = quality('Evaluate', get('Parameters.Accuracy'));
    const model = get('Steps.Train.ModelArtifacts.S3ModelArtifacts');
    const input = { ProcessingInputs: [{ InputName: 'model', S3Input: { S3Uri: model, LocalPath: '/opt/ml/processing/model', S3DataType: 'S3Prefix', S3InputMode: 'File' } }] };
    const register = { Name: 'Register', Type: 'RegisterModel', Arguments: { ModelPackageGroupName: 'whole', InferenceSpecification: { Containers: [{ Image: IMAGE, ModelDataUrl: model }], SupportedContentTypes: ['text/csv'], SupportedResponseMIMETypes: ['text/csv'] } } };
    const name = await create('whole', [train, { ...evaluate, Arguments: { ...evaluate.Arguments, ...input } }, enough('Evaluate', [register], [processing('Else', ['true'])])], { Parameters: [{ Name: 'Accuracy', Type: 'String', DefaultValue: '0.9' }] });
    const arn = await start(name);
    expect(await ended(arn)).toMatchObject({ PipelineExecutionStatus: 'Succeeded' });
    const { Register, IsEvaluateEnough, ...others } = await steps(arn);
    expect(IsEvaluateEnough.Metadata?.Condition?.Outcome).toBe('True');
    expect(Object.keys(others).sort()).toEqual(['Evaluate', 'Train']);
    const version = await client.send(new DescribeModelPackageCommand({ ModelPackageName: Register.Metadata?.RegisterModel?.Arn }));
    expect(version).toMatchObject({ ModelPackageVersion: 1, ModelApprovalStatus: 'PendingManualApproval' });
    expect(version.InferenceSpecification?.Containers?.[0].ModelDataUrl).toMatch(/^s3:\/\/models\/trained\/pipelines-\w+-Train-.*\/output\/model\.tar\.gz$/);
    const worse = await start(name, { Accuracy: '0.7' });
    await ended(worse);
    expect(await statuses(worse)).toMatchObject({ Else: 'Succeeded', IsEvaluateEnough: 'Succeeded' });
    expect(await statuses(worse)).not.toHaveProperty('Register');
  });

  test('reads property files of steps inside of a condition, too', async () => {
    const inner = [quality('Inner', '0.9'), enough('Inner', [processing('Deep', ['true'])])];
    const name = await create('nested', [{ Name: 'Always', Type: 'Condition', Arguments: { Conditions: [{ Type: 'Equals', LeftValue: 1, RightValue: 1 }], IfSteps: inner, ElseSteps: [] } }]);
    const arn = await start(name);
    expect((await ended(arn)).FailureReason).toBeUndefined();
    expect(await statuses(arn)).toEqual({ Always: 'Succeeded', Inner: 'Succeeded', IsInnerEnough: 'Succeeded', Deep: 'Succeeded' });
  });

  test('puts parameters, its own facts and earlier steps\' facts into what a step is told', async () => {
    const join = (On: string, Values: unknown[]) => ({ 'Std:Join': { On, Values } });
    const name = await create('told', [
      processing('First', [], { Arguments: says('first') }),
      processing('Second', [], { Arguments: says(join('|', [get('Parameters.Word'), get('Parameters.Number'), get('Execution.PipelineName'), get('Steps.First.ExitMessage'), join('/', ['a', get('Steps.First.AppSpecification.ImageUri')])])) }),
    ], { Parameters: [{ Name: 'Word', Type: 'String', DefaultValue: 'default' }, { Name: 'Number', Type: 'Integer', DefaultValue: 7 }] });
    const arn = await start(name, { Word: 'given' });
    await ended(arn);
    expect(await said(arn, 'Second')).toBe('given|7|told|first|a/tests/python');
  });

  test('runs steps side by side that do not need each other, and after what they depend on', async () => {
    const meet = (mine: string, other: string) => ['bash', '-c', `touch ${cloud.temporary}/${mine}; until [ -e ${cloud.temporary}/${other} ]; do read -t 0.05 < <(:); done; true`];
    const name = await create('meeting', [processing('C', ['ls', `${cloud.temporary}/a`, `${cloud.temporary}/b`], { DependsOn: ['A', 'B'] }), processing('A', meet('a', 'b')), processing('B', meet('b', 'a'))]);
    const arn = await start(name);
    expect((await ended(arn)).FailureReason).toBeUndefined();
    expect(await statuses(arn)).toEqual({ A: 'Succeeded', B: 'Succeeded', C: 'Succeeded' });
  });

  test('looks at its job as that begins, and when it has ended', async () => {
    const arn = await start(await create('looking', [processing('Works', ['sleep', '1'])]));
    await ended(arn);
    const job = (await steps(arn)).Works.Metadata?.ProcessingJob?.Arn;
    await client.send(new DescribePipelineCommand({ PipelineName: 'looking' }));
    const trace = await eventually(async () => {
      const entries = readTrace(path.join(cloud.local.state, TRACE_FOLDER));
      return entries.some(({ action, resource }) => action === 'sagemaker:DescribePipeline' && resource.endsWith('/looking')) ? entries : undefined;
    }, 'the trace of the last request');
    expect(trace.filter(({ action, resource }) => action === 'sagemaker:DescribeProcessingJob' && resource === job)).toHaveLength(2);
  });

  test('fails with its step, for the step\'s own reason, and begins nothing after it', async () => {
    const name = await create('failing', [processing('Breaks', ['bash', '-c', 'echo the rows are wrong > $0; exit 2', '/opt/ml/output/message']), processing('After', ['true'], { DependsOn: ['Breaks'] })]);
    const arn = await start(name);
    expect(await ended(arn)).toMatchObject({ PipelineExecutionStatus: 'Failed', FailureReason: 'Step failure: One or multiple steps failed: Breaks.' });
    const { Breaks, ...others } = await steps(arn);
    expect(Breaks.FailureReason).toBe('ClientError: AlgorithmError: the rows are wrong, exit code: 2');
    expect(others).toEqual({});
  });

  test('fails at a Fail step with its message', async () => {
    const name = await create('by-fail', [{ Name: 'Refuse', Type: 'Fail', Arguments: { ErrorMessage: { 'Std:Join': { On: ' ', Values: ['not', get('Parameters.Why')] } } } }], { Parameters: [{ Name: 'Why', Type: 'String', DefaultValue: 'good enough' }] });
    const arn = await start(name);
    expect((await ended(arn)).PipelineExecutionStatus).toBe('Failed');
    expect((await steps(arn)).Refuse.FailureReason).toBe('ClientError: not good enough');
  });

  test('whose role may not make a job fails with that reason', async () => {
    const name = await create('may-not', [processing('Work', ['true'])]);
    const RoleArn = await cloud.role('makes-nothing', 'sagemaker.amazonaws.com', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }]);
    await client.send(new UpdatePipelineCommand({ PipelineName: name, RoleArn }));
    const arn = await start(name);
    await ended(arn);
    expect((await steps(arn)).Work.FailureReason).toMatch(/AccessDeniedException: .*sagemaker:CreateProcessingJob/);
  });

  test('that is stopped stops its job, and ends once', async () => {
    const name = await create('stopped', [processing('Long', [...python('import time', 'time.sleep(120)'), 'mark-of-step']), processing('After', ['true'], { DependsOn: ['Long'] })]);
    const PipelineExecutionArn = await start(name);
    await eventually(async () => cloud.processesWith('mark-of-step').length > 0, 'the step at work');
    await client.send(new StopPipelineExecutionCommand({ PipelineExecutionArn, ClientRequestToken: 'x'.repeat(32) }));
    expect((await ended(PipelineExecutionArn)).PipelineExecutionStatus).toBe('Stopped');
    expect(await statuses(PipelineExecutionArn)).toEqual({ Long: 'Stopped' });
    expect(cloud.processesWith('mark-of-step')).toEqual([]);
    await expect(client.send(new StopPipelineExecutionCommand({ PipelineExecutionArn, ClientRequestToken: 'y'.repeat(32) }))).rejects.toThrow(/is Stopped/);
    expect((await ended(PipelineExecutionArn)).PipelineExecutionStatus).toBe('Stopped');
  });

  test('keeps the definition that it began with, and EventBridge hears of it', async () => {
    const events = await cloud.watch('aws.sagemaker');
    const name = await create('updated', [processing('Old', ['true'])]);
    const PipelineExecutionArn = await start(name);
    await client.send(new UpdatePipelineCommand({ PipelineName: name, PipelineDefinition: JSON.stringify({ Version: '2020-12-01', Steps: [] }) }));
    await ended(PipelineExecutionArn);
    expect((await client.send(new DescribePipelineDefinitionForExecutionCommand({ PipelineExecutionArn }))).PipelineDefinition).toContain('"Old"');
    const seen = await eventually(async () => {
      const mine = (await events()).filter(({ detail }) => detail.pipelineExecutionArn === PipelineExecutionArn);
      return mine.length === 4 && mine;
    }, 'four events');
    expect(seen.map(({ detail }) => detail.currentPipelineExecutionStatus ?? `${detail.stepName} ${detail.currentStepStatus}`)).toEqual(['Executing', 'Old Executing', 'Old Succeeded', 'Succeeded']);
  });
});

describe('a pipeline', () => {
  test.each([
    ['a step of a type that does not run', [{ Name: 'A', Type: 'Lambda', Arguments: {} }], 'step A is of type Lambda, which is not in the table of what runs'],
    ['two steps of one name', [{ Name: 'A', Type: 'Fail', Arguments: {} }, { Name: 'A', Type: 'Fail', Arguments: {} }], 'two steps are named A'],
    ['a step that is not there', [{ Name: 'A', Type: 'Fail', Arguments: { ErrorMessage: { Get: 'Steps.B.X' } } }], 'step A refers to B, which is no step'],
    ['steps that wait for each other', [{ Name: 'A', Type: 'Fail', Arguments: {}, DependsOn: ['B'] }, { Name: 'B', Type: 'Fail', Arguments: {}, DependsOn: ['A'] }], 'the steps A, B wait for each other'],
  ])('with %s is refused', async (_, definition, message) => {
    await expect(create('refused', definition)).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining(message) });
  });

  test('checks the parameters of a start', async () => {
    const name = await create('checked', [], { Parameters: [{ Name: 'Number', Type: 'Integer', DefaultValue: 1 }, { Name: 'Must', Type: 'String' }, { Name: 'Size', Type: 'String', DefaultValue: 's', EnumValues: ['s', 'l'] }] });
    await expect(start(name, { Number: 'many', Other: '1', Size: 'xl' })).rejects.toThrow('there is no parameter Other; parameter Number is "many": it must be a number; parameter Must has neither a value nor a default; parameter Size is "xl": it must be one of s, l');
  });

  test('is found and goes', async () => {
    const PipelineName = await create('kept', []);
    expect(await client.send(new DescribePipelineCommand({ PipelineName }))).toMatchObject({ PipelineName, RoleArn: learning.role, PipelineStatus: 'Active' });
    const arn = await start(PipelineName);
    expect((await client.send(new ListPipelineExecutionsCommand({ PipelineName }))).PipelineExecutionSummaries).toEqual([expect.objectContaining({ PipelineExecutionArn: arn })]);
    await client.send(new DeletePipelineCommand({ PipelineName, ClientRequestToken: 'x'.repeat(32) }));
    expect((await client.send(new ListPipelinesCommand({}))).PipelineSummaries?.map((one) => one.PipelineName)).not.toContain(PipelineName);
    await expect(start(PipelineName)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});
