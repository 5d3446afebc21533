import { DescribeModelPackageCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { metricsOf } from '../metrics';
import { buildFacts } from '../passport/gather/build';
import { commitFacts } from '../passport/gather/origin';
import { snapshotFacts, trainingFacts } from '../passport/gather/training';
import { versionFacts } from '../passport/gather/version';
import { actionsOf, ended, evidence, executionsOf, newExecution } from '../pipelines';
import { reviewAndMerge } from '../people/requests';
import { Deviation, type Station } from '../station';
import { trained, trainingsIn } from '../training';
import type { Life } from '../life';

/** A merge runs the build pipeline; the pipeline trains in dev; the version waits in the registry. */
export const build: Station = {
  title: 'The lead merges: contract, unit tests, training, a version that waits',
  async visit(life) {
    const trainings = await trainingsIn(life);
    const { pullRequest, commit, execution } = await mergeAndBuild(life, life.change.branch, life.change.title);
    life.passport.record('commit', () => commitFacts(life, { id: commit, pullRequest }));
    life.passport.record('build', () => buildFacts(life, execution));
    const training = await trained(life, trainings, commit);
    life.passport.record('training', () => trainingFacts(life, training.arn));
    life.passport.record('snapshot', () => snapshotFacts(life, training.arn));
    life.version = training.version;
    const { leo } = life.people;
    const described = await leo.use(SageMakerClient).send(new DescribeModelPackageCommand({ ModelPackageName: life.version }));
    if (described.ModelApprovalStatus !== 'PendingManualApproval') throw new Deviation(`${life.version} is ${described.ModelApprovalStatus}, not PendingManualApproval`);
    life.passport.record('version', () => versionFacts(life, life.version));
    life.view.say(`${life.version.split(':').pop()} waits as ${described.ModelApprovalStatus}`);
    life.view.say(`its metrics: ${JSON.stringify((await metricsOf(leo, described)).values)}`);
  },
};

/** What a merge led to. */
export interface Merged {
  readonly pullRequest: string;
  readonly commit: string;
  /** Of the build pipeline. */
  readonly execution: string;
}

/** Merges a branch and waits for the build pipeline's success. */
export async function mergeAndBuild(life: Life, branch: string, title: string): Promise<Merged> {
  const { people: { leo }, project: { buildPipeline } } = life;
  const known = await executionsOf(leo, buildPipeline);
  const merged = await reviewAndMerge(life, branch, title);
  const execution = await newExecution(life, buildPipeline, known, merged.commit);
  const status = await ended(life, buildPipeline, execution);
  const actions = await actionsOf(leo, buildPipeline, execution);
  if (status !== 'Succeeded') {
    const failed = actions.find((action) => action.status === 'Failed');
    throw new Deviation(`${buildPipeline} ended as ${status} at ${failed?.stageName}`, failed ? await evidence(life, failed) : []);
  }
  if (!actions.some(({ stageName, status: outcome }) => stageName === 'Contract' && outcome === 'Succeeded')) throw new Deviation(`${buildPipeline} built what nobody had checked against the repository contract`);
  life.view.say(`${buildPipeline}: ${actions.map(({ stageName }) => stageName).reverse().join(' → ')}`);
  return { ...merged, execution };
}
