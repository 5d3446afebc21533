import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { allProcesses, descendants, kindOf, Peaks, type ProcessRow } from '../../bench/processes';

const row = (pid: number, parent: number, command: string, megabytes: number): ProcessRow => ({ pid, parent, command, megabytes });

test('a process brings all that descend from it', () => {
  const all = [row(4, 3, 'd', 1), row(1, 0, 'a', 1), row(3, 2, 'c', 1), row(2, 1, 'b', 1), row(9, 8, 'x', 1)];
  expect(descendants(2, all).map(({ pid }) => pid)).toEqual([2, 3, 4]);
});

test('the largest of each kind is kept, and the most at once', () => {
  const peaks = new Peaks();
  peaks.add([row(1, 0, 'python -m ministack', 80), row(2, 0, 'python serve_functions.py', 100), row(3, 0, 'python serve_functions.py', 120)]);
  peaks.add([row(1, 0, 'python -m ministack', 90)]);
  expect(Object.fromEntries(peaks.byKind)).toEqual({ 'emulator': 90, 'model server': 120 });
  expect(peaks.total).toBe(300);
});

test.each([
  ['node --import tsx examples/life-of-a-model/main.ts --timings x', 'gateway and runner'],
  ['node /r/node_modules/aws-cdk/bin/cdk deploy --all', 'CDK CLI'],
  ['/c/bin/python -m pip install --quiet', 'pip'],
  ['bash /s/builds/1/build.sh', 'build'],
  ['/usr/bin/true', 'other'],
])('%s is %s', (command, kind) => {
  expect(kindOf(command)).toBe(kind);
});

test('processes are read from /proc, whatever their names hold', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'proc-'));
  mkdirSync(path.join(folder, '42'));
  mkdirSync(path.join(folder, 'self'));
  writeFileSync(path.join(folder, '42', 'stat'), '42 (a ) b) S 7 42 42 0');
  writeFileSync(path.join(folder, '42', 'statm'), '1000 512 100 1 0 1 0');
  writeFileSync(path.join(folder, '42', 'cmdline'), 'python\0-m\0ministack\0');
  expect(allProcesses(folder)).toEqual([row(42, 7, 'python -m ministack', 2)]);
  rmSync(folder, { recursive: true });
});
