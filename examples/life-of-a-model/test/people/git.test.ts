import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { WorkingCopy } from '../../people/git';

let folder: string;
let silent: Server;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'git-'));
  silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterEach(() => {
  silent.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an interrupted walk ends git with all that git started, in the middle of a clone', async () => {
  const interrupt = new AbortController();
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1/repos/credit`;
  const connected = once(silent, 'connection') as Promise<[Socket]>;
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'test' };
  const cloning = WorkingCopy.clone({ url, folder: path.join(folder, 'copy'), author: 'dana', credentials, region: 'eu-west-1', signal: interrupt.signal });
  cloning.catch(() => undefined);
  const [socket] = await connected;
  // git's transport, a child of git's, holds the connection: it closes as that ends
  const left = new Promise((resolve) => socket.on('error', resolve).on('close', resolve).resume());
  try {
    interrupt.abort();
    await expect(Promise.race([cloning, pause()])).rejects.toThrow('ended by SIGKILL');
    await left;
  } finally {
    socket.destroy();
  }
}, 20_000);

const pause = () => new Promise((resolve) => setTimeout(resolve, 5000).unref());
