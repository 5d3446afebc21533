import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { stoppedPipeline } from '../passport/gather/refusals';
import { actionsOf, ended, evidence, reaches } from '../pipelines';
import { Deviation, type Station } from '../station';
import { trained, trainingsIn } from '../training';
import type { Life } from '../life';
import { mergeAndBuild } from './build';
import { predict, ROWS } from './predictions';
import { approve, approveVersion, FIRST_GATE } from './promotion';

const BRANCH = 'feature/rename-the-answer';
const SERVING = path.join('algorithms', 'inference');

/** A commit that breaks the serving schema passes its own tests, is approved by mistake, fails in pre-prod and never reaches prod. */
export const brokenSchema: Station = {
  title: 'Refused: a commit that breaks the serving schema fails in pre-prod and never reaches prod',
  async visit(life) {
    const { project: { deployPipeline }, view } = life;
    const ask = () => predict(life, life.dataset.lastRows(ROWS).map((row) => life.dataset.request(row)));
    const before = await ask();
    const version = await trainBroken(life);
    if (!version) return view.say(`skipped: nothing in ${SERVING} of your repository speaks of a "probability", so that it could be broken`);
    const execution = await approveVersion(life, version);
    await reaches(life, deployPipeline, execution, FIRST_GATE);
    await approve(life, life.people.lena, FIRST_GATE, 'read in haste');
    const status = await ended(life, deployPipeline, execution);
    const actions = await actionsOf(life.people.leo, deployPipeline, execution);
    const failed = actions.find((action) => action.status === 'Failed');
    const log = failed ? await evidence(life, failed) : [];
    if (status !== 'Failed' || failed?.stageName !== 'Test') throw new Deviation(`${deployPipeline} ended as ${status} at ${failed?.stageName}, not at Test`, log);
    if (actions.some(({ stageName }) => stageName === 'ApproveProd' || stageName === 'Prod')) throw new Deviation('the pipeline went on after the failed test', log);
    view.say(`${deployPipeline} ended at ${failed.stageName}: ${(log.find((line) => /FAILED|Error/.test(line)) ?? log[0] ?? '').trim()}`);
    const after = await ask();
    if (JSON.stringify(after) !== JSON.stringify(before)) throw new Deviation('prod answers differently than before', [JSON.stringify({ before, after })]);
    view.say('prod answers as before');
    life.passport.record('brokenSchema', () => stoppedPipeline(life, {
      attempt: 'a version whose answers have another schema is approved in haste', pipeline: deployPipeline, execution, telling: /^E\s/, unchanged: 'prod answers as before',
    }));
  },
};

/** @returns the version, or nothing where the code that serves cannot be broken this way */
async function trainBroken(life: Life): Promise<string | undefined> {
  const trainings = await trainingsIn(life);
  await life.buildCopy.branch(BRANCH, 'origin/fix/half-done');
  if (renameAnswer(path.join(life.buildCopy.folder, SERVING)) === 0) return undefined;
  await life.buildCopy.commit('feat: the probability is called score');
  await life.buildCopy.push(BRANCH);
  const { commit } = await mergeAndBuild(life, BRANCH, 'Rename the answer');
  return (await trained(life, trainings, commit)).version;
}

/** `probability` becomes `score` in the answer, in the code that serves and in its own tests. @returns how many files changed */
export function renameAnswer(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.py')).map((file) => path.join(folder, file));
  return files.filter((file) => {
    const before = readFileSync(file, 'utf8');
    const after = before.replace(/(["'])probability\1/g, '$1score$1');
    if (after !== before) writeFileSync(file, after);
    return after !== before;
  }).length;
}
