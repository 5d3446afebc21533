import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Row } from '../../../packages/local-cloud/src/table/row';
import { checkObserved } from '../../testing/observed';

const ROWS: readonly Row[] = [
  { service: 'codebuild', kind: 'operation', name: 'StartBuild', treatment: 'runs' },
  { service: 'codebuild', kind: 'type', name: 'AWS::CodeBuild::Project', treatment: 'runs' },
  { service: 'sagemaker', kind: 'operation', name: 'CreateModel', treatment: 'runs' },
  { service: 'sagemaker', kind: 'operation', name: 'ListModels', treatment: 'stored' },
  { service: 'sns', kind: 'type', name: 'AWS::SNS::Topic', treatment: 'native' },
];
let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'observed-'));
  said = [];
  jest.spyOn(console, 'log').mockImplementation((line) => void said.push(line));
  jest.spyOn(console, 'error').mockImplementation((line) => void said.push(line));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const failed = (...record: readonly string[]) => {
  const file = path.join(folder, 'record');
  writeFileSync(file, record.map((line) => `${line}\n`).join(''));
  return checkObserved(file, ROWS).cases.filter(({ status }) => status === 'failed').map(({ title }) => title);
};

test('what runs and was called is well, and what is stored or the emulator\'s need not be', () => {
  expect(failed('codebuild:StartBuild', 'AWS::CodeBuild::Project', 'sagemaker:CreateModel')).toEqual([]);
  expect(said).toEqual([expect.stringContaining('3 of 3 operations and types')]);
});

test('what runs and was never called fails its service, and is named', () => {
  expect(failed('codebuild:StartBuild', 'sagemaker:CreateModel')).toEqual(['what runs of codebuild was called by a test on a running cloud']);
  expect(said.slice(1)).toEqual([expect.stringMatching(/^ {2}AWS::CodeBuild::Project was called by none: write a test/)]);
});

test('without a record nothing was called', () => {
  expect(checkObserved(path.join(folder, 'none'), ROWS).cases.map(({ status }) => status)).toEqual(['failed', 'failed']);
});
