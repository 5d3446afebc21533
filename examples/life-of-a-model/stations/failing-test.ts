import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { reviewAndMerge } from '../people/requests';
import { stoppedPipeline } from '../passport/gather/refusals';
import { actionsOf, ended, evidence, executionsOf, newExecution } from '../pipelines';
import { Deviation, type Station } from '../station';
import { trainingOf, trainingsIn, versionsOf } from '../training';

/** A commit whose unit test fails trains nothing. */
export const failingTest: Station = {
  title: 'Refused: a commit whose unit test fails trains nothing',
  async visit(life) {
    const { buildCopy, people: { leo }, project: { buildPipeline }, view } = life;
    const before = { trainings: await trainingsIn(life), versions: await versionsOf(life), executions: await executionsOf(leo, buildPipeline) };
    await buildCopy.branch('feature/half-done');
    const folder = path.join(buildCopy.folder, 'algorithms', 'shared_libraries', 'test');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'test_half_done.py'), 'def test_half_done():\n    assert round(2.5) == 3\n');
    await buildCopy.commit('feat: half done');
    await buildCopy.push('feature/half-done');
    const { commit } = await reviewAndMerge(life, 'feature/half-done', 'Half done');
    const execution = await newExecution(life, buildPipeline, before.executions, commit);
    const status = await ended(life, buildPipeline, execution);
    const failed = (await actionsOf(leo, buildPipeline, execution)).find((action) => action.status === 'Failed');
    const log = failed ? await evidence(life, failed) : [];
    const assertion = log.find((line) => /test_half_done/.test(line) && /FAILED|failed|assert/.test(line));
    if (status !== 'Failed' || !assertion) throw new Deviation(`${buildPipeline} ended as ${status} without naming the failed test`, log);
    const trainings = await trainingsIn(life);
    const versions = await versionsOf(life);
    // another commit's training may have come to its end meanwhile
    const isRegistered = trainings.length === before.trainings.length && versions.length !== before.versions.length;
    if (trainingOf(commit, trainings, before.trainings) || isRegistered) throw new Deviation('something was trained or registered', log);
    view.say(`${buildPipeline} ended as Failed at ${failed?.stageName}: ${assertion.trim()}`);
    view.say('nothing was trained, nothing was registered');
    life.passport.record('failingTest', () => stoppedPipeline(life, {
      attempt: 'a commit whose unit test fails is merged', pipeline: buildPipeline, execution, telling: /^E\s/, unchanged: 'nothing was trained, nothing was registered',
    }));
    await buildCopy.branch('fix/half-done');
    const { rmSync } = await import('node:fs');
    rmSync(path.join(folder, 'test_half_done.py'));
    await buildCopy.commit('fix: the half-done test goes');
    await buildCopy.push('fix/half-done');
  },
};
