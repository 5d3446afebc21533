import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { actionsOf, ended, evidence, reaches } from '../pipelines';
import { Deviation, type Station } from '../station';
import { newestVersion, trained, trainingsIn } from '../training';
import type { Life } from '../life';
import { mergeAndBuild } from './build';
import { predict, tenRows } from './predictions';
import { answer, approveVersion } from './promotion';

const BRANCH = 'feature/rename-the-answer';
const SERVING = path.join('algorithms', 'inference', 'predict');

/** A commit that breaks the serving schema passes its own tests, is approved by mistake, fails in pre-prod and never reaches prod. */
export const brokenSchema: Station = {
  title: 'Refused: a commit that breaks the serving schema fails in pre-prod and never reaches prod',
  async visit(life) {
    const { project: { deployPipeline }, view } = life;
    const before = await predict(life, tenRows(life.repository));
    const version = await trainBroken(life);
    const execution = await approveVersion(life, version);
    await reaches(life, deployPipeline, execution, 'Approve');
    await answer({ ...life, deployExecution: execution }, 'Approve', 'read in haste');
    const status = await ended(life, deployPipeline, execution);
    const actions = await actionsOf(life.people.leo, deployPipeline, execution);
    const failed = actions.find((action) => action.status === 'Failed');
    const log = failed ? await evidence(life, failed) : [];
    if (status !== 'Failed' || failed?.stageName !== 'Test') throw new Deviation(`${deployPipeline} ended as ${status} at ${failed?.stageName}, not at Test`, log);
    if (actions.some(({ stageName }) => stageName === 'ApproveProd' || stageName === 'Prod')) throw new Deviation('the pipeline went on after the failed test', log);
    view.say(`${deployPipeline} ended at ${failed.stageName}: ${(log.find((line) => /FAILED|Error/.test(line)) ?? log[0] ?? '').trim()}`);
    const after = await predict(life, tenRows(life.repository));
    if (JSON.stringify(after) !== JSON.stringify(before)) throw new Deviation('prod answers differently than before', [JSON.stringify({ before, after })]);
    view.say('prod answers as before');
  },
};

async function trainBroken(life: Life): Promise<string> {
  const trainings = await trainingsIn(life);
  await life.buildCopy.branch(BRANCH, 'origin/fix/half-done');
  renameAnswer(path.join(life.buildCopy.folder, SERVING));
  await life.buildCopy.commit('feat: the probability is called score');
  await life.buildCopy.push(BRANCH);
  await mergeAndBuild(life, BRANCH, 'Rename the answer');
  await trained(life, trainings);
  return (await newestVersion(life)).arn;
}

/** `probability` becomes `score` in the answer, in the code that serves and in its own tests. */
function renameAnswer(folder: string): void {
  const files = ['inference.py', path.join('test', 'test_predict.py')].map((file) => path.join(folder, file));
  for (const file of files) {
    const before = readFileSync(file, 'utf8');
    const after = before.replace(/(["'])probability\1/g, '$1score$1');
    if (after === before) throw new Error(`${file} does not speak of the probability: it cannot be broken this way`);
    writeFileSync(file, after);
  }
}
