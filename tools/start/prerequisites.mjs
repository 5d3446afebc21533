// What must be on the machine beside Node.
import { spawnSync } from 'node:child_process';

const NEEDED = [
  { command: 'git', args: ['--version'], remedy: 'install git' },
  { command: 'python3', args: ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'], remedy: 'install Python 3.11 or later, with venv' },
];

/** @returns a line for each thing that is missing */
export function missingPrerequisites(run = spawnSync) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const node = major > 20 || (major === 20 && minor >= 19) ? [] : [`Node is ${process.versions.node}: install 20.19 or later`];
  return [...node, ...NEEDED.filter(({ command, args }) => run(command, args, { stdio: 'ignore' }).status !== 0).map(({ command, remedy }) => `${command} does not do: ${remedy}`)];
}
