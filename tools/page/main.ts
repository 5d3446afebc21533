import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { command, UsageError } from '../process/command';
import { checksOf } from './checks';
import { findChromium, installChromium, NO_CHROMIUM, withBrowser } from './chromium';
import { takePictures } from './pictures';
import { reportChecks } from './report-checks';
import { subjects } from './subjects';

const USAGE = `node tools/page.mjs [--install] [--pictures] [WORD …]

  --install   installs Debian's chromium where there is no Chromium, as root
  --pictures  takes the pictures of the README instead of checking
  WORD        checks only what has all these words in its title`;

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg.startsWith('-') && !['--install', '--pictures'].includes(arg));
  if (unknown.length > 0) throw new UsageError(`not understood: ${unknown.join(' ')}`);
  if (!findChromium() && args.includes('--install')) installChromium();
  const chromium = findChromium();
  if (!chromium) throw new Error(NO_CHROMIUM);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'passport-'));
  try {
    const all = subjects(folder);
    console.log(all[0].name.includes('of the walk') ? 'the page in dist/passport, and pages of fixed facts' : 'no walk has left a page in dist/passport: pages of fixed facts only');
    if (args.includes('--pictures')) return await withBrowser(chromium, (browser) => takePictures(browser, all[0]));
    return await withBrowser(chromium, async (browser) => {
      let failed = 0;
      const words = args.filter((arg) => !arg.startsWith('-'));
      const checks = [...all.flatMap(checksOf), ...reportChecks(folder)].filter(({ title }) => words.every((word) => title.includes(word)));
      for (const { title, run } of checks) {
        const problem = await run(browser).then(() => undefined, (error: Error) => error.message);
        if (problem !== undefined) failed++;
        console.log(problem === undefined ? `  ✓ ${title}` : `  ✗ ${title}\n    ${problem}`);
      }
      console.log(`\n${checks.length - failed} passed, ${failed} failed`);
      return failed === 0 && checks.length > 0 ? 0 : 1;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void command(USAGE, (args) => main(args).catch((error: Error) => {
  if (!(error instanceof UsageError)) console.log('\n0 passed, 1 failed');
  throw error;
}));
