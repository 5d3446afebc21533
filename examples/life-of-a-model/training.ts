import {
  DescribePipelineExecutionCommand, ListModelPackagesCommand, ListPipelineExecutionsCommand, ListPipelineExecutionStepsCommand, ListPipelinesCommand,
  type PipelineExecutionStep, SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Life } from './life';
import { Person } from './people/person';
import { Deviation } from './station';
import { until, WORK_SECONDS } from './until';

/** An execution of a SageMaker pipeline, and what its starter said of it. */
export interface Execution {
  readonly arn: string;
  readonly said: string;
}

/** A training that has ended well, and the version that it registered, both by ARN. */
export interface Trained {
  readonly arn: string;
  readonly version: string;
}

/** Every execution of every SageMaker pipeline in dev. */
export async function trainingsIn(life: Life): Promise<Execution[]> {
  const sagemaker = inDev(life).use(SageMakerClient);
  const { PipelineSummaries = [] } = await sagemaker.send(new ListPipelinesCommand({}));
  const executions = PipelineSummaries.map(({ PipelineName }) => sagemaker.send(new ListPipelineExecutionsCommand({ PipelineName })));
  return (await Promise.all(executions)).flatMap(({ PipelineExecutionSummaries = [] }) => PipelineExecutionSummaries.map((one) => ({
    arn: one.PipelineExecutionArn ?? '', said: [one.PipelineExecutionDisplayName, one.PipelineExecutionDescription].filter(Boolean).join(' '),
  })));
}

/** A commit's id, or the eight digits that the seed takes of it. */
const COMMIT = /\b(?=\d*[a-f])[0-9a-f]{8}([0-9a-f]{32})?\b/;

/**
 * The execution that trains a commit, of those that were not known before the commit was built. There may be another: the first execution of a new build pipeline takes
 * whatever main is when it comes to it. One of a repository whose executions name no commit counts as the one.
 */
export function trainingOf(commit: string, executions: readonly Execution[], known: readonly Execution[]): Execution | undefined {
  const fresh = executions.filter(({ arn }) => !known.some((one) => one.arn === arn));
  return fresh.find(({ said }) => said.includes(commit.slice(0, 8))) ?? fresh.find(({ said }) => !COMMIT.test(said));
}

/** Waits for the training of a commit, not among those known, and for its end. Says each step as it ends. */
export async function trained(life: Life, known: readonly Execution[], commit: string): Promise<Trained> {
  const sagemaker = inDev(life).use(SageMakerClient);
  const { arn } = await until(`a training of ${commit.slice(0, 8)} in dev`, async () => trainingOf(commit, await trainingsIn(life), known), { timeoutSeconds: WORK_SECONDS, signal: life.signal });
  const said = new Set<string>();
  const version = await until('the end of the training', async () => {
    const { PipelineExecutionStatus: status, FailureReason } = await sagemaker.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn: arn }));
    const { PipelineExecutionSteps = [] } = await sagemaker.send(new ListPipelineExecutionStepsCommand({ PipelineExecutionArn: arn, SortOrder: 'Ascending' }));
    for (const { StepName = '', StepStatus, StartTime, EndTime } of PipelineExecutionSteps) {
      if (StepStatus !== 'Succeeded' || said.has(StepName)) continue;
      said.add(StepName);
      life.view.say(`${StepName.padEnd(20)} ${(((EndTime?.getTime() ?? 0) - (StartTime?.getTime() ?? 0)) / 1000).toFixed(1)} s`);
    }
    life.view.doing(PipelineExecutionSteps.filter(({ StepStatus }) => StepStatus === 'Executing').map(({ StepName }) => StepName).join(', '));
    if (status === 'Failed' || status === 'Stopped') {
      const reasons = PipelineExecutionSteps.filter((step) => step.FailureReason).map((step) => `${step.StepName}: ${step.FailureReason}`);
      throw new Deviation(`the training ended as ${status}: ${FailureReason ?? ''}`, reasons);
    }
    return status === 'Succeeded' ? versionOf(arn, PipelineExecutionSteps) : undefined;
  }, { timeoutSeconds: WORK_SECONDS, signal: life.signal });
  return { arn, version };
}

/** The version that an execution registered, by its ARN: another may be newer. */
export function versionOf(arn: string, steps: readonly PipelineExecutionStep[]): string {
  const version = steps.map(({ Metadata }) => Metadata?.RegisterModel?.Arn).find(Boolean);
  if (!version) throw new Deviation(`${arn} registered no version`, steps.map(({ StepName, StepStatus }) => `${StepName}: ${StepStatus}`));
  return version;
}

/** The versions of the project's model group, as the lead sees them in the registry. */
export async function versionsOf(life: Life): Promise<{ arn: string; status: string }[]> {
  const { ModelPackageSummaryList = [] } = await life.people.leo.use(SageMakerClient).send(new ListModelPackagesCommand({ ModelPackageGroupName: life.project.modelGroup }));
  return ModelPackageSummaryList.map(({ ModelPackageArn = '', ModelApprovalStatus = '' }) => ({ arn: ModelPackageArn, status: ModelApprovalStatus }));
}

/** The console's view of dev: an administrator's, for dev's personas have no console (C067). */
function inDev(life: Life): Person {
  return Person.administrator(life.cloud, 'IT', life.topology.accounts.dev);
}
