import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { ROOT } from '../../root';

/** Each in a process of its own: an exit code is one. */
function run(main: string, ...args: readonly string[]) {
  const code = `const { command, UsageError } = require(${JSON.stringify(path.join(ROOT, 'tools', 'process', 'command.ts'))}); void command('the usage', ${main});`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', code, '--', 'tool', ...args], { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test.each(['--help', '-h'])('%s prints the usage, whatever else is said, and does nothing', (asked) => {
  expect(run('async () => console.log("done")', 'one', asked)).toEqual({ status: 0, stdout: 'the usage\n', stderr: '' });
});

test('what is fine, and an exit code of its own, are kept', () => {
  expect(run('async (args) => console.log(args.join())', 'one', 'two')).toEqual({ status: 0, stdout: 'one,two\n', stderr: '' });
  expect(run('async () => 3').status).toBe(3);
});

test('what failed ends with 1 and its message, what is not understood with 2 and the usage', () => {
  expect(run('async () => { throw new Error("no room") }')).toEqual({ status: 1, stdout: '', stderr: 'no room\n' });
  expect(run('async () => { throw new UsageError("not understood: --x") }')).toEqual({ status: 2, stdout: '', stderr: 'not understood: --x\nthe usage\n' });
});
