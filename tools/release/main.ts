import { writeVersionsPage } from './evidence/versions-page';
import { plan } from './plan/plan';
import { releaseDry } from './release-dry';
import { sumOf } from './check';

const [command = 'dry', ...rest] = process.argv.slice(2);

async function main(): Promise<void> {
  if (command === 'versions' && rest.length === 0) return writeVersionsPage();
  if (!['dry', 'plan'].includes(command) || rest.length > 0) throw new Error(`not understood: ${[command, ...rest].join(' ')}. node tools/release.mjs [dry | plan | versions]`);
  const checks = command === 'plan' ? await plan() : await releaseDry();
  const isSound = checks.every(({ problems }) => problems.length === 0);
  console.log(`\n${sumOf(checks)}`);
  process.exitCode = isSound && checks.length > 0 ? 0 : 1;
}

void main();
