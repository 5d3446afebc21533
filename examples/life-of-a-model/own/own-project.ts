import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { Arguments } from '../arguments';
import { Dataset } from '../dataset';
import { repositoriesIn } from './content';
import { contractFindings } from './contract';

/** Repositories of the user's own, which go the way of the seeds. */
export interface OwnProject {
  readonly build: string;
  /** @default - the seed's: its tests ask about clients of a bank */
  readonly deploy?: string;
}

/** Why a walk with these arguments cannot begin, in lines to show. */
export class Unfit extends Error {
  constructor(message: string, readonly findings: readonly string[]) {
    super(message);
    this.name = 'Unfit';
  }
}

/**
 * What the user brings along, checked before any cloud starts.
 * @throws Unfit with every finding of the contract
 */
export async function bringAlong({ repo, deployRepo, data }: Arguments, repository: string): Promise<{ own?: OwnProject; dataset: Dataset }> {
  if (!repo) return { dataset: Dataset.credit(repository) };
  const [findings, inside]: [string[], string[]] = [[], []];
  for (const [folder, kind] of [[repo, 'build'], [deployRepo, 'deploy']] as const) {
    if (!folder) continue;
    if (!isFolder(folder)) findings.push(`${folder} is no folder`);
    else {
      inside.push(...repositoriesIn(folder).map((file) => remedy(folder, file)));
      findings.push(...(await contractFindings(repository, folder, kind)));
    }
  }
  const named = [repo, deployRepo].filter(Boolean).join(' and ');
  if (findings.length > 0) throw new Unfit(`${named}: the repository contract is not kept`, [...findings, ...inside]);
  if (inside.length > 0) throw new Unfit(`${named}: a repository inside of a repository cannot be pushed along`, inside);
  return { own: { build: repo, deploy: deployRepo }, dataset: datasetOf(repo, data ?? Dataset.credit(repository).file) };
}

function datasetOf(repo: string, file: string): Dataset {
  const target = targetOf(repo);
  try {
    if (!target) throw new Error(`no input.json below ${path.join(repo, 'ml_pipelines')} names columns.target: the walk does not know which column is the truth`);
    return new Dataset(file, target);
  } catch (error) {
    throw new Unfit('there is nothing to train on', [(error as Error).message]);
  }
}

/** The column that holds the truth, as the first pipeline that says so has it: `{"columns": {"target": "default"}}`. */
function targetOf(repo: string): string | undefined {
  const pipelines = path.join(repo, 'ml_pipelines');
  const inputs = readdirSync(pipelines).sort().map((name) => path.join(pipelines, name, 'input.json')).filter((file) => existsSync(file));
  return inputs.map((file) => JSON.parse(readFileSync(file, 'utf8')).columns?.target).find((target) => typeof target === 'string');
}

/** Submodules have a repository of their own, which nothing of the project's could read. */
const remedy = (folder: string, inside: string) => {
  const file = inside.replace(/\/$/, '');
  return `${path.join(folder, file)} is a git repository of its own, or a submodule: its files are not part of yours. Take them in: git rm --cached ${file}; rm -rf ${file}/.git; git add ${file}`;
};

const isFolder = (folder: string) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
