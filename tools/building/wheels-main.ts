import { packages } from '../packages/packages';
import { command, UsageError } from '../process/command';
import { buildWheels } from './wheels';

const all = packages();
const constructs = all.filter(({ kind }) => kind === 'constructs').map(({ name }) => name);
const USAGE = `node tools/wheels.mjs [PACKAGE …]

  PACKAGE  one of ${constructs.join(', ')}; all if none is named

Writes to dist/python what changed since the last time, and the siblings that it needs.`;

void command(USAGE, async (names) => {
  const unknown = names.filter((name) => !constructs.includes(name));
  if (unknown.length > 0) throw new UsageError(`no construct package: ${unknown.join(', ')}`);
  for (const wheel of buildWheels(names, all)) console.log(wheel);
});
