import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Emulator } from '../../src/emulator/emulator';
import { freePort } from '../../src/free-port';
import { Environments } from '../../src/processes/environments';
import { CACHE } from '../gateway/running-cloud';
import { below, runs } from '../processes/waiting';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'emulator-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const start = (python: string, nextPort = async () => 1, name = 'emulator') => Emulator.start({ python, folder: path.join(folder, name, 'emulator'), nextPort, region: 'eu-west-1', gatewayEndpoint: 'http://127.0.0.1:1' });

test('an emulator that ends at once is told by its own last words', async () => {
  const python = path.join(folder, 'python');
  writeFileSync(python, '#!/bin/sh\necho "ModuleNotFoundError: No module named ministack" >&2\nexit 1\n');
  chmodSync(python, 0o755);
  await expect(start(python)).rejects.toThrow(/did not come up on port 1\. Its last lines:\nModuleNotFoundError: No module named ministack/);
});

test('a Python that there is not is told', async () => {
  await expect(start(path.join(folder, 'no-python'))).rejects.toThrow(/did not come up on port 1.*no-python.*ENOENT/s);
});

test('a port that somebody took meanwhile is left to them, and another one taken', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve); });
  const { port } = taken.address() as AddressInfo;
  const ports = [port, await freePort()];
  const { python } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator');
  const emulator = await start(python, async () => ports.shift() ?? 0);
  try {
    expect(emulator.port).not.toBe(port);
    expect(taken.listening).toBe(true);
  } finally {
    taken.close();
    const { pid = 0 } = emulator;
    const processes = [pid, ...below(pid)];
    await emulator.stop();
    expect(processes.filter(runs)).toEqual([]);
  }
}, 30_000);

test('another emulator that took the port is not taken for ours', async () => {
  const port = await freePort();
  const { python } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator');
  const first = await start(python, async () => port);
  try {
    await expect(start(python, async () => port, 'other')).rejects.toThrow(new RegExp(`did not come up on port ${port}\\. Its last lines:[^]*already in use`));
    expect(first.isAlive).toBe(true);
  } finally {
    await first.stop();
  }
}, 60_000);
