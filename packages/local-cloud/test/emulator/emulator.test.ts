import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Emulator } from '../../src/emulator/emulator';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'emulator-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const start = (python: string) => Emulator.start({ python, folder, port: 1, region: 'eu-west-1', gatewayEndpoint: 'http://127.0.0.1:1' });

test('an emulator that ends at once is told by its own last words', async () => {
  const python = path.join(folder, 'python');
  writeFileSync(python, '#!/bin/sh\necho "ModuleNotFoundError: No module named ministack" >&2\nexit 1\n');
  chmodSync(python, 0o755);
  await expect(start(python)).rejects.toThrow(/did not come up on port 1\. Its last lines:\nModuleNotFoundError: No module named ministack/);
});

test('a Python that there is not is told', async () => {
  await expect(start(path.join(folder, 'no-python'))).rejects.toThrow(/did not come up on port 1.*no-python.*ENOENT/s);
});
