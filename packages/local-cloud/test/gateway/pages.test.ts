import * as http from 'node:http';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type RunningCloud, runningCloud } from './running-cloud';

const ACCOUNT = '111111111111';
const SIGNED = `?X-Amz-Credential=${ACCOUNT}%2F20260101%2Feu-west-1%2Fsqs%2Faws4_request&X-Amz-Signature=00`;

let running: RunningCloud;
let port: string;
beforeAll(async () => {
  running = await runningCloud();
  ({ port } = new URL(running.cloud.endpoint));
  const s3 = new S3Client(running.cloud.clientOptions(running.cloud.credentialsOf(ACCOUNT)));
  await s3.send(new CreateBucketCommand({ Bucket: 'pages', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
  await s3.send(new PutObjectCommand({ Bucket: 'pages', Key: 'a', Body: 'text' }));
}, 60_000);
afterAll(() => running.close());

/** A request as any program may write it: fetch would not let us choose these headers. */
function ask(path: string, headers: http.OutgoingHttpHeaders, body?: string): Promise<{ readonly status?: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => { text += chunk.toString(); }).once('end', () => resolve({ status: answer.statusCode, text }));
    });
    request.once('error', reject).end(body);
  });
}

const authorization = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=0`;
const form = (headers: http.OutgoingHttpHeaders) => ask(`/${SIGNED}`, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, 'Action=CreateQueue&QueueName=forged&Version=2012-11-05');
const own = () => `127.0.0.1:${port}`;

test.each([
  ['another site', () => ({ 'sec-fetch-site': 'cross-site' }), /a page of another site.*from a program/s],
  ['another port of this machine', () => ({ 'sec-fetch-site': 'same-site' }), /a page of another site/],
  ['another origin', () => ({ origin: 'https://example.com' }), /https:\/\/example\.com/],
  ['no origin at all', () => ({ origin: 'null' }), /a page of another site/],
  ['another port, told by its origin', () => ({ origin: 'http://127.0.0.1:1' }), /http:\/\/127\.0\.0\.1:1/],
  ['a name that was pointed here', () => ({ host: 'attacker.example' }), /attacker\.example.*127\.0\.0\.1/s],
  ['a bucket\'s name that was pointed here', () => ({ host: 'pages.s3.attacker.example' }), /attacker\.example/],
])('a form that a page of %s sends is refused', async (_, headers, said) => {
  const { status, text } = await form(headers());
  expect({ status, text }).toEqual({ status: 403, text: expect.stringMatching(said) });
});

test.each(['/_local/identity', '/v1/repos/any/info/refs?service=git-upload-pack'])('%s is no page\'s either', async (path) => {
  expect((await ask(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await ask(path, { host: 'attacker.example' })).status).toBe(403);
});

test('programs, the gateway\'s own pages and the user\'s address line get through', async () => {
  expect(await form({ authorization })).toMatchObject({ status: 200 });
  expect((await form({ authorization, 'host': `localhost:${port}`, 'origin': `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await ask('/_local/identity', { 'host': own(), 'sec-fetch-site': 'none' })).status).toBe(200);
  expect((await ask('/v1/repos/any/info/refs?service=git-upload-pack', { 'host': own(), 'user-agent': 'git/2.39' })).status).toBe(401);
});

test('a bucket is found by its own name on this machine', async () => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/eu-west-1/s3/aws4_request, SignedHeaders=host, Signature=0`;
  expect(await ask('/a', { host: `pages.s3.localhost:${port}`, authorization })).toMatchObject({ status: 200, text: 'text' });
});

test('the SDK gets through', async () => {
  const s3 = new S3Client({ ...running.cloud.clientOptions(running.cloud.credentialsOf(ACCOUNT)), endpoint: `http://localhost:${port}` });
  expect((await s3.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
});

test('the queue from which Tasks of state machines are taken is nobody\'s', async () => {
  const sqs = (target: string, input: object, service = 'sqs') => ask('/', {
    'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${target}`, 'authorization': `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  }, JSON.stringify(input));
  expect((await sqs('CreateQueue', { QueueName: 'mine' })).status).toBe(200);
  for (const service of ['sqs', 's3', 'sns']) expect(await sqs('CreateQueue', { QueueName: 'local-cloud-relay' }, service)).toEqual({ status: 403, text: expect.stringContaining('use another name') });
  const unsigned = await ask('/', { 'content-type': 'application/x-www-form-urlencoded' }, `Action=SendMessage&MessageBody=x&QueueUrl=http%3A%2F%2F127.0.0.1%2F${ACCOUNT}%2Flocal-cloud-relay`);
  expect(unsigned).toEqual({ status: 403, text: expect.stringContaining('use another name') });
});
