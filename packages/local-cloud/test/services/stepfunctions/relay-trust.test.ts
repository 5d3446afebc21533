import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { EmulatorApiError } from '../../../src/gateway/emulator-api';
import { Relay } from '../../../src/services/stepfunctions/relay';

const PLACE = { account: '111111111111', region: 'eu-west-1' };
const arn = (rest: string, at = `${PLACE.region}:${PLACE.account}`) => `arn:aws:states:${at}:${rest}`;
const MACHINE = arn('stateMachine:m');
const EXECUTION = arn('execution:m:e');
const MESSAGE = { Token: 'live', Execution: EXECUTION, StateMachine: MACHINE, Resource: 'arn:aws:states:::aws-sdk:s3:deleteObject', Parameters: {} };

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'relay-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Gives a relay one message. @returns what it performed, the places that it asked, and its log */
async function told(message: object, execution: object = { status: 'RUNNING', stateMachineArn: MACHINE }) {
  const performed: string[] = [];
  const asked = new Set<string>();
  const lines: string[] = [];
  let given = 0;
  let read: () => void = () => undefined;
  const taken = new Promise<void>((resolve) => { read = resolve; });
  const answers: Record<string, (input: any) => unknown> = {
    ReceiveMessage: () => {
      if (given++ === 0) return { Messages: [{ Body: JSON.stringify(message), ReceiptHandle: 'r' }] };
      read();
      return new Promise((resolve) => setTimeout(resolve, 20, {}));
    },
    DescribeExecution: () => execution,
    DescribeStateMachine: () => ({ roleArn: 'arn:aws:iam::111111111111:role/r' }),
    SendTaskHeartbeat: ({ taskToken }) => { if (taskToken !== 'live') throw new EmulatorApiError('TaskDoesNotExist', 'no such task'); },
  };
  const api = async (place: typeof PLACE, _: string, operation: string, input: object) => {
    asked.add(`${place.account}/${place.region}`);
    return (await answers[operation]?.(input)) ?? {};
  };
  const session = async () => ({ accessKeyId: 'a', secretAccessKey: 's' });
  const log = { write: (_: string, line: string) => void lines.push(line) };
  const perform = async ({ resource }: { readonly resource: string }) => performed.push(resource);
  const relay = new Relay({ assumeServiceRole: session, assumeRole: session, log }, api, { perform }, folder);
  await relay.listen(PLACE);
  await taken;
  for (let look = 0; look < 100 && lines.length === 0; look++) await new Promise((resolve) => setTimeout(resolve, 5));
  await relay.close();
  return { performed, asked: [...asked], lines };
}

test('what a running execution of the machine asks for is done', async () => {
  expect(await told(MESSAGE)).toMatchObject({ performed: [MESSAGE.Resource] });
});

test.each([
  ['a machine of another account', { StateMachine: arn('stateMachine:m', 'eu-west-1:999999999999') }],
  ['an execution of another account', { Execution: arn('execution:m:e', 'eu-west-1:999999999999') }],
  ['a machine of another region', { StateMachine: arn('stateMachine:m', 'us-east-1:111111111111') }],
  ['a token that there is not', { Token: 'made-up' }],
  ['no machine', { StateMachine: undefined }],
  ['something that is no ARN', { Execution: { a: 1 } }],
])('nothing is done, nor asked elsewhere, for %s', async (_, forged) => {
  const { performed, asked, lines } = await told({ ...MESSAGE, ...forged });
  expect({ performed, asked }).toEqual({ performed: [], asked: ['111111111111/eu-west-1'] });
  expect(lines).toEqual([expect.stringContaining('is not done')]);
});

test.each([
  ['has ended', { status: 'SUCCEEDED', stateMachineArn: MACHINE }],
  ['is another machine\'s', { status: 'RUNNING', stateMachineArn: arn('stateMachine:other') }],
])('nothing is done for an execution that %s', async (_, execution) => {
  expect((await told(MESSAGE, execution)).performed).toEqual([]);
});
