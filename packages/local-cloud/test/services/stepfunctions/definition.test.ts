import { loweredDefinition, originalDefinition } from '../../../src/services/stepfunctions/definition';
import { withoutCarrier } from '../../../src/services/stepfunctions/relayed-task';

const machine = (states: object, more: object = {}) => JSON.stringify({ StartAt: 'A', States: states, ...more });
const lowered = (text: string): any => JSON.parse(loweredDefinition(text) ?? 'null');
const PUT = 'arn:aws:states:::aws-sdk:s3:putObject';

test.each([
  ['a function by its ARN', { Resource: 'arn:aws:lambda:eu-west-1:111111111111:function:f' }],
  ['lambda:invoke', { Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' }],
  ['a nested execution', { Resource: 'arn:aws:states:::states:startExecution.sync:2' }],
  ['an activity', { Resource: 'arn:aws:states:eu-west-1:111111111111:activity:a', Credentials: { RoleArn: 'r' } }],
])('%s is left to the emulator', (_, task) => {
  expect(loweredDefinition(machine({ A: { Type: 'Task', End: true, ...task } }))).toBeUndefined();
});

test.each([
  PUT, 'arn:aws-us-gov:states:::aws-sdk:sagemaker:createModel', 'arn:aws:states:::sagemaker:createTrainingJob.sync', 'arn:aws:states:::codebuild:startBuild.sync', 'arn:aws:states:::glue:startJobRun.sync',
  'arn:aws:states:::events:putEvents', 'arn:aws:states:::dynamodb:putItem', 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
])('%s goes through the relay', (Resource) => {
  const { Resource: carrier, Parameters } = lowered(machine({ A: { Type: 'Task', Resource, Parameters: { 'a.$': '$.b' }, End: true } })).States.A;
  expect(Parameters.MessageBody).toMatchObject({ 'Token.$': '$$.Task.Token', Resource, 'Parameters': { 'a.$': '$.b' } });
  expect(withoutCarrier(`"${carrier}"`)).toBe(`"${Resource}"`);
});

test.each(['arn:aws:lambda:eu-west-1:111111111111:function:f', 'arn:aws:states:::lambda:invoke', 'arn:aws:states:::states:startExecution.sync:2'])('with Credentials, %s goes through the relay', (Resource) => {
  const { MessageBody } = lowered(machine({ A: { Type: 'Task', Resource, Credentials: { 'RoleArn.$': '$.role' }, End: true } })).States.A.Parameters;
  expect(MessageBody).toMatchObject({ Resource, 'Credentials': { 'RoleArn.$': '$.role' }, 'Parameters.$': '$' });
});

test('what surrounds a call keeps its place', () => {
  const around = { InputPath: '$.in', ResultSelector: { 'x.$': '$.y' }, ResultPath: '$.out', OutputPath: '$.out', Retry: [{ ErrorEquals: ['States.ALL'] }], Catch: [{ ErrorEquals: ['States.ALL'], Next: 'A' }], TimeoutSeconds: 5, End: true };
  expect(lowered(machine({ A: { Type: 'Task', Resource: PUT, ...around } })).States.A).toMatchObject(around);
});

test('a task in JSONata keeps its arguments and output, and its input where it has none', () => {
  const task = { Type: 'Task', Resource: PUT, Output: '{% $states.result %}', End: true };
  const { A, B } = lowered(machine({ A: { ...task, Arguments: { Key: '{% $k %}' } }, B: task }, { QueryLanguage: 'JSONata' })).States;
  expect(A).toMatchObject({ Output: task.Output, Arguments: { MessageBody: { Token: '{% $states.context.Task.Token %}', Parameters: { Key: '{% $k %}' } } } });
  expect(B.Arguments.MessageBody.Parameters).toBe('{% $states.input %}');
  expect(A.Parameters).toBeUndefined();
});

test('tasks in Map and Parallel states are found, and branches that wait have a context of their own', () => {
  const inner = { StartAt: 'A', States: { A: { Type: 'Task', Resource: PUT, End: true } } };
  const { P, M } = lowered(machine({ P: { Type: 'Parallel', Branches: [inner, inner], Next: 'M' }, M: { Type: 'Map', ItemProcessor: inner, End: true } })).States;
  const carrier = expect.stringContaining('sqs:sendMessage.waitForTaskToken#');
  expect(M.ItemProcessor.States.A.Resource).toEqual(carrier);
  expect(P.Branches[1].States.Branch).toMatchObject({ Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Resource: carrier } } } });
});

test('the original travels inside, to the letter', () => {
  const text = JSON.stringify(JSON.parse(machine({ A: { Type: 'Task', Resource: PUT, End: true } })), undefined, 3);
  expect(originalDefinition(loweredDefinition(text) ?? '')).toBe(text);
  expect(originalDefinition('{}')).toBe('{}');
});

test.each(['', '{', '[]', 'null', '"{}"', '{"StartAt":"A"}'])('what is no definition (%s) is refused', (text) => {
  expect(() => loweredDefinition(text)).toThrow('Invalid State Machine Definition');
});

test('tasks that cannot be are refused before there is a machine, all of them, each with its place', () => {
  const task = (Resource: string) => ({ Type: 'Task', Resource, End: true });
  const inner = { StartAt: 'C', States: { C: task('arn:aws:states:::http:invoke') } };
  const text = machine({ A: task('arn:aws:states:::http:invoke'), B: task('arn:aws:s3:::bucket'), M: { Type: 'Map', ItemProcessor: inner, End: true }, P: { Type: 'Parallel', Branches: [inner], End: true }, D: task(PUT) });
  expect(() => loweredDefinition(text)).toThrow(expect.objectContaining({
    name: 'InvalidDefinition',
    message: expect.stringMatching(new RegExp([
      'INVALID_RESOURCE: local-cloud does not do arn:aws:states:::http:invoke: .*, at /States/A/Resource', 'INVALID_RESOURCE: arn:aws:s3:::bucket is no function, activity or service integration, at /States/B/Resource',
      '/States/M/ItemProcessor/States/C/Resource', '/States/P/Branches\\[0\\]/States/C/Resource$',
    ].join('.*'))),
  }));
});

test.each(['arn:aws:states:::sqs:sendMessage.waitForTaskToken#x', 'arn:aws:states:::sqs:sendMessage.other', 'arn:aws:states:::sqs:sendMessage ', 'arn:aws:states:::sqs:sendMessage:x', 'arn:aws:states:::sqs:sendMessage/activity:a'])(
  'what the emulator would take for a message to a queue, and the relay for nothing, is refused: %j', (Resource) => {
    expect(() => loweredDefinition(machine({ A: { Type: 'Task', Resource, Parameters: { QueueUrl: 'local-cloud-relay', MessageBody: {} }, End: true } }))).toThrow('INVALID_RESOURCE');
  },
);

test.each(['arn:aws:lambda:eu-west-1:111111111111:function:f:live', 'arn:aws-cn:lambda:cn-north-1:111111111111:function:f:$LATEST', 'arn:aws:states:eu-west-1:111111111111:activity:a.b-c'])('%s is a Resource', (Resource) => {
  expect(() => loweredDefinition(machine({ A: { Type: 'Task', Resource, End: true } }))).not.toThrow();
});
