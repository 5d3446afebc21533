import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readArguments } from '../../arguments';
import { bringAlong } from '../../own/own-project';

const REPOSITORY = path.resolve(__dirname, '..', '..', '..', '..');
const SEED = path.join(REPOSITORY, 'packages', 'project-template', 'seed');

// a Python process for each check: on a machine with other work five seconds are few
jest.setTimeout(60_000);

let folder: string;
let mine: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'own-'));
  mine = path.join(folder, 'mine');
  cpSync(path.join(SEED, 'build'), mine, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const bring = (...args: string[]) => bringAlong(readArguments(args, REPOSITORY), REPOSITORY);

function retarget(target: string | undefined): void {
  const file = path.join(mine, 'ml_pipelines', 'training', 'input.json');
  const input = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...input, columns: { ...input.columns, target } }, undefined, 2));
}

test('without a repository of their own the user brings nothing along', async () => {
  const { own, dataset } = await bring();
  expect(own).toBeUndefined();
  expect(dataset).toMatchObject({ name: 'credit.csv', target: 'default' });
});

test('repositories that keep the contract go the way of the seeds, with the same data', async () => {
  const { own, dataset } = await bring('--repo', mine, '--deploy-repo', path.join(SEED, 'deploy'));
  expect(own).toEqual({ build: mine, deploy: path.join(SEED, 'deploy') });
  expect(dataset.name).toBe('credit.csv');
});

test('data of the user\'s own have the target that input.json names', async () => {
  const data = path.join(folder, 'rows.csv');
  writeFileSync(data, 'id,churned\n1,yes\n2,no\n');
  retarget('churned');
  expect((await bring('--repo', mine, '--data', data)).dataset).toMatchObject({ name: 'rows.csv', target: 'churned', size: 2 });
});

test('every finding of the contract is told, of both repositories', async () => {
  rmSync(path.join(mine, 'algorithms', 'training', 'train', 'README.md'));
  rmSync(path.join(mine, 'buildspec.yml'));
  await expect(bring('--repo', mine, '--deploy-repo', folder)).rejects.toMatchObject({
    message: `${mine} and ${folder}: the repository contract is not kept`,
    findings: expect.arrayContaining([expect.stringContaining('algorithms/training/train'), expect.stringContaining('buildspec.yml'), expect.stringContaining('app_infra')]),
  });
});

test('a repository inside of the repository is named, with what to do about it', async () => {
  for (const each of [mine, path.join(mine, 'vendor')]) execFileSync('git', ['init', '--quiet', each], { env: { PATH: process.env.PATH, HOME: folder } });
  writeFileSync(path.join(mine, 'vendor', 'README.md'), '# Vendor\n\nWhat others wrote.\n');
  await expect(bring('--repo', mine)).rejects.toMatchObject({
    message: `${mine}: a repository inside of a repository cannot be pushed along`,
    findings: [`${path.join(mine, 'vendor')} is a git repository of its own, or a submodule: its files are not part of yours. Take them in: git rm --cached vendor; rm -rf vendor/.git; git add vendor`],
  });
});

test('a folder that is not there is named', async () => {
  await expect(bring('--repo', path.join(folder, 'nowhere'))).rejects.toMatchObject({ findings: [`${path.join(folder, 'nowhere')} is no folder`] });
});

test('a target that the data do not have is named before anything starts', async () => {
  retarget('churned');
  await expect(bring('--repo', mine)).rejects.toMatchObject({ message: 'there is nothing to train on', findings: [expect.stringContaining('it has no column churned')] });
});

test('a repository that names no target is refused: nobody knows which column is the truth', async () => {
  retarget(undefined);
  await expect(bring('--repo', mine)).rejects.toMatchObject({ findings: [expect.stringContaining('names columns.target')] });
});
