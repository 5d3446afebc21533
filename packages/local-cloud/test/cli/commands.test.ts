import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import * as path from 'node:path';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { runs, until } from '../processes/waiting';
import { CommandLine } from './command-line';

const SECONDS = 60_000;
const pidFile = ({ state }: CommandLine) => path.join(state, 'pid');
const left = (processes: readonly number[]) => processes.filter(runs);
const s3Of = ({ running: { endpoint, region } }: CommandLine) =>
  new S3Client({ endpoint, region, credentials: { accessKeyId: '111111111111', secretAccessKey: 'any' }, forcePathStyle: true, maxAttempts: 1 });

describe('a cloud that was started', () => {
  const line = new CommandLine();
  let started: string;
  beforeAll(async () => { started = (await line.run('up')).output.replace(/process \d+/, ''); }, SECONDS);
  afterAll(async () => {
    await line.run('down');
    line.close();
  }, SECONDS);

  test('says where it is, and with which variables it is spoken to', async () => {
    const { endpoint, pid } = line.running;
    const { code, output } = await line.run('status');
    expect(code).toBe(0);
    expect(output.replace(/process \d+/, '')).toBe(started);
    expect(output).toContain(`running at ${endpoint}, region eu-west-1, process ${pid}`);
    expect(output).toContain(`export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1 AWS_ACCESS_KEY_ID=111111111111`);
  }, SECONDS);

  test('is not started twice', async () => {
    const { endpoint, pid } = line.running;
    const second = await line.run('up');
    expect(second).toEqual({ code: 1, output: `local-cloud: a local cloud runs at ${endpoint} already (process ${pid}): "local-cloud down" stops it\n` });
    expect((await line.run('serve')).output).toContain(`${line.state} is in use by process ${pid}: stop it with "local-cloud down"`);
    expect(line.running.pid).toBe(pid);
  }, SECONDS);

  test('shows its logs, and names those that there are when asked for another', async () => {
    await s3Of(line).send(new ListBucketsCommand({}));
    writeFileSync(path.join(line.state, 'logs', 'gateway.log'), 'a line of the gateway\n');
    expect(await line.run('logs', 'gateway')).toEqual({ code: 0, output: '== gateway.log\na line of the gateway\n' });
    const other = await line.run('logs', 'gatway');
    expect(other.code).toBe(1);
    expect(other.output).toMatch(/there is no such log in .*logs: .*gateway/);
  }, SECONDS);

  test('forgets what it holds, at the address it had', async () => {
    const before = line.running;
    await s3Of(line).send(new CreateBucketCommand({ Bucket: 'forgotten', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }));
    expect((await line.run('reset')).code).toBe(0);
    expect(line.running).toMatchObject({ endpoint: before.endpoint, region: before.region });
    expect(line.running.pid).not.toBe(before.pid);
    expect((await s3Of(line).send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  }, SECONDS);
});

describe('the table', () => {
  const line = new CommandLine();
  afterAll(() => line.close());

  test('is printed without a cloud, of one service too', async () => {
    const { code, output } = await line.run('table', 'codebuild');
    expect(code).toBe(0);
    expect(output).toMatch(/^codebuild: \d+ of 59 operations run\n[^]* {2}runs +StartBuild +takes overrides[^]* {2}runs +AWS::CodeBuild::Project/);
    expect(await line.run('table', 'batch')).toMatchObject({ code: 1, output: expect.stringContaining('the table has no service batch: there are') });
  }, SECONDS);
});

describe('an end', () => {
  let line: CommandLine;
  beforeEach(() => { line = new CommandLine(); });
  afterEach(() => line.close());

  test('by "down" leaves no process and no file that says it runs', async () => {
    await line.run('up');
    const { processes, running } = line;
    expect(processes.length).toBeGreaterThan(1);
    expect(await line.run('down')).toEqual({ code: 0, output: `stopped ${running.endpoint}\n` });
    await until('no process is left', () => left(processes).length === 0);
    expect([existsSync(pidFile(line)), existsSync(path.join(line.state, 'local-cloud.json'))]).toEqual([false, false]);
    expect(await line.run('down')).toEqual({ code: 0, output: `no local cloud runs in ${line.state}\n` });
    expect((await line.run('status')).code).toBe(3);
  }, SECONDS);

  test.each(['SIGINT', 'SIGTERM'] as const)('by %s leaves no process and no pid file', async (signal) => {
    const serving = line.start('serve');
    await until('it runs', () => existsSync(path.join(line.state, 'local-cloud.json')), 30);
    const { processes } = line;
    serving.kill(signal);
    expect((await serving.finished).code).toBe(0);
    await until('no process is left', () => left(processes).length === 0);
    expect(existsSync(pidFile(line))).toBe(false);
  }, SECONDS);

  test('of what "up" started, by a signal that it cannot see, is told at once', async () => {
    const starting = line.start('up');
    await until('it starts', () => existsSync(pidFile(line)), 30);
    process.kill(Number(readFileSync(pidFile(line), 'utf8')), 'SIGKILL');
    expect(await starting.finished).toMatchObject({ code: 1, output: expect.stringContaining('local-cloud: it did not start') });
    rmSync(pidFile(line));
  }, 20_000);

  test('by a signal to "up" that is still starting leaves no process and no pid file', async () => {
    const starting = line.start('up');
    await until('it starts', () => existsSync(path.join(line.state, 'emulator', 'emulator.log')), 30);
    const pid = Number(readFileSync(pidFile(line), 'utf8'));
    starting.kill('SIGINT');
    expect(await starting.finished).toEqual({ code: 1, output: 'local-cloud: stopped by SIGINT\n' });
    await until('no process is left', () => !runs(pid) && left(line.started).length === 0);
    expect(existsSync(pidFile(line))).toBe(false);
  }, SECONDS);

  test('of the emulator is told by every call and by "status", and "down" still ends everything', async () => {
    await line.run('up');
    const { processes } = line;
    const [emulator] = line.emulators;
    process.kill(emulator, 'SIGKILL');
    await until('the emulator is gone', () => !runs(emulator));
    const list = () => s3Of(line).send(new ListBucketsCommand({})).then(() => undefined, (error: Error) => error);
    await until('calls say so', async () => (await list())?.message.includes('the emulator ended by SIGKILL'));
    expect(await list()).toMatchObject({ name: 'ServiceUnavailable', $metadata: { httpStatusCode: 410 } });
    const status = await line.run('status');
    expect(status.code).toBe(1);
    expect(status.output).toContain('the emulator ended by SIGKILL, and with it all since it last saved: "local-cloud down" and "up" go on from there, "local-cloud reset" starts anew');
    expect((await line.run('down')).code).toBe(0);
    await until('no process is left', () => left(processes).length === 0);
    expect(existsSync(pidFile(line))).toBe(false);
  }, SECONDS);
});

describe('a start that cannot be', () => {
  let line: CommandLine;
  beforeEach(() => { line = new CommandLine(); });
  afterEach(() => line.close());

  test('on a port that is taken is told, and leaves no process', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve); });
    const { port } = taken.address() as AddressInfo;
    const { code, output } = await line.run('up', '--port', String(port));
    taken.close();
    expect(code).toBe(1);
    expect(output).toContain(`port ${port} is taken: say another with --port, or 0 for a free one`);
    expect(left(line.started)).toEqual([]);
    expect(existsSync(pidFile(line))).toBe(false);
  }, SECONDS);

  test('an unknown command shows those that there are', async () => {
    const { code, output } = await line.run('upp');
    expect(code).toBe(2);
    expect(output).toMatch(/^local-cloud: there is no command upp\n\nlocal-cloud up /);
  }, SECONDS);

  test('asked for help it gives it', async () => {
    expect(await line.run('--help')).toMatchObject({ code: 0, output: expect.stringMatching(/^local-cloud up /) });
    expect(await line.run('deploy', '--help')).toMatchObject({ code: 0, output: expect.stringMatching(/^local-cloud up /) });
  }, SECONDS);

  test('where nothing ran there is no record that could look clean', async () => {
    expect(await line.run('trace', '--denied')).toEqual({ code: 1, output: `local-cloud: no local cloud has run in ${line.state}: "local-cloud up" starts one, and --state names the folder of another\n` });
  }, SECONDS);

  test('a deployment of what is no assembly, or to nowhere, is told', async () => {
    expect(await line.run('deploy')).toMatchObject({ code: 2, output: expect.stringMatching(/^local-cloud: the folder of a cloud assembly is missing: .* "local-cloud deploy cdk\.out"\n\nlocal-cloud up /) });
    expect(await line.run('destroy', line.folder)).toMatchObject({ code: 1, output: expect.stringMatching(/is no cloud assembly, it has no manifest\.json: .* "local-cloud destroy cdk\.out"\n$/) });
    expect(await line.run('deploy', '--prt', '1', line.folder)).toMatchObject({ code: 2, output: expect.stringMatching(/^local-cloud: not understood: --prt\n/) });
    writeFileSync(path.join(line.folder, 'manifest.json'), '{}');
    expect(await line.run('deploy', line.folder)).toEqual({ code: 1, output: `local-cloud: no local cloud runs in ${line.state}: "local-cloud up" starts one\n` });
  }, SECONDS);

  test('the process of another program that has the number of ours now is left alone', async () => {
    const other = line.start('serve');
    await until('it runs', () => existsSync(path.join(line.state, 'local-cloud.json')), 30);
    const { endpoint } = line.running;
    const stranger = spawn('sleep', ['60']);
    writeFileSync(path.join(line.state, 'local-cloud.json'), JSON.stringify({ pid: stranger.pid, endpoint, region: 'eu-west-1' }));
    expect(await line.run('down')).toEqual({ code: 0, output: `no local cloud runs in ${line.state}\n` });
    expect(stranger.kill('SIGKILL')).toBe(true);
    expect(await new Promise((resolve) => { stranger.once('exit', (_, signal) => resolve(signal)); })).toBe('SIGKILL');
    other.kill('SIGTERM');
    await other.finished;
  }, SECONDS);
});
