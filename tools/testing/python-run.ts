import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { run } from '../process/run';
import { ROOT } from '../root';
import type { Part, TestCase } from './part';

interface PythonCase {
  /** `test.test_checker.CheckerTest.test_name` for unittest, `test/test_x.py::test_name` for pytest. */
  readonly id: string;
  readonly status: TestCase['status'];
}

/** The Python packages with tests of their own. */
export function runPython(reports: string): Part[] {
  return [repositoryContract(reports)].filter((part) => part !== undefined);
}

/** It is used without any environment, so it is tested without one. */
function repositoryContract(reports: string): Part | undefined {
  const folder = 'packages/repository-contract';
  if (!existsSync(path.join(ROOT, folder, 'test'))) return undefined;
  const report = path.join(reports, 'repository-contract.json');
  run('python3', [path.join('tools', 'testing', 'report_unittest.py'), report, path.join(folder, 'test'), folder], {
    env: { PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: [path.join(ROOT, folder, 'src'), path.join(ROOT, folder)].join(path.delimiter) },
  });
  return readPythonReport('repository-contract', report, (id) => unittestFile(folder, id));
}

/** @param place the file and title of a case by its id */
export function readPythonReport(name: string, report: string, place: (id: string) => Pick<TestCase, 'file' | 'title'>): Part {
  if (!existsSync(report)) return { name, cases: [], problems: ['it did not run'] };
  const cases: PythonCase[] = JSON.parse(readFileSync(report, 'utf8'));
  return { name, cases: cases.map(({ id, status }) => ({ ...place(id), status })), problems: cases.length === 0 ? ['no test was found'] : [] };
}

/** `test.deep.test_checker.CheckerTest.test_name` stands in `test/deep/test_checker.py`. */
export function unittestFile(folder: string, id: string): Pick<TestCase, 'file' | 'title'> {
  const parts = id.split('.');
  const module = parts.findIndex((part) => part.startsWith('test_'));
  return { file: `${folder}/${parts.slice(0, module + 1).join('/')}.py`, title: parts.slice(module + 1).join('.') };
}
