import {
  DescribePipelineExecutionCommand, ListModelPackagesCommand, ListPipelineExecutionsCommand, ListPipelineExecutionStepsCommand, ListPipelinesCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Life } from './life';
import { Person } from './people/person';
import { Deviation } from './station';
import { until, WORK_SECONDS } from './until';

/** ARNs of every execution of every SageMaker pipeline in dev. */
export async function trainingsIn(life: Life): Promise<string[]> {
  const sagemaker = inDev(life).use(SageMakerClient);
  const { PipelineSummaries = [] } = await sagemaker.send(new ListPipelinesCommand({}));
  const executions = PipelineSummaries.map(({ PipelineName }) => sagemaker.send(new ListPipelineExecutionsCommand({ PipelineName })));
  return (await Promise.all(executions)).flatMap(({ PipelineExecutionSummaries = [] }) => PipelineExecutionSummaries.map((one) => one.PipelineExecutionArn ?? ''));
}

/** Waits for a training that is not among those known and for its end. Says each step as it ends. Returns the execution's ARN. */
export async function trained(life: Life, known: readonly string[]): Promise<string> {
  const sagemaker = inDev(life).use(SageMakerClient);
  const arn = await until('a training in dev', async () => (await trainingsIn(life)).find((one) => !known.includes(one)), { timeoutSeconds: WORK_SECONDS, signal: life.signal });
  const said = new Set<string>();
  await until('the end of the training', async () => {
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
    return status === 'Succeeded' ? true : undefined;
  }, { timeoutSeconds: WORK_SECONDS, signal: life.signal });
  return arn;
}

/** The newest version of the project's model group, as the lead sees it in the registry. */
export async function newestVersion(life: Life): Promise<{ arn: string; status: string }> {
  const { ModelPackageSummaryList = [] } = await life.people.leo.use(SageMakerClient).send(
    new ListModelPackagesCommand({ ModelPackageGroupName: life.project.modelGroup, SortBy: 'CreationTime', SortOrder: 'Descending' }),
  );
  const [newest] = ModelPackageSummaryList;
  if (!newest) throw new Deviation(`model group ${life.project.modelGroup} has no version`);
  return { arn: newest.ModelPackageArn ?? '', status: newest.ModelApprovalStatus ?? '' };
}

/** The console's view of dev: an administrator's, for dev's personas have no console (C067). */
function inDev(life: Life): Person {
  return Person.administrator(life.cloud, 'it', life.topology.accounts.dev);
}
