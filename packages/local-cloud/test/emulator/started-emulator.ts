import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Emulator } from '../../src/emulator/emulator';
import { Environments } from '../../src/processes/environments';
import { CACHE } from '../gateway/running-cloud';

/** An emulator without a gateway in front of it, in a folder that is the caller's to remove. */
export async function startedEmulator(): Promise<{ readonly emulator: Emulator; readonly folder: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'emulator-'));
  const { python } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator');
  return { folder, emulator: await Emulator.start({ python, folder: path.join(folder, 'emulator'), region: 'eu-west-1', gatewayEndpoint: 'http://127.0.0.1:1' }) };
}
