import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type TraceEntry, traceLine } from '../../src/gateway/trace';
import { readTrace, TraceFile } from '../../src/gateway/trace-file';

const entry = (action: string, more: Partial<TraceEntry> = {}): TraceEntry => ({
  at: '2026-11-26T15:00:00.000Z', principal: 'arn:aws:iam::111111111111:root', action, resource: '*', decision: 'allowed', layer: 'root', by: { policy: 'the account\'s root user' }, ...more,
});

const lost = (line: string): never => { throw new Error(line); };

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'trace-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('decisions are written together, and read in the order they came', () => {
  const trace = new TraceFile(folder, lost);
  for (const action of ['a:A', 'b:B']) trace.record(entry(action));
  expect(readTrace(folder)).toEqual([]);
  trace.flush();
  expect(readTrace(folder)).toEqual([entry('a:A'), entry('b:B')]);
});

test('it takes no more room than two files, the oldest decisions go, and nobody else may read it', () => {
  const size = JSON.stringify(entry('a:00')).length + 1;
  const trace = new TraceFile(folder, lost, 2 * size);
  for (let number = 10; number < 17; number++) {
    trace.record(entry(`a:${number}`));
    trace.flush();
  }
  expect(readTrace(folder).map(({ action }) => action)).toEqual(['a:14', 'a:15', 'a:16']);
  expect(readdirSync(folder).map((name) => statSync(path.join(folder, name)).mode & 0o077)).toEqual([0, 0]);
});

test('a line that was cut off is left out', () => {
  writeFileSync(path.join(folder, 'trace.jsonl'), `${JSON.stringify(entry('a:A'))}\n{"at":"2026`);
  expect(readTrace(folder)).toEqual([entry('a:A')]);
});

test('what cannot be written is told, and fails nobody', () => {
  writeFileSync(path.join(folder, 'file'), '');
  const told: string[] = [];
  const trace = new TraceFile(path.join(folder, 'file', 'trace'), (line) => told.push(line));
  trace.record(entry('a:A'));
  trace.flush();
  expect(told).toEqual([expect.stringMatching(/^1 decisions are not in the trace: .*ENOTDIR/)]);
});

test('a line says who asked what, the layer and the statement', () => {
  expect(traceLine(entry('a:A'))).toBe('2026-11-26T15:00:00.000Z allowed arn:aws:iam::111111111111:root a:A * by account\'s root: the account\'s root user');
  const by = { policy: 'service control policy guard', statement: 'statement No', index: 1, place: 'arn:p Content.Statement[1]' };
  expect(traceLine(entry('a:A', { decision: 'explicitDeny', layer: 'serviceControl', by }))).toMatch(/ denied {2}.* by service control policy, explicitly: statement No of service control policy guard at arn:p Content\.Statement\[1\]$/);
  const nearly = { policy: 'identity-based policy p', statement: 'statement 2', index: 1, missing: 'StringEquals aws:PrincipalTag/a b: the request has no such key' };
  expect(traceLine(entry('a:A', { decision: 'implicitDeny', layer: 'identity', by: { policy: 'identity-based policy' }, nearly })))
    .toMatch(/ by identity-based policy, which does not allow it: identity-based policy \(statement 2 of identity-based policy p would, but for StringEquals aws:PrincipalTag\/a b: the request has no such key\)$/);
});
