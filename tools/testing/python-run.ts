import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Environments } from '../../packages/local-cloud/src/processes/environments';
import { buildWheels } from '../building/wheels';
import { packages } from '../packages/packages';
import { runBeside } from '../process/run';
import { ROOT } from '../root';
import type { Part, TestCase } from './part';

interface PythonCase {
  /** `test/test_x.py::test_name` */
  readonly id: string;
  readonly status: TestCase['status'];
}

/** The Python packages with tests of their own. */
const FOLDERS = [
  'packages/repository-contract', 'packages/project-template/seed/build', 'packages/project-template/seed/deploy', 'packages/project-template/test/seed',
];

/** Runs them in the environment in which the local cloud runs builds: the seeds' own packages, and the wheel built from this tree. */
export async function runPython(reports: string): Promise<Part[]> {
  try {
    buildWheels(['model-deploy-pipeline'], packages());
    const cache = path.join(ROOT, '.local-cloud-cache', 'environments');
    const environment = await new Environments({ cache, wheels: path.join(ROOT, 'dist', 'python'), onProgress: console.log }).ensure('build');
    const parts: Part[] = [];
    for (const folder of FOLDERS) parts.push(await runPytest(environment.python, folder, reports));
    return parts;
  } catch (error) {
    return [{ name: 'python', cases: [], problems: [`its environment cannot be built: ${(error as Error).message}`] }];
  }
}

async function runPytest(python: string, folder: string, reports: string): Promise<Part> {
  const report = path.join(reports, `${folder.replace(/\//g, '-')}.json`);
  await runBeside(python, ['-m', 'pytest', '-q', '-p', 'pytest_report', '-p', 'no:cacheprovider'], {
    cwd: path.join(ROOT, folder),
    env: { PYTEST_REPORT: report, PYTHONPATH: path.join(ROOT, 'tools', 'testing'), PYTHONDONTWRITEBYTECODE: '1', CDK_VALIDATION: 'false' },
  });
  return readPytestReport(folder, report);
}

export function readPytestReport(folder: string, report: string): Part {
  if (!existsSync(report)) return { name: folder, cases: [], problems: ['it did not run'] };
  const cases: PythonCase[] = JSON.parse(readFileSync(report, 'utf8'));
  return { name: folder, cases: cases.map((each) => caseOf(folder, each)), problems: cases.length === 0 ? ['no test was found, or none could be loaded'] : [] };
}

function caseOf(folder: string, { id, status }: PythonCase): TestCase {
  const [file, ...title] = id.split('::');
  return { file: `${folder}/${file}`, title: title.join('::'), status };
}
