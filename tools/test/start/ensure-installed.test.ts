import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../../root';

/** Instead of npm: takes its time, and tells that it ran. */
const NPM = `#!/bin/sh
echo ran >> ran
sleep 0.3
mkdir -p node_modules
echo '{}' > node_modules/.package-lock.json
`;

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'clone-'));
  for (const folder of ['tools', 'bin']) mkdirSync(path.join(clone, folder));
  copyFileSync(path.join(ROOT, 'tools', 'ensure-installed.mjs'), path.join(clone, 'tools', 'ensure-installed.mjs'));
  writeFileSync(path.join(clone, 'tools', 'command.mjs'), "import { ensureInstalled } from './ensure-installed.mjs';\nensureInstalled();\n");
  writeFileSync(path.join(clone, 'bin', 'npm'), NPM);
  chmodSync(path.join(clone, 'bin', 'npm'), 0o755);
  writeFileSync(path.join(clone, 'package-lock.json'), '{}');
  utimesSync(path.join(clone, 'package-lock.json'), 1, 1);
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

const command = () => new Promise<number | null>((resolve) => {
  spawn(process.execPath, ['tools/command.mjs'], { cwd: clone, env: { PATH: `${path.join(clone, 'bin')}:${process.env.PATH}` }, stdio: 'inherit' }).on('close', resolve);
});
const runs = () => (existsSync(path.join(clone, 'ran')) ? readFileSync(path.join(clone, 'ran'), 'utf8').split('\n').length - 1 : 0);

test('of commands that begin at once one installs, and the others wait for it', async () => {
  expect(await Promise.all([command(), command(), command()])).toEqual([0, 0, 0]);
  expect(runs()).toBe(1);
  expect(existsSync(path.join(clone, '.installing'))).toBe(false);
});

test('what is installed is not installed again', async () => {
  await command();
  expect([await command(), runs()]).toEqual([0, 1]);
});

test('a command that was killed while it installed holds nobody up', async () => {
  mkdirSync(path.join(clone, '.installing'));
  // no process has so high a number: Linux has 4,194,304 at most (https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html)
  writeFileSync(path.join(clone, '.installing', 'pid'), '4194305');
  expect([await command(), runs()]).toEqual([0, 1]);
});
