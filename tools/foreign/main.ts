import { command, UsageError } from '../process/command';
import { APPS } from './apps';
import { onLocalCloud } from './on-local-cloud';
import { installed } from './project';

// an exit takes the local cloud's processes along, a signal does not
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const USAGE = `node tools/foreign.mjs [APP …]

  APP  one of ${Object.keys(APPS).join(', ')}; all if none is named`;

async function main(chosen: readonly string[]): Promise<void> {
  const names = chosen.length > 0 ? chosen : Object.keys(APPS);
  const unknown = names.filter((name) => !(name in APPS));
  if (unknown.length > 0) throw new UsageError(`no foreign app: ${unknown.join(', ')}`);
  installed();
  const failed = await onLocalCloud(names);
  console.log(`\n${names.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

void command(USAGE, main);
