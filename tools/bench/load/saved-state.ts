import { readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';

/** What the emulator last saved, in kB by service: what it keeps on purpose, next to which memory that grows otherwise is lost. @param state folder of the local cloud */
export function savedState(state: string): Record<string, number> {
  const folder = path.join(state, 'emulator', 'state');
  return Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => [path.basename(name, '.json'), statSync(path.join(folder, name)).size / 1024]));
}
