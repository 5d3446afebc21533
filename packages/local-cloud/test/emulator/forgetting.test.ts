import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudWatchLogsClient, CreateLogGroupCommand, CreateLogStreamCommand, paginateDescribeLogStreams, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { Emulator } from '../../src/emulator/emulator';
import { Environments } from '../../src/processes/environments';
import { CACHE } from '../gateway/running-cloud';

/** What `environments/forgetting.py` says of a log group. */
const MOST_STREAMS = 500;
const TOO_MANY = 5;
const HOUR_MILLISECONDS = 3_600_000;

let folder: string;
let emulator: Emulator;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'emulator-'));
  await start();
}, 30_000);
afterEach(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
}, 60_000);

async function start(): Promise<void> {
  const { python } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator');
  emulator = await Emulator.start({ python, folder: path.join(folder, 'emulator'), region: 'eu-west-1', gatewayEndpoint: 'http://127.0.0.1:1' });
}

const logs = () => new CloudWatchLogsClient({ endpoint: `http://127.0.0.1:${emulator.port}`, region: 'eu-west-1', credentials: { accessKeyId: '111111111111', secretAccessKey: 'root' } });
const stateFile = () => path.join(folder, 'emulator', 'state', 'cloudwatch_logs.json');
const nameOf = (index: number) => `stream-${String(index).padStart(4, '0')}`;

async function group(logGroupName: string, end: number): Promise<void> {
  await logs().send(new CreateLogGroupCommand({ logGroupName }));
  await streams(logGroupName, 0, end);
}

async function streams(logGroupName: string, begin: number, end: number): Promise<void> {
  const client = logs();
  for (let index = begin; index < end; index++) await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName: nameOf(index) }));
}

async function write(logGroupName: string, logStreamName: string, message: string): Promise<void> {
  await logs().send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ timestamp: Date.now(), message }] }));
}

async function streamsOf(logGroupName: string): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { logStreams = [] } of paginateDescribeLogStreams({ client: logs() }, { logGroupName })) found.push(...logStreams.map(({ logStreamName }) => logStreamName));
  return found;
}

/** Everything in the saved logs was an hour ago. */
function age(): void {
  writeFileSync(stateFile(), readFileSync(stateFile(), 'utf8').replace(/("(?:creationTime|lastIngestionTime)": ?)(\d{13})/g, (_, name: string, time: string) => `${name}${Number(time) - HOUR_MILLISECONDS}`));
}

test('of a log group the newest streams are kept, and those that may still be written to', async () => {
  await group('many', 2);
  await write('many', nameOf(1), 'said long ago');
  await streams('many', 2, MOST_STREAMS + TOO_MANY);
  await group('few', TOO_MANY);
  await emulator.stop();
  age();
  // before anything of it is forgotten, which on a slow machine is before the rest of this test
  expect(readFileSync(stateFile(), 'utf8')).toContain('said long ago');
  await start();
  await write('many', nameOf(0), 'said now');
  await group('new', MOST_STREAMS + TOO_MANY);
  await emulator.stop();
  const saved = readFileSync(stateFile(), 'utf8');
  await start();
  // the first was written to just now, so the next ones are the oldest
  const kept = [0, ...Array.from({ length: MOST_STREAMS - 1 }, (_, index) => index + TOO_MANY + 1)];
  expect(await streamsOf('many')).toEqual(kept.map(nameOf));
  expect(await streamsOf('few')).toHaveLength(TOO_MANY);
  expect(await streamsOf('new')).toHaveLength(MOST_STREAMS + TOO_MANY);
  expect(saved).not.toContain('said long ago');
  expect(saved).toContain('said now');
}, 120_000);
