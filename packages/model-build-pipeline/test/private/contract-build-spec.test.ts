import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { contractBuildSpec } from '../../src/private/contract-build-spec';

const { phases } = JSON.parse(contractBuildSpec());

test('the checker is fetched to a place outside the source, so that a repository cannot bring its own', () => {
  expect(phases.build.commands[0]).toContain('"../repository-contract.zip"');
});

test('it checks the source as a build repository', () => {
  expect(phases.build.commands[1]).toBe('python3 -I ../repository-contract.zip check . --kind build');
});

test('nothing of the repository runs before the check or with it', () => {
  expect(Object.keys(phases)).toEqual(['build']);
  expect(phases.build.commands).toHaveLength(2);
});

test('a module of the repository is not taken for the library that fetches the checker', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hostile-'));
  try {
    const source = path.join(folder, 'src');
    mkdirSync(source);
    const forge = "import pathlib; pathlib.Path('../repository-contract.zip').write_text('forged')\nclass client:\n  def __init__(self, *a): pass\n  def download_file(self, *a): pass\n";
    for (const name of ['boto3.py', 'os.py']) writeFileSync(path.join(source, name), forge);
    const { status, stderr } = spawnSync('bash', ['-c', `${phases.build.commands[0]}; ls ../repository-contract.zip`], { cwd: source, encoding: 'utf8', env: { PATH: process.env.PATH } });
    expect(status).not.toBe(0);
    expect(stderr).toContain('repository-contract.zip');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
