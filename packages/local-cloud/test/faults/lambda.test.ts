import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { CloudFormationClient, CreateStackCommand, DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Environments } from '../../src/processes/environments';
import { CACHE } from '../gateway/running-cloud';
import { below, commandOf } from '../processes/waiting';
import { ACCOUNT, CloudUnderTest, eventually } from '../services/codebuild/cloud-under-test';

const run = promisify(execFile);

/** What the emulator is told to have at most at once. */
const CONCURRENCY = 8;
const BURST = 50;
const CODE = {
  node: {
    Runtime: 'nodejs20.x', answer: 'exports.handler = async ({ n }) => { await new Promise((done) => setTimeout(done, 50)); return { n }; };',
    hang: 'exports.handler = () => new Promise((done) => setTimeout(done, 120000));',
  },
  python: {
    Runtime: 'python3.11', answer: 'import time\ndef handler(event, context):\n    time.sleep(0.05)\n    return {"n": event["n"]}\n',
    hang: 'import time\ndef handler(event, context):\n    time.sleep(120)\n',
  },
};
const LANGUAGES = ['node', 'python'] as const;

/** Invokes a function many times at once, with the SDK's own way to try again what AWS refuses for too many at once. */
const INVOKE = `
import boto3, json, sys
from botocore.config import Config
from concurrent.futures import ThreadPoolExecutor
name, times = sys.argv[1], int(sys.argv[2])
client = boto3.client("lambda", config=Config(retries={"mode": "standard", "total_max_attempts": 30}, max_pool_connections=times, read_timeout=120))
def invoke(n):
    answer = client.invoke(FunctionName=name, Payload=json.dumps({"n": n}))
    return {"error": answer.get("FunctionError"), "payload": json.loads(answer["Payload"].read())}
with ThreadPoolExecutor(times) as pool: print(json.dumps(list(pool.map(invoke, range(times)))))
`;

let cloud: CloudUnderTest;
let python: string;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  ({ python } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator'));
});

afterAll(() => cloud.stop());

/** Creates a stack of these resources. @returns the stack when it has ended, and why its resources failed */
async function stack(StackName: string, Resources: object) {
  const client = cloud.client(CloudFormationClient);
  await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  const ended = await eventually(async () => {
    const { Stacks: [seen] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return !/IN_PROGRESS$/.test(seen.StackStatus ?? '') && seen;
  }, `the end of ${StackName}`);
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  return { status: ended.StackStatus, failures: StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED').map(({ ResourceStatusReason }) => ResourceStatusReason) };
}

function functionOf(FunctionName: string, Runtime: string, ZipFile: string, Timeout = 30) {
  const Trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
  return {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: Trust } },
    Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName, Runtime, Handler: 'index.handler', Timeout, Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { ZipFile } } },
  };
}

async function invoke(name: string, times: number): Promise<{ error: string | null; payload: any }[]> {
  const { stdout } = await run(python, ['-c', INVOKE, name, String(times)], { env: cloud.local.environmentFor(ACCOUNT) });
  return JSON.parse(stdout);
}

/** The workers of a function that live, and the memory of all of them in MB. */
function workers(name: string): { count: number; megabytes: number } {
  const found = below(process.pid).filter((pid) => commandOf(pid).includes(`ministack-lambda-${name}-`));
  return { count: found.length, megabytes: found.reduce((sum, pid) => sum + residentMegabytes(pid), 0) };
}

function residentMegabytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

test.each(LANGUAGES)('%s: a burst of invocations is answered, each with its own, by no more workers at once than there may be', async (language) => {
  const name = `burst-${language}`;
  await stack(name, functionOf(name, CODE[language].Runtime, CODE[language].answer));
  const most = { count: 0, megabytes: 0 };
  let going = true;
  const watching = eventually(async () => {
    const { count, megabytes } = workers(name);
    most.count = Math.max(most.count, count);
    most.megabytes = Math.max(most.megabytes, megabytes);
    return !going;
  }, 'the end of the burst', 150);
  const answers = await invoke(name, BURST).finally(() => { going = false; });
  await watching;
  expect(answers).toEqual(Array.from({ length: BURST }, (_, n) => ({ error: null, payload: { n } })));
  expect(most.count).toBeGreaterThan(0);
  expect(most.count).toBeLessThanOrEqual(CONCURRENCY);
  expect(most.megabytes).toBeLessThan(CONCURRENCY * 100);
}, 180_000);

test.each(LANGUAGES)('%s: a function that hangs ends by its own time-out, in AWS\'s words, and leaves no worker', async (language) => {
  const name = `hang-${language}`;
  await stack(name, functionOf(name, CODE[language].Runtime, CODE[language].hang, 1));
  const [{ error, payload }] = await invoke(name, 1);
  expect(error).toBe('Unhandled');
  expect(payload.errorMessage).toMatch(/Task timed out after 1\.00 seconds/);
  await eventually(async () => workers(name).count === 0, 'the end of its worker');
}, 90_000);

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-customresource.html
test('a custom resource that nobody answers for fails its stack when its ServiceTimeout is over', async () => {
  const waiting = { Type: 'Custom::Waiting', Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, ServiceTimeout: 2 } };
  const { status, failures } = await stack('waits', { ...functionOf('silent', CODE.node.Runtime, 'exports.handler = async () => undefined;'), Waiting: waiting });
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(failures.join()).toMatch(/Waiting.* timed out after 2s/);
}, 90_000);

test('the function of a custom resource that fails at first is tried again, as Lambda does with what is asynchronous', async () => {
  const answer = 'fetch(event.ResponseURL, { method: "PUT", body: JSON.stringify({ Status: "SUCCESS", PhysicalResourceId: "made", StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId }) })';
  // it counts in a file: what failed may be tried by another worker
  const code = `const fs = require("fs"); exports.handler = async (event) => { const file = require("os").tmpdir() + "/" + event.RequestId; fs.appendFileSync(file, "x"); `
    + `if (fs.statSync(file).size < 3) throw new Error("not yet"); await ${answer}; };`;
  // without further tries the stack would wait as long as this
  const resource = { Type: 'Custom::Late', Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, ServiceTimeout: '30' } };
  expect(await stack('late', { ...functionOf('late', 'nodejs20.x', code), Late: resource })).toEqual({ status: 'CREATE_COMPLETE', failures: [] });
}, 120_000);
