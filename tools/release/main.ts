import { command, EXIT, UsageError } from '../process/command';
import { writeVersionsPage } from './evidence/versions-page';
import { plan } from './plan/plan';
import { releaseDry } from './release-dry';
import { sumOf } from './check';

const USAGE = `node tools/release.mjs [dry | plan | versions]

  dry       makes every artifact of a release and tries each alone, without publishing: what is done if nothing is said
  plan      which versions would come, and why
  versions  writes docs/versions.md`;

async function main([what = 'dry', ...rest]: readonly string[]): Promise<number | void> {
  if (!['dry', 'plan', 'versions'].includes(what) || rest.length > 0) throw new UsageError(`not understood: ${[what, ...rest].join(' ')}`);
  if (what === 'versions') return writeVersionsPage();
  const checks = what === 'plan' ? await plan() : await releaseDry();
  const isSound = checks.every(({ problems }) => problems.length === 0);
  console.log(`\n${sumOf(checks)}`);
  return isSound && checks.length > 0 ? EXIT.fine : EXIT.failed;
}

void command(USAGE, main);
