import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Upstream } from '../src/gateway/upstream';
import { Environments } from '../src/processes/environments';
import { Processes } from '../src/processes/processes';
import { type Span, Spans } from '../src/spans';

let heard: Span[];
let spans: Spans;
let folder: string;
beforeEach(() => {
  heard = [];
  spans = new Spans((span) => heard.push(span));
  folder = mkdtempSync(path.join(tmpdir(), 'spans-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a span ends once, and not before it began', () => {
  const end = spans.begin('step', 'train');
  end();
  end();
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatchObject({ work: 'step', name: 'train' });
  expect(heard[0].end).toBeGreaterThanOrEqual(heard[0].start);
});

test('what fails took time too', async () => {
  await expect(spans.during('cdk', 'deploy', async () => { throw new Error('no'); })).rejects.toThrow('no');
  expect(heard.map(({ name }) => name)).toEqual(['deploy']);
});

test('a process is a step from its start to its end; one that serves is none', async () => {
  const processes = new Processes({ tmp: folder, spans });
  const run = (serves: boolean) => processes.start({ command: ['true'], cwd: folder, env: {}, log: () => undefined, serves }).exit;
  await Promise.all([run(false), run(true)]);
  await processes.close();
  expect(heard.map(({ work, name }) => [work, name])).toEqual([['step', 'true']]);
});

test('an installation is told, also one that fails', async () => {
  mkdirSync(path.join(folder, 'cache'));
  const environments = new Environments({ cache: path.join(folder, 'cache'), recipes: { none: {} }, basePython: '/no/python', spans });
  await expect(environments.ensure('none')).rejects.toThrow('/no/python');
  expect(heard.map(({ work, name }) => [work, name])).toEqual([['install', 'none']]);
});

test('a request to the emulator lasts until its answer has been read', async () => {
  const emulator = http.createServer();
  const asked = new Promise<http.ServerResponse>((resolve) => emulator.once('request', (_, response) => resolve(response)));
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  const upstream = new Upstream(spans);
  upstream.port = (emulator.address() as AddressInfo).port;
  const sent = upstream.send('POST', '/queue', {}, Buffer.from('x'));
  const response = await asked;
  await new Promise<void>((resolve) => response.write('half', () => resolve()));
  expect(heard).toEqual([]);
  response.end('whole');
  await sent;
  upstream.close();
  await new Promise((resolve) => emulator.close(resolve));
  expect(heard.map(({ work, name }) => [work, name])).toEqual([['emulator', 'POST /queue']]);
});
