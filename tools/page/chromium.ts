import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
/** Nothing of the machine's own browser is used, and it calls nobody by itself. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The browser of this machine: `CHROMIUM`, or the first on the path. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment.CHROMIUM) return isExecutable(environment.CHROMIUM) ? environment.CHROMIUM : undefined;
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

/** Where none is found: what to do. */
export const NO_CHROMIUM = `there is no browser: neither ${NAMES.join(', ')} on the path, nor one that the variable CHROMIUM names. \
On Debian and Ubuntu: apt-get install -y chromium, or as root: node tools/page.mjs --install`;

/** Debian's and Ubuntu's own package, for root. @returns whether it is installed */
export function installChromium(): boolean {
  if (process.getuid?.() !== 0) return false;
  return [['update', '-qq'], ['install', '-y', '-qq', 'chromium']].every((args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0);
}

/** Runs work with a browser that has a home and a profile of its own, both of which go afterwards. */
export async function withBrowser<T>(executablePath: string, work: (browser: Browser) => Promise<T>): Promise<T> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'page-'));
  try {
    const browser = await chromium.launch({ executablePath, args: ARGUMENTS, env: { PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home, LANG: 'C.UTF-8' } });
    try {
      return await work(browser);
    } finally {
      await browser.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
