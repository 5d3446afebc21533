import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type RunningCloud, runningCloud } from './running-cloud';

const CALLS = 20;

let running: RunningCloud;
/** Ports to which this process, in which the runner is, has opened a connection. */
const ports: (number | undefined)[] = [];
const note = (message: unknown) => {
  const { socket } = message as { socket: Socket };
  socket.once('connect', () => ports.push(socket.remotePort));
};

beforeAll(async () => {
  running = await runningCloud();
  subscribe('net.client.socket', note);
}, 60_000);

afterAll(async () => {
  unsubscribe('net.client.socket', note);
  await running.close();
}, 60_000);

test('what the runner asks the emulator opens no connection for each question', async () => {
  const { cloud } = running;
  // keys that nobody has seen, of which the emulator is asked with a client of its own each time
  const ask = async (number: number) => {
    const client = new STSClient(cloud.clientOptions({ accessKeyId: `ASIAUNKNOWN${String(number).padStart(9, '0')}`, secretAccessKey: 'none' }));
    await client.send(new GetCallerIdentityCommand({})).catch(() => undefined);
    client.destroy();
  };
  for (let number = 0; number < CALLS; number++) await ask(number);
  const gateway = Number(new URL(cloud.endpoint).port);
  // a user's client has its own, and ends it
  expect(ports.filter((port) => port === gateway)).toHaveLength(CALLS);
  expect(ports.filter((port) => port !== gateway).length).toBeLessThan(CALLS / 4);
}, 60_000);
