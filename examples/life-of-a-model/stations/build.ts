import { DescribeModelPackageCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { actionsOf, ended, evidence, executionsOf, newExecution } from '../pipelines';
import { reviewAndMerge } from '../people/requests';
import { Deviation, type Station } from '../station';
import { newestVersion, trained, trainingsIn } from '../training';
import type { Life } from '../life';

/** A merge runs the build pipeline; the pipeline trains in dev; the version waits in the registry. */
export const build: Station = {
  title: 'The lead merges: contract, unit tests, training, a version that waits',
  async visit(life) {
    const trainings = await trainingsIn(life);
    await mergeAndBuild(life, life.change.branch, life.change.title);
    await trained(life, trainings);
    const version = await newestVersion(life);
    if (version.status !== 'PendingManualApproval') throw new Deviation(`${version.arn} is ${version.status}, not PendingManualApproval`);
    life.version = version.arn;
    life.view.say(`${version.arn.split(':').pop()} waits as ${version.status}`);
    life.view.say(`its metrics: ${JSON.stringify(await metricsOf(life, version.arn))}`);
  },
};

/** Merges a branch and waits for the build pipeline's success. */
export async function mergeAndBuild(life: Life, branch: string, title: string): Promise<void> {
  const { people: { leo }, project: { buildPipeline } } = life;
  const known = await executionsOf(leo, buildPipeline);
  await reviewAndMerge(life, branch, title);
  const execution = await newExecution(life, buildPipeline, known);
  const status = await ended(life, buildPipeline, execution);
  const actions = await actionsOf(leo, buildPipeline, execution);
  if (status !== 'Succeeded') {
    const failed = actions.find((action) => action.status === 'Failed');
    throw new Deviation(`${buildPipeline} ended as ${status} at ${failed?.stageName}`, failed ? await evidence(life, failed) : []);
  }
  if (!actions.some(({ stageName, status: outcome }) => stageName === 'Contract' && outcome === 'Succeeded')) throw new Deviation(`${buildPipeline} built what nobody had checked against the repository contract`);
  life.view.say(`${buildPipeline}: ${actions.map(({ stageName }) => stageName).reverse().join(' → ')}`);
}

async function metricsOf(life: Life, arn: string): Promise<unknown> {
  const { leo } = life.people;
  const { ModelMetrics } = await leo.use(SageMakerClient).send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  const uri = new URL(ModelMetrics?.ModelQuality?.Statistics?.S3Uri ?? '');
  const { Body } = await leo.use(S3Client).send(new GetObjectCommand({ Bucket: uri.hostname, Key: uri.pathname.slice(1) }));
  return flatNumbers(JSON.parse((await Body?.transformToString()) ?? '{}'));
}

/** `{binary_classification_metrics: {auc: {value: 0.76}}}` to `{auc: 0.76}`. */
function flatNumbers(report: Record<string, unknown>): Record<string, number> {
  const entries = Object.entries(report).flatMap(([key, value]): [string, number][] => {
    // a confusion matrix has numbers for names
    if (/^\d+$/.test(key)) return [];
    if (typeof value === 'number') return [[key, Math.round(value * 1000) / 1000]];
    if (typeof value !== 'object' || value === null) return [];
    if ('value' in value && typeof value.value === 'number') return [[key, Math.round(value.value * 1000) / 1000]];
    return Object.entries(flatNumbers(value as Record<string, unknown>));
  });
  return Object.fromEntries(entries);
}
