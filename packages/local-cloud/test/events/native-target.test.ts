import { nativeTarget } from '../../src/events/native-target';

const calls: any[] = [];
const target = nativeTarget(async (account, region, service, request) => void calls.push({ account, region, service, ...request }));
const deliver = async (arn: string, more: object = {}) => {
  calls.length = 0;
  await target.deliver(arn, '{"x":1}', undefined, more);
  return calls;
};
const at = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:222222222222:${resource}`;

test('a function is invoked as an event, in its own account', async () => {
  expect(await deliver(at('lambda', 'function:f'))).toEqual([expect.objectContaining({ account: '222222222222', region: 'eu-west-1', service: 'lambda', body: '{"x":1}', headers: { 'x-amz-invocation-type': 'Event' } })]);
});

test('a state machine is started', async () => {
  const [call] = await deliver(at('states', 'stateMachine:m'));
  expect([call.headers['x-amz-target'], JSON.parse(call.body)]).toEqual(['AWSStepFunctions.StartExecution', { stateMachineArn: at('states', 'stateMachine:m'), input: '{"x":1}' }]);
});

test('a queue gets a message, in the group that the target names', async () => {
  const [call] = await deliver(at('sqs', 'q.fifo'), { SqsParameters: { MessageGroupId: 'g' } });
  expect(JSON.parse(call.body)).toEqual({ QueueUrl: 'http://sqs.eu-west-1.amazonaws.com/222222222222/q.fifo', MessageBody: '{"x":1}', MessageGroupId: 'g' });
});

test('a topic gets a message', async () => {
  const [call] = await deliver(at('sns', 't'));
  expect(Object.fromEntries(new URLSearchParams(call.body))).toMatchObject({ Action: 'Publish', TopicArn: at('sns', 't'), Message: '{"x":1}' });
});

test('a log group gets a stream with the event', async () => {
  const [stream, events] = await deliver(at('logs', 'log-group:/aws/events/x:*'));
  expect(JSON.parse(stream.body).logGroupName).toBe('/aws/events/x');
  expect(JSON.parse(events.body)).toMatchObject({ logStreamName: JSON.parse(stream.body).logStreamName, logEvents: [{ message: '{"x":1}' }] });
});

test('another service is refused by name', async () => {
  await expect(deliver(at('kinesis', 'stream/s'))).rejects.toThrow('targets of kinesis are not in the table of what runs, lambda, states, sqs, sns, logs are');
});
