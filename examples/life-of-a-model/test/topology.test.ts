import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readTopology } from '../topology';

const ROOT = path.resolve(__dirname, '..', '..', '..');
const folder = mkdtempSync(path.join(tmpdir(), 'topology-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(...lines: readonly string[]): string {
  const name = path.join(folder, 'mine.yaml');
  writeFileSync(name, lines.join('\n'));
  return name;
}

function problemsOf(name: string): string[] {
  try {
    readTopology(name);
  } catch (error) {
    return (error as Error).message.replaceAll(name, 'mine.yaml').split('\n');
  }
  throw new Error('it was read');
}

const ACCOUNTS = ["tooling: '111111111111'", "data-lake: '222222222222'", "experimentation: '333333333333'", "dev: '444444444444'", "pre-prod: '555555555555'", "prod: '666666666666'"];

test.each(['examples/foundation/topologies/reliable.yaml', 'examples/life-of-a-model/topologies/elsewhere.yaml'])('%s is read', (name) => {
  expect(Object.keys(readTopology(path.join(ROOT, name)).accounts)).toEqual(['tooling', 'data-lake', 'experimentation', 'dev', 'pre-prod', 'prod']);
});

test('every problem is told at once, with file and line', () => {
  expect(problemsOf(file('region: Ireland', 'teams:', '  - name: credit', '    acounts: {}', '    accounts:', "      tooling: '1111'", "      prd: '666666666666'"))).toEqual([
    expect.stringMatching(/^\d+ problem\(s\) in mine\.yaml; nothing was started$/),
    expect.stringMatching(/^mine\.yaml:1: region is "Ireland": /),
    expect.stringMatching(/^mine\.yaml:3: teams\.0 is .*\(acounts\)/),
    expect.stringMatching(/^mine\.yaml:6: teams\.0\.accounts is .*\(prd\)/),
    expect.stringMatching(/^mine\.yaml:6: teams\.0\.accounts\.tooling is "1111": .* 12 digits/),
    ...['data-lake', 'experimentation', 'dev', 'pre-prod', 'prod'].map((purpose) => expect.stringMatching(`^mine\\.yaml:6: teams\\.0\\.accounts has no ${purpose}: add its 12-digit id`)),
  ]);
});

test('one team is walked for', () => {
  const others = ACCOUNTS.map((line) => line.replace(/'\d/, "'7"));
  expect(problemsOf(file('region: eu-west-1', 'teams:', '  - name: credit', `    accounts: { ${ACCOUNTS.join(', ')} }`, '  - name: fraud', `    accounts: { ${others.join(', ')} }`))).toEqual([
    '1 problem(s) in mine.yaml; nothing was started', 'mine.yaml:5: teams.1 is one team more than the walk has: leave one',
  ]);
});

test.each([[['region: [', 'x: }']], [['just a text']], [['']]])('what is no topology at all, %j, is told', (lines) => {
  expect(problemsOf(file(...lines))[1]).toMatch(/^mine\.yaml(:\d+)?: /);
});

test('a walk ends before it has started anything', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'examples/life-of-a-model/main.ts', '--topology', file('region: Ireland')], { cwd: ROOT, encoding: 'utf8' });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('mine.yaml:1: region is "Ireland"');
}, 30_000);
