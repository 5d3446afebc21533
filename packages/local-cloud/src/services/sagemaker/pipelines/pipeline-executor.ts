import { once } from 'node:events';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateModelCommand, CreateModelPackageCommand, CreateProcessingJobCommand, CreateTrainingJobCommand, DescribeModelCommand, DescribeModelPackageCommand, DescribeProcessingJobCommand,
  DescribeTrainingJobCommand, SageMakerClient, StopProcessingJobCommand, StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import type { RunnerCloud } from '../../../runner-cloud';
import { quietly } from '../../quietly';
import { AwsError } from '../../service';
import { s3Location } from '../jobs/s3-transfer';
import { allHold } from './conditions';
import { allSteps, dependenciesOf, type Step } from './definition';
import type { Execution, StepRun } from './execution';
import { resolve, type Values } from './resolve';

interface Session {
  readonly sagemaker: SageMakerClient;
  readonly s3: S3Client;
  readonly values: Values;
  readonly steps: Map<string, any>;
}

/** Runs an execution with the pipeline's role: every step is the API call that AWS would make for it. */
export class PipelineExecutor {
  /**
   * @param jobEnd resolves when a job, given by its ARN, has its last status
   * @param keep remembers an execution that was changed
   */
  constructor(private readonly cloud: RunnerCloud, private readonly jobEnd: (arn: string) => Promise<void>, private readonly keep: (execution: Execution) => void) {}

  /** The cloud ended while an execution ran. */
  cutOff(execution: Execution): void {
    const now = new Date();
    const reason = 'the local cloud ended while it ran';
    for (const run of execution.runs.filter(({ ended }) => !ended)) Object.assign(run, { status: 'Failed', ended: now, failureReason: `InternalServerError: ${reason}` });
    Object.assign(execution, { status: 'Failed', updated: now, failureReason: reason });
    void quietly(this.write, () => this.keep(execution), () => this.tell(execution));
  }

  start(execution: Execution): void {
    execution.done = this.run(execution);
  }

  private readonly write = (line: string): void => this.cloud.log.write('sagemaker', line);

  private async run(execution: Execution): Promise<void> {
    await quietly(this.write, () => this.tell(execution));
    try {
      const session = await this.session(execution);
      await this.runSteps(execution, execution.definition.Steps, session);
      execution.status = execution.stop.signal.aborted ? 'Stopped' : execution.runs.some(({ status }) => status === 'Failed') ? 'Failed' : 'Succeeded';
    } catch (error) {
      execution.status = execution.stop.signal.aborted ? 'Stopped' : 'Failed';
      execution.failureReason = (error as Error).message;
      this.write(`${execution.arn}: ${(error as Error).stack}`);
    }
    const failed = execution.runs.filter(({ status }) => status === 'Failed').map(({ step }) => step.Name);
    if (failed.length > 0) execution.failureReason = `Step failure: One or multiple steps failed: ${failed.join(', ')}.`;
    execution.updated = new Date();
    await quietly(this.write, () => this.keep(execution), () => this.tell(execution));
  }

  private async session(execution: Execution): Promise<Session> {
    const { pipeline } = execution;
    const credentials = await this.cloud.assumeServiceRole(pipeline.roleArn, 'sagemaker.amazonaws.com', `SageMaker-${execution.id}`);
    const options = this.cloud.clientOptions(credentials, pipeline.region);
    const steps = new Map<string, any>();
    const s3 = new S3Client(options);
    const values: Values = {
      steps,
      parameters: execution.parameters,
      execution: {
        PipelineExecutionId: execution.id, PipelineExecutionArn: execution.arn, PipelineName: pipeline.name, PipelineArn: pipeline.arn,
        StartDateTime: execution.started.toISOString(), CurrentDateTime: new Date().toISOString(),
      },
      propertyFile: (step, name) => this.propertyFile(execution, s3, steps, step, name),
    };
    return { sagemaker: new SageMakerClient(options), s3, values, steps };
  }

  /** Steps whose predecessors have ended run side by side; after a failure nothing new begins. */
  private async runSteps(execution: Execution, steps: readonly Step[], session: Session): Promise<void> {
    const running = new Map<string, Promise<void>>();
    const names = new Set(steps.map(({ Name }) => Name));
    let broken = false;
    const start = (step: Step): Promise<void> => {
      const known = running.get(step.Name);
      if (known) return known;
      const needs = dependenciesOf(step).filter((name) => names.has(name)).map((name) => start(steps.find(({ Name }) => Name === name) as Step));
      const promise = Promise.all(needs).then(async () => {
        if (broken || execution.stop.signal.aborted) return;
        if ((await this.runStep(execution, step, session)) === 'Failed') broken = true;
      });
      running.set(step.Name, promise);
      return promise;
    };
    await Promise.all(steps.map(start));
  }

  private async runStep(execution: Execution, step: Step, session: Session): Promise<StepRun['status']> {
    const run: StepRun = { step, status: 'Executing', started: new Date() };
    execution.runs.push(run);
    this.keep(execution);
    await this.tellStep(execution, run);
    try {
      await this.work(execution, run, session);
      run.status = 'Succeeded';
    } catch (error) {
      run.status = execution.stop.signal.aborted ? 'Stopped' : 'Failed';
      run.failureReason = `${(error as AwsError).code ?? (error as Error).name}: ${(error as Error).message}`;
      this.write(`${execution.arn} ${step.Name}: ${(error as Error).stack}`);
    }
    run.ended = new Date();
    await quietly(this.write, () => this.keep(execution), () => this.tellStep(execution, run));
    return run.status;
  }

  private async work(execution: Execution, run: StepRun, session: Session): Promise<void> {
    const { step } = run;
    const { values, sagemaker, steps } = session;
    const jobName = `pipelines-${execution.id}-${step.Name}-${Math.random().toString(36).slice(2, 12)}`.slice(0, 63);
    switch (step.Type) {
      case 'Condition': {
        const holds = await allHold(step.Arguments.Conditions, values);
        run.metadata = { Condition: { Outcome: holds ? 'True' : 'False' } };
        return this.branch(execution, (holds ? step.Arguments.IfSteps : step.Arguments.ElseSteps) ?? [], session);
      }
      case 'Fail': throw new AwsError('ClientError', String(await resolve(step.Arguments.ErrorMessage, values)));
      case 'Processing': {
        const input = await resolve(step.Arguments, values);
        const { ProcessingJobArn } = await sagemaker.send(new CreateProcessingJobCommand({ ...withoutExperiment(input), ProcessingJobName: jobName }));
        run.metadata = { ProcessingJob: { Arn: ProcessingJobArn } };
        const describe = () => sagemaker.send(new DescribeProcessingJobCommand({ ProcessingJobName: jobName }));
        const stop = () => sagemaker.send(new StopProcessingJobCommand({ ProcessingJobName: jobName }));
        steps.set(step.Name, await this.ended(execution, String(ProcessingJobArn), describe, ({ ProcessingJobStatus }) => ProcessingJobStatus, stop));
        return;
      }
      case 'Training': {
        const input = await resolve(step.Arguments, values);
        const { TrainingJobArn } = await sagemaker.send(new CreateTrainingJobCommand({ ...withoutExperiment(input), TrainingJobName: jobName }));
        run.metadata = { TrainingJob: { Arn: TrainingJobArn } };
        const describe = () => sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: jobName }));
        const stop = () => sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: jobName }));
        steps.set(step.Name, await this.ended(execution, String(TrainingJobArn), describe, ({ TrainingJobStatus }) => TrainingJobStatus, stop));
        return;
      }
      case 'RegisterModel': {
        const { ModelPackageArn } = await sagemaker.send(new CreateModelPackageCommand(await resolve(step.Arguments, values)));
        run.metadata = { RegisterModel: { Arn: ModelPackageArn } };
        steps.set(step.Name, await this.describedIfAllowed(() => sagemaker.send(new DescribeModelPackageCommand({ ModelPackageName: ModelPackageArn })), { ModelPackageArn }));
        return;
      }
      case 'Model': {
        await sagemaker.send(new CreateModelCommand({ ...(await resolve(step.Arguments, values)), ModelName: jobName }));
        steps.set(step.Name, await sagemaker.send(new DescribeModelCommand({ ModelName: jobName })));
        return;
      }
      default: throw new AwsError('ClientError', `steps of type ${step.Type} are not in the table of what runs`);
    }
  }

  /** The steps inside a condition; one that fails fails the execution, not the condition. */
  private async branch(execution: Execution, steps: readonly Step[], session: Session): Promise<void> {
    await this.runSteps(execution, steps, session);
  }

  /** A role that may register need not be allowed to look: then only the ARN is known of the version. */
  private async describedIfAllowed(describe: () => Promise<any>, known: object): Promise<any> {
    try {
      return await describe();
    } catch (error) {
      if ((error as Error).name !== 'AccessDeniedException') throw error;
      return known;
    }
  }

  /** What the role may see of a job at its end. AWS asks again and again; here the job tells when it is time. */
  private async ended<T extends { FailureReason?: string; SecondaryStatus?: string }>(
    { stop: { signal } }: Execution, arn: string, describe: () => Promise<T>, statusOf: (job: T) => string | undefined, stop: () => Promise<unknown>,
  ): Promise<T> {
    let stopping = false;
    for (;;) {
      const job = await describe();
      const status = statusOf(job);
      if (status === 'Completed') return job;
      if (status === 'Failed' || status === 'Stopped') throw new AwsError('ClientError', job.FailureReason ?? `the job ended as ${job.SecondaryStatus ?? status}`);
      if (signal.aborted && !stopping) {
        stopping = true;
        await stop();
      }
      const end = this.jobEnd(arn);
      await (stopping || signal.aborted ? end : Promise.race([end, once(signal, 'abort')]));
    }
  }

  private async propertyFile(execution: Execution, s3: S3Client, steps: Map<string, any>, stepName: string, name: string): Promise<unknown> {
    const step = allSteps(execution.definition.Steps).find(({ Name }) => Name === stepName);
    const file = step?.PropertyFiles?.find(({ PropertyFileName }) => PropertyFileName === name);
    const output = steps.get(stepName)?.ProcessingOutputConfig?.Outputs?.find(({ OutputName }: any) => OutputName === file?.OutputName);
    if (!file || !output) throw new AwsError('ClientError', `property file ${name} of step ${stepName} has no output that it could be in`);
    const { Body } = await s3.send(new GetObjectCommand(s3Location(`${output.S3Output.S3Uri}/${file.FilePath}`)));
    return JSON.parse((await Body?.transformToString()) ?? '{}');
  }

  /** https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html#eventbridge-pipeline */
  private async tell(execution: Execution): Promise<void> {
    const { pipeline } = execution;
    await this.cloud.events.emit({
      'account': pipeline.account, 'region': pipeline.region, 'source': 'aws.sagemaker', 'detail-type': 'SageMaker Model Building Pipeline Execution Status Change', 'resources': [pipeline.arn, execution.arn],
      'detail': {
        pipelineArn: pipeline.arn, pipelineExecutionArn: execution.arn, pipelineExecutionDisplayName: execution.displayName, currentPipelineExecutionStatus: execution.status,
        executionStartTime: execution.started.toISOString(), ...(execution.status === 'Executing' ? {} : { executionEndTime: execution.updated.toISOString() }),
      },
    });
  }

  private async tellStep(execution: Execution, { step, status, failureReason, metadata }: StepRun): Promise<void> {
    const { pipeline } = execution;
    await this.cloud.events.emit({
      'account': pipeline.account, 'region': pipeline.region, 'source': 'aws.sagemaker', 'detail-type': 'SageMaker Model Building Pipeline Execution Step Status Change', 'resources': [pipeline.arn, execution.arn],
      'detail': { pipelineArn: pipeline.arn, pipelineExecutionArn: execution.arn, stepName: step.Name, stepType: step.Type, currentStepStatus: status, failureReason, metadata },
    });
  }
}

const withoutExperiment = ({ ExperimentConfig: _, ...input }: any) => input;
