import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CodeCommitClient, GetRepositoryCommand } from '@aws-sdk/client-codecommit';
import { WorkingCopy } from '../people/git';
import type { Station } from '../station';

export const INPUT = path.join('ml_pipelines', 'training', 'input.json');

/** The data scientist clones the build repository and changes a hyper-parameter on a branch. */
export const change: Station = {
  title: 'The data scientist changes a hyper-parameter on a branch',
  async visit(life) {
    const { people: { dana }, project, topology, view } = life;
    const { repositoryMetadata } = await dana.use(CodeCommitClient).send(new GetRepositoryCommand({ repositoryName: project.buildRepository }));
    life.buildCopy = await WorkingCopy.clone({
      url: repositoryMetadata?.cloneUrlHttp ?? '', folder: path.join(life.folder, 'build'), author: dana.name, credentials: dana.credentials, region: topology.region,
    });
    view.say(`${dana.name} cloned ${repositoryMetadata?.cloneUrlHttp}`);
    await life.buildCopy.branch('feature/fewer-leaves');
    const [before, after] = changeHyperParameter(path.join(life.buildCopy.folder, INPUT));
    const commit = await life.buildCopy.commit(`feat: ${after}`);
    await life.buildCopy.push('feature/fewer-leaves');
    view.say(`${before} became ${after} in ${INPUT}, pushed as ${commit.slice(0, 8)}`);
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
