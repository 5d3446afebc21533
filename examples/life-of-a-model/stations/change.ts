import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { cloneOf } from '../people/git';
import type { Station } from '../station';

const BRANCH = 'feature/fewer-leaves';
export const INPUT = path.join('ml_pipelines', 'training', 'input.json');

/** The data scientist clones the build repository and changes a hyper-parameter on a branch. */
export const change: Station = {
  title: 'The data scientist changes a hyper-parameter on a branch',
  async visit(life) {
    life.buildCopy = await cloneOf(life, life.project.buildRepository, 'build');
    await life.buildCopy.branch(BRANCH);
    const [before, after] = changeHyperParameter(path.join(life.buildCopy.folder, INPUT));
    life.change = { branch: BRANCH, title: 'Fewer leaves', before, after };
    const commit = await life.buildCopy.commit(`feat: ${after}`);
    await life.buildCopy.push(BRANCH);
    life.view.say(`${before} became ${after} in ${INPUT}, pushed as ${commit.slice(0, 8)}`);
  },
};

/** Halves the first hyper-parameter that is a whole number above one. */
function changeHyperParameter(file: string): [string, string] {
  const input = JSON.parse(readFileSync(file, 'utf8'));
  const hyperParameters = input.hyper_parameters;
  const name = Object.keys(hyperParameters).find((key) => Number.isInteger(Number(hyperParameters[key])) && Number(hyperParameters[key]) > 1);
  if (!name) throw new Error(`${file}: no whole number above one among hyper_parameters ${JSON.stringify(hyperParameters)}`);
  const before = hyperParameters[name];
  hyperParameters[name] = typeof before === 'number' ? Math.ceil(before / 2) : String(Math.ceil(Number(before) / 2));
  writeFileSync(file, `${JSON.stringify(input, null, 2)}\n`);
  return [`${name} ${before}`, `${name} ${hyperParameters[name]}`];
}
