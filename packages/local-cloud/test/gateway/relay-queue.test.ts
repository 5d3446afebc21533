import { mayNameQueues, refuseRelayQueue } from '../../src/gateway/relay-queue';

const NAME = 'local-cloud-relay';
const URL_OF_QUEUE = `http://127.0.0.1:4566/111111111111/${NAME}`;
const asked = (body: string, url = '/') => () => refuseRelayQueue(url, Buffer.from(body));
const json = (input: object) => asked(JSON.stringify(input));
const form = (input: Record<string, string>, url?: string) => asked(new URLSearchParams(input).toString(), url);

test.each([
  ['its address', json({ QueueUrl: URL_OF_QUEUE, MessageBody: '{}' })],
  ['its name alone, as the emulator takes it', json({ QueueUrl: NAME })],
  ['an address that ends in a slash', json({ QueueUrl: `${URL_OF_QUEUE}/?a` })],
  ['escapes', asked('{"QueueName":"local\\u002dcloud-relay"}')],
  ['the ARN of a move', json({ SourceArn: 'arn:aws:sqs:eu-west-1:111111111111:other', DestinationArn: `arn:aws:sqs:eu-west-1:111111111111:${NAME}` })],
  ['the queue that another\'s dead letters go to', json({ QueueUrl: 'other', Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:eu-west-1:111111111111:${NAME}` }) } })],
  ['a form', form({ Action: 'SendMessage', QueueUrl: URL_OF_QUEUE })],
  ['a form\'s path', form({ Action: 'SendMessage' }, `/111111111111/${NAME}`)],
  ['a query', form({}, `/?Action=ReceiveMessage&QueueUrl=${encodeURIComponent(URL_OF_QUEUE)}`)],
])('the relay\'s queue is nobody\'s by %s', (_, call) => {
  expect(call).toThrow('local-cloud-relay');
});

test('other queues are left alone, and messages that speak of it', () => {
  expect(json({ QueueUrl: 'mine', MessageBody: `about ${NAME} and ${URL_OF_QUEUE}` })).not.toThrow();
  expect(form({ Action: 'SendMessage', QueueUrl: `http://127.0.0.1/1/${NAME}-2`, MessageBody: NAME })).not.toThrow();
  expect(asked('no JSON')).not.toThrow();
  expect(json({})).not.toThrow();
});

test('bodies are looked at by their target, whatever they say they are, and those of forms and JSON', () => {
  expect(mayNameQueues({ method: 'PUT', headers: { 'x-amz-target': 'AmazonSQS.SendMessage', 'content-type': 'text/plain' } })).toBe(true);
  expect(mayNameQueues({ method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' } })).toBe(true);
  expect(mayNameQueues({ method: 'POST', headers: {} })).toBe(true);
  expect(mayNameQueues({ method: 'PUT', headers: { 'content-type': 'application/octet-stream' } })).toBe(false);
});
