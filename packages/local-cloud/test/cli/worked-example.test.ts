import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CACHE } from '../gateway/running-cloud';
import { until, processesIn } from '../processes/waiting';

const ROOT = path.resolve(__dirname, '../../../..');
const MAIN = path.resolve(__dirname, '../../src/cli/main.ts');
const [, section] = readFileSync(path.join(ROOT, 'docs', 'local-cloud.md'), 'utf8').split(/^## An app from nothing$/m);
const blocks = [...section.split(/^## /m)[0].matchAll(/^```(\w+) ?(\S*)\n([^]*?)^```$/gm)].map(([, language, file, text]) => ({ language, file, text }));
const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text).join('');

const folder = mkdtempSync(path.join(tmpdir(), 'worked-'));
afterAll(() => {
  for (const pid of processesIn(folder)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** What npm would install is this repository's, and its commands are run from their sources. */
const HERE = `set -e
npm() { test "$1" = install; }
npx() { test "$1" = local-cloud; shift; node --import "${require.resolve('tsx')}" "${MAIN}" "$@"; }
`;

test('the example of docs/local-cloud.md does what it says, and leaves nothing', async () => {
  for (const { file, text } of blocks) if (file) writeFileSync(path.join(folder, file), text);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  symlinkSync(CACHE, path.join(folder, '.local-cloud-cache'));
  const said = execFileSync('sh', ['-c', HERE + commands], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 170_000 });
  expect(said).toContain('the note: kept\n');
  expect(said).toMatch(/stopped http:\/\/127\.0\.0\.1:\d+\n$/);
  expect(existsSync(path.join(folder, '.local-cloud', 'local-cloud.json'))).toBe(false);
  await until('no process is left', () => processesIn(folder).length === 0);
}, 180_000);

test('the example installs what it requires', () => {
  const required = blocks.flatMap(({ text }) => [...text.matchAll(/require\('((?:@[^/']+\/)?[^/']+)/g)].map(([, name]) => name));
  expect(commands.split('\n')[0].split(' ')).toEqual(expect.arrayContaining([...new Set(required), 'constructs', '@mlops-foundation/local-cloud']));
});
