import { execFileSync, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../root';

/** The start is plain ES modules, so that it needs no install: each is tried in a Node of its own. */
function evaluate(module: string, expression: string): unknown {
  const code = `import * as m from ${JSON.stringify(pathToFileURL(path.join(ROOT, 'tools', 'start', module)).href)}; console.log(JSON.stringify(${expression}));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', cwd: '/' }));
}

test('the map shows accounts, people, what will happen and what is emulated', () => {
  const map = evaluate('map.mjs', "m.mapOf({ prod: '666666666666' })") as string;
  expect(map).toMatch(/prod +666666666666/);
  for (const part of ['Accounts', 'People', 'What will happen', 'Emulated']) expect(map).toContain(part);
});

test('account ids are read from a topology file, quoted or not', () => {
  const topology = "region: eu-west-1\naccounts:\n  tooling: '111111111111'\n  pre-prod: 555555555555 # stage\n  name: x\n";
  expect(evaluate('map.mjs', `m.accountsOf(${JSON.stringify(topology)})`)).toEqual({ 'tooling': '111111111111', 'pre-prod': '555555555555' });
});

test('what is missing on the machine is named with its remedy', () => {
  const missing = evaluate('prerequisites.mjs', "m.missingPrerequisites((command) => ({ status: command === 'git' ? 1 : 0 }))");
  expect(missing).toEqual(['git does not do: install git']);
});

test('asked for help the start gives its options, and starts nothing', () => {
  const { status, stdout } = spawnSync(process.execPath, ['tools/start.mjs', '--keep', '--help'], { cwd: ROOT, encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^npm start -- \[--keep\][^]*Exit code: 0 /)]);
});

test('a topology that is not there is told before anything is installed', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/start.mjs', '--topology', 'nowhere.yaml'], { cwd: ROOT, encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining('nowhere.yaml is no file: --topology takes one like')]);
});
