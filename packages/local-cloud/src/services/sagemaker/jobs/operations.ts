import { rolesPassedBy } from '../../../gateway/passed-roles';
import type { RunnerCloud } from '../../../runner-cloud';
import type { Live } from '../../records';
import { type AccessRequest, AwsError, type CallContext, type Operation } from '../../service';
import { Collection, listed } from '../collection';
import type { Job } from './job';
import { JobRunner } from './job-runner';

/** Processing and training jobs. */
export class Jobs {
  private readonly processing: Collection<Job>;
  private readonly training: Collection<Job>;
  private readonly runner: JobRunner;

  /** @param folder what it remembers over a restart */
  constructor(cloud: RunnerCloud, folder: string) {
    const live: Live<Job> = { done: () => Promise.resolve(), stop: () => undefined };
    this.processing = new Collection('processing job', 'processing-job', folder, live);
    this.training = new Collection('training job', 'training-job', folder, live);
    this.runner = new JobRunner(cloud, (job) => this[job.kind].save(job, job));
  }

  /** Jobs that ran when the cloud ended have failed. */
  resume(): void {
    for (const job of this.running) this.runner.cutOff(job);
  }

  private get running(): Job[] {
    return [...this.processing.all(), ...this.training.all()].filter(({ ended }) => !ended);
  }

  get operations(): Record<string, Operation> {
    return { ...this.operationsOf('processing'), ...this.operationsOf('training') };
  }

  /** Resolves when a job has its last status. */
  async end(arn: string): Promise<void> {
    await [...this.processing.all(), ...this.training.all()].find((job) => job.arn === arn)?.done;
  }

  /** From now on what becomes of jobs is not remembered. */
  freeze(): void {
    this.processing.freeze();
    this.training.freeze();
  }

  async close(): Promise<void> {
    await Promise.all(this.running.map(async (job) => {
      job.status = 'Stopping';
      job.isAbandoned = true;
      await job.stop?.(1);
      await job.done;
    }));
  }

  private operationsOf(kind: Job['kind']): Record<string, Operation> {
    const jobs = this[kind];
    const Kind = kind === 'processing' ? 'Processing' : 'Training';
    const nameOf = (input: any): string => input[`${Kind}JobName`];
    const on = (action: string) => (input: any, context: CallContext): AccessRequest[] => [{ action: `sagemaker:${action}`, resource: jobs.arn(context, nameOf(input)) }];
    return {
      [`Create${Kind}Job`]: {
        differs: kind === 'processing' ? 'needs AppSpecification.ContainerEntrypoint, and takes S3 inputs only.' : 'needs AlgorithmSpecification.TrainingImage and its ContainerEntrypoint: AWS\'s own algorithms do not run.',
        access: (input, context) => [{ ...on(`Create${Kind}Job`)(input, context)[0], context: defaults(input) }, ...rolesPassedBy(`sagemaker:Create${Kind}Job`, input, context)],
        run: async (input, context) => {
          const job: Job = {
            name: nameOf(input), arn: jobs.arn(context, nameOf(input)), kind, account: context.account, region: context.region, input, created: new Date(), status: 'InProgress', metrics: [], done: Promise.resolve(),
          };
          jobs.add(context, job);
          this.runner.start(job);
          return { [`${Kind}JobArn`]: job.arn };
        },
      },
      [`Describe${Kind}Job`]: { access: on(`Describe${Kind}Job`), run: async (input, context) => describe(jobs.get(context, nameOf(input)), Kind) },
      [`Stop${Kind}Job`]: {
        access: on(`Stop${Kind}Job`),
        run: async (input, context) => {
          const job = jobs.get(context, nameOf(input));
          if (job.ended) throw new AwsError('ValidationException', `The request was rejected because the ${kind} job is in status ${job.status}.`);
          job.status = 'Stopping';
          // the answer does not wait: it may take as long as it needs to save what it has
          void job.stop?.();
        },
      },
      [`List${Kind}Jobs`]: {
        access: () => [{ action: `sagemaker:List${Kind}Jobs`, resource: '*' }],
        run: async (input, context) => ({
          [`${Kind}JobSummaries`]: listed(jobs.list(context), ({ created }) => created, input).map((job) => describe(job, Kind)),
        }),
      },
    };
  }
}

/** What a key has where the request does not say it: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html */
const defaults = (input: any) => ({ 'sagemaker:NetworkIsolation': String(input.NetworkConfig?.EnableNetworkIsolation ?? input.EnableNetworkIsolation ?? false) });

function describe(job: Job, Kind: string) {
  const common = {
    ...job.input, [`${Kind}JobName`]: job.name, [`${Kind}JobArn`]: job.arn, [`${Kind}JobStatus`]: job.status, CreationTime: job.created, LastModifiedTime: job.ended ?? job.started ?? job.created,
    FailureReason: job.failureReason, ExitMessage: job.exitMessage,
  };
  if (job.kind === 'processing') return { ...common, ProcessingStartTime: job.started, ProcessingEndTime: job.ended };
  return {
    ...common, SecondaryStatus: secondaryStatus(job), TrainingStartTime: job.started, TrainingEndTime: job.ended, FinalMetricDataList: job.metrics,
    ModelArtifacts: job.modelArtifacts ? { S3ModelArtifacts: job.modelArtifacts } : undefined,
  };
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html#sagemaker-DescribeTrainingJob-response-SecondaryStatus */
function secondaryStatus({ status, exceededRuntime, started }: Job): string {
  if (status === 'Stopped' && exceededRuntime) return 'MaxRuntimeExceeded';
  if (status === 'InProgress') return started ? 'Training' : 'Starting';
  return status;
}
