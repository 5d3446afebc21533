import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import * as path from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { noSpace } from '../../../no-space';
import { imageRow } from '../../../processes/images';
import type { Exit } from '../../../processes/processes';
import { removeFolder } from '../../../processes/remove-folder';
import type { RunnerCloud } from '../../../runner-cloud';
import { BuildLog } from '../../codebuild/build-log';
import { quietly } from '../../quietly';
import { AwsError } from '../../service';
import type { Job } from './job';
import { JobFolder } from './job-folder';
import { processingPlan } from './processing';
import { trainingPlan } from './training';

/** What a kind of job makes of the container contract. */
export interface JobPlan {
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** How long it may go on after it was told to stop, to save what it has. */
  readonly graceSeconds: number;
  /** Whether what a job that was stopped has made is kept. */
  readonly keepsWhenStopped: boolean;
  /** The file that a failing step explains itself in. */
  readonly failureFile: string;
  prepare(s3: S3Client, folder: JobFolder): Promise<void>;
  collect(s3: S3Client, folder: JobFolder, job: Job): Promise<void>;
}

/** AWS cuts a failure reason at 1,024 characters (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html). */
const REASON_LIMIT = 1024;

/** Runs a job as a process with its role's credentials, in the documented container contract. */
export class JobRunner {
  /** @param keep remembers a job that was changed */
  constructor(private readonly cloud: RunnerCloud, private readonly keep: (job: Job) => void) {}

  /** The cloud ended while a job ran. */
  cutOff(job: Job): void {
    job.status = 'Failed';
    job.failureReason = 'InternalServerError: the local cloud ended while the job ran';
    job.ended = new Date();
    void quietly(this.write, () => this.keep(job), () => this.tell(job));
  }

  start(job: Job): void {
    job.done = this.run(job);
  }

  private readonly write = (line: string): void => this.cloud.log.write('sagemaker', line);

  private async run(job: Job): Promise<void> {
    const root = path.join(this.cloud.folders.jobs, job.account, job.name);
    let outcome: Job['status'];
    await quietly(this.write, () => this.tell(job));
    try {
      const plan = job.kind === 'processing' ? processingPlan(job) : trainingPlan(job);
      const row = imageRow(plan.image, this.cloud.images);
      const credentials = await this.cloud.assumeServiceRole(job.input.RoleArn, 'sagemaker.amazonaws.com', 'SageMaker');
      const s3 = new S3Client(this.cloud.clientOptions(credentials, job.region));
      const folder = new JobFolder(path.join(root, 'ml'), await this.cloud.processes.mountsOptMl);
      await plan.prepare(s3, folder);
      const environment = await this.cloud.environments.ensure(row.environment);
      outcome = await this.execute(job, plan, folder, environment, credentials);
      if (outcome === 'Completed' || (job.started && plan.keepsWhenStopped && !job.isAbandoned)) await plan.collect(s3, folder, job);
    } catch (error) {
      outcome = 'Failed';
      job.failureReason = `${(error as AwsError).code ?? (error as Error).name}: ${noSpace(error, this.cloud.folders.root) ?? (error as Error).message}`.slice(0, REASON_LIMIT);
      this.write(`${job.kind} job ${job.name}: ${(error as Error).stack}`);
    }
    removeFolder(root, this.write);
    // whoever sees that it has ended finds nothing of it left
    job.status = outcome;
    job.ended = new Date();
    // it holds the process and every line that it printed, and jobs are kept
    job.stop = undefined;
    await quietly(this.write, () => this.keep(job), () => this.tell(job));
  }

  private async execute(job: Job, plan: JobPlan, folder: JobFolder, environment: { bin: string }, credentials: Parameters<RunnerCloud['processEnvironment']>[0]): Promise<'Completed' | 'Stopped'> {
    const group = job.kind === 'processing' ? '/aws/sagemaker/ProcessingJobs' : '/aws/sagemaker/TrainingJobs';
    const log = new BuildLog(new CloudWatchLogsClient(this.cloud.clientOptions(credentials, job.region)), group, `${job.name}/algo-1`, (error) => this.cloud.log.write('sagemaker', `${job.name}: ${error.message}`));
    await log.open();
    const lines: string[] = [];
    const [program, ...rest] = plan.command.map((part) => folder.rewrite(part));
    const cwd = path.join(folder.root, 'tmp');
    mkdirSync(cwd, { recursive: true });
    const isolated = job.input.NetworkConfig?.EnableNetworkIsolation ?? job.input.EnableNetworkIsolation ?? false;
    if (isStopping(job)) {
      await log.close();
      return 'Stopped';
    }
    const child = this.cloud.processes.start({
      command: [program, ...rest], cwd, bin: environment.bin, timeoutSeconds: plan.timeoutSeconds, graceSeconds: plan.graceSeconds, mounts: folder.mounts,
      // network isolation also keeps the role's credentials from the container: https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
      env: { ...(isolated ? {} : this.cloud.processEnvironment(credentials, job.region)), ...rewritten(plan.environment, folder), TMPDIR: cwd },
      log: (line) => {
        lines.push(line);
        log.write(line);
        this.cloud.log.write(`sagemaker/${job.name}`, line);
      },
    });
    job.started = new Date();
    this.keep(job);
    job.stop = (graceSeconds) => child.stop(graceSeconds);
    const exit = await child.exit.finally(() => log.close());
    this.measure(job, lines);
    job.exceededRuntime = exit.timedOut;
    if (!isStopping(job) && !exit.timedOut && exit.code !== 0) throw this.failure(exit, plan, folder, lines);
    const message = folder.at('/opt/ml/output/message');
    if (existsSync(message)) job.exitMessage = readFileSync(message, 'utf8').slice(0, REASON_LIMIT);
    return isStopping(job) || exit.timedOut ? 'Stopped' : 'Completed';
  }

  /** The reason is what the step wrote into its failure file, or the last lines of its log; a signal's exit code is a shell's: 128 and its number. */
  private failure({ code, signal }: Exit, plan: JobPlan, folder: JobFolder, lines: readonly string[]): AwsError {
    const file = folder.at(plan.failureFile);
    const told = existsSync(file) ? readFileSync(file, 'utf8').trim() : lines.slice(-5).join('\n');
    if (!signal) return new AwsError('AlgorithmError', `${told}, exit code: ${code}`);
    const last = told ? `. The last it said: ${told}` : '';
    return new AwsError('AlgorithmError', `the job's process was ended by ${signal}${last}, exit code: ${128 + constants.signals[signal]}`);
  }

  private measure(job: Job, lines: readonly string[]): void {
    for (const { Name, Regex } of job.input.AlgorithmSpecification?.MetricDefinitions ?? []) {
      for (const line of lines) {
        const value = new RegExp(Regex).exec(line)?.[1];
        if (value !== undefined) job.metrics.push({ MetricName: Name, Value: Number(value), Timestamp: new Date() });
      }
    }
  }

  /** https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html */
  private async tell(job: Job): Promise<void> {
    const kind = job.kind === 'processing' ? 'Processing' : 'Training';
    await this.cloud.events.emit({
      'account': job.account, 'region': job.region, 'source': 'aws.sagemaker', 'detail-type': `SageMaker ${kind} Job State Change`, 'resources': [job.arn],
      'detail': { [`${kind}JobName`]: job.name, [`${kind}JobArn`]: job.arn, [`${kind}JobStatus`]: job.status, ...(job.failureReason ? { FailureReason: job.failureReason } : {}) },
    });
  }
}

/** Asked for while the job waits for something else. */
const isStopping = (job: Job): boolean => job.status === 'Stopping';
const rewritten = (environment: Readonly<Record<string, string>>, folder: JobFolder) => Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, folder.rewrite(value)]));
