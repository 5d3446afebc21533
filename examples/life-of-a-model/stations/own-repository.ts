import * as path from 'node:path';
import { replaceContent } from '../own/content';
import { cloneOf } from '../people/git';
import { reviewAndMerge } from '../people/requests';
import type { Life } from '../life';
import type { Station } from '../station';

/** The data scientist pushes a repository of the user's own in place of what the project began with. */
export const ownRepository: Station = {
  title: 'The data scientist pushes your repository on a branch',
  async visit(life) {
    const { own, project } = life;
    if (!own) throw new Error('there is no repository to push');
    if (own.deploy) await replaceDeployRepository(life, own.deploy);
    life.buildCopy = await cloneOf(life, project.buildRepository, 'build');
    life.change = { branch: 'feature/own-repository', title: `The repository of ${path.basename(own.build)}` };
    await push(life, own.build);
  },
};

async function push({ buildCopy, change: { branch, title }, view }: Pick<Life, 'buildCopy' | 'change' | 'view'>, folder: string): Promise<void> {
  await buildCopy.branch(branch);
  const files = replaceContent(buildCopy.folder, folder);
  const commit = await buildCopy.commit(`feat: ${title}`);
  await buildCopy.push(branch);
  view.say(`${files} files of ${folder}, pushed as ${commit.slice(0, 8)}`);
}

/** Merged before there is a model: the deploy pipeline starts when a version is approved, and takes what is on the main branch then. */
async function replaceDeployRepository(life: Life, folder: string): Promise<void> {
  const { project: { deployRepository } } = life;
  const change = { branch: 'feature/own-release', title: `The release of ${path.basename(folder)}` };
  await push({ ...life, buildCopy: await cloneOf(life, deployRepository, 'deploy'), change }, folder);
  await reviewAndMerge(life, change.branch, change.title, deployRepository);
}
