import { compile } from '../../building/compile';
import { isCompiled } from '../../building/compiled';
import { packages } from '../../packages/packages';
import { ROOT } from '../../root';
import { type Check, check } from '../check';
import { unsaidBreakingChanges } from './breaking-changes';
import { lastReleaseOf } from './commits';
import { leftBehind } from './left-behind';
import { nextVersions } from './next-versions';

/** Says which versions the commits lead to and why, and looks for breaking changes that no commit owns up to. Changes nothing. */
export async function plan(): Promise<Check[]> {
  return [await check('versions and changelogs come of the commits', sayNextVersions), ...(await breakingChanges())];
}

async function sayNextVersions(): Promise<string[]> {
  const next = await nextVersions();
  for (const { name, from, to, entry } of next) console.log(`\n${name} ${from} -> ${to}\n${entry.replace(/^(?=.)/gm, '  ')}`);
  console.log(next.length === 0 ? 'no package has changed since the last release' : '');
  return leftBehind(next, packages());
}

export async function breakingChanges(): Promise<Check[]> {
  const all = packages();
  const constructs = all.filter(({ kind }) => kind === 'constructs');
  const released = await Promise.all(constructs.map(({ packageName }) => lastReleaseOf(packageName, ROOT)));
  const compared = constructs.filter((_, index) => released[index] !== undefined);
  for (const { name } of constructs.filter((each) => !compared.includes(each))) console.log(`       ${name}: no release yet, so nothing to compare with`);
  if (compared.length > 0 && !constructs.every((each) => isCompiled(each, all))) compile(constructs);
  const checks: Check[] = [];
  for (const each of compared) checks.push(await check(`${each.name}: no breaking change goes unsaid`, async () => (await unsaidBreakingChanges(each)) ?? []));
  return checks;
}
