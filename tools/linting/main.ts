import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { ESLint } from 'eslint';
import { packages } from '../packages/packages';
import { command, EXIT, UsageError } from '../process/command';
import { run } from '../process/run';
import { ROOT } from '../root';
import { configuration } from './configuration';

/** Files that git knows or would take. */
function files(...patterns: string[]): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...patterns], { cwd: ROOT, encoding: 'utf8' });
  const deleted = execFileSync('git', ['ls-files', '--deleted', '--', ...patterns], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  return listed.split('\n').filter((file) => file && !deleted.includes(file));
}

async function lintTypeScript(fix: boolean): Promise<number> {
  const constructs = packages().filter(({ kind }) => kind === 'constructs').map(({ folder }) => path.relative(ROOT, folder));
  const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: true, overrideConfig: configuration(constructs), fix, warnIgnored: false });
  const results = await eslint.lintFiles(files('*.ts', '*.mjs', '*.js'));
  await ESLint.outputFixes(results);
  const formatter = await eslint.loadFormatter('stylish');
  const report = await formatter.format(results);
  if (report) console.error(report);
  return results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
}

/** There is no linter for Python among the tools of this house: its compiler finds what cannot run. */
function lintPython(): number {
  const sources = files('*.py');
  const env = { PYTHONPYCACHEPREFIX: path.join(ROOT, 'dist', 'pycache') };
  return sources.length === 0 || run('python3', ['-m', 'compileall', '-q', '-f', ...sources], { env }) ? 0 : 1;
}

const USAGE = `npm run lint -- [--fix]

  --fix  changes what can be changed without a thought`;

async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== '--fix');
  if (unknown.length > 0) throw new UsageError(`not understood: ${unknown.join(' ')}`);
  const problems = (await lintTypeScript(args.includes('--fix'))) + lintPython();
  console.log(problems === 0 ? 'lint: nothing found' : `lint: ${problems} problem(s)`);
  return problems === 0 ? EXIT.fine : EXIT.failed;
}

void command(USAGE, main);
