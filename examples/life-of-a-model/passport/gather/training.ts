import {
  DescribePipelineExecutionCommand, DescribeProcessingJobCommand, DescribeTrainingJobCommand, ListPipelineExecutionStepsCommand, type PipelineExecutionStep, SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Life } from '../../life';
import { Person } from '../../people/person';
import type { StoredObject } from '../facts/origin';
import type { Step, Training, TrainingJob } from '../facts/training';
import { placeOf, storedObject } from './objects';
import { secondsBetween } from './seconds';

/** Dev's personas have no console (C067): what is there an administrator reads. */
const inDev = ({ cloud, topology }: Life) => Person.administrator(cloud, 'IT', topology.accounts.dev);

/** An execution of the training pipeline, and what its training job was given. */
export async function trainingFacts(life: Life, execution: string): Promise<Training> {
  const it = inDev(life);
  const { PipelineExecutionStatus, PipelineExecutionDisplayName } = await it.use(SageMakerClient).send(new DescribePipelineExecutionCommand({ PipelineExecutionArn: execution }));
  const steps = await stepsOf(it, execution);
  const job = steps.map(({ Metadata }) => Metadata?.TrainingJob?.Arn).find(Boolean);
  if (!job) throw new Error(`${execution} ran no training job`);
  return {
    account: it.account, execution, status: PipelineExecutionStatus ?? '', buildId: PipelineExecutionDisplayName, steps: steps.map(stepFacts), job: await jobFacts(it, nameOf(job)),
  };
}

/** The dataset as the build kept it: what the first processing job wrote to the build's `input`. */
export async function snapshotFacts(life: Life, execution: string): Promise<StoredObject> {
  const it = inDev(life);
  const jobs = (await stepsOf(it, execution)).flatMap(({ Metadata }) => Metadata?.ProcessingJob?.Arn ?? []);
  const described = await Promise.all(jobs.map((arn) => it.use(SageMakerClient).send(new DescribeProcessingJobCommand({ ProcessingJobName: nameOf(arn) }))));
  const outputs = described.flatMap(({ ProcessingOutputConfig }) => ProcessingOutputConfig?.Outputs ?? []);
  const folder = outputs.find(({ OutputName }) => OutputName === 'input')?.S3Output?.S3Uri;
  if (!folder) throw new Error(`no job of ${execution} has an output named input`);
  const { Bucket, Key: Prefix } = placeOf(folder);
  const { Contents = [] } = await it.use(S3Client).send(new ListObjectsV2Command({ Bucket, Prefix: `${Prefix.replace(/\/$/, '')}/` }));
  if (!Contents[0]) throw new Error(`${folder} is empty`);
  return storedObject(it, `s3://${Bucket}/${Contents[0].Key}`);
}

async function stepsOf(person: Person, PipelineExecutionArn: string): Promise<PipelineExecutionStep[]> {
  const { PipelineExecutionSteps = [] } = await person.use(SageMakerClient).send(new ListPipelineExecutionStepsCommand({ PipelineExecutionArn, SortOrder: 'Ascending' }));
  return PipelineExecutionSteps;
}

async function jobFacts(person: Person, name: string): Promise<TrainingJob> {
  const job = await person.use(SageMakerClient).send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  // the SDK's own additions tell the container where its code is
  const hyperParameters = Object.entries(job.HyperParameters ?? {}).filter(([key]) => !key.startsWith('sagemaker_'));
  return {
    name, image: job.AlgorithmSpecification?.TrainingImage, role: job.RoleArn, instance: job.ResourceConfig?.InstanceType, subnets: job.VpcConfig?.Subnets ?? [],
    isolated: job.EnableNetworkIsolation, hyperParameters: Object.fromEntries(hyperParameters),
  };
}

function stepFacts({ StepName = '', StepStatus, Metadata = {}, StartTime, EndTime }: PipelineExecutionStep): Step {
  return { name: StepName, type: Object.keys(Metadata)[0] ?? '', status: StepStatus ?? '', seconds: secondsBetween(StartTime, EndTime) };
}

/** `arn:…:training-job/name` */
const nameOf = (arn: string) => arn.split('/').pop() ?? '';
