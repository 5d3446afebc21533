/** A job that `.sync` waits for. Members have the names of the API. */
export interface SyncJob {
  readonly describe: string;
  /** What describes the job, of what its start answered and was given. */
  readonly named: (started: any, given: any) => object;
  /** Where the job is in what describes it. */
  readonly job: readonly string[];
  /** Where the job's status is in the job. */
  readonly status: readonly string[];
  readonly running: readonly string[];
  readonly succeeded: readonly string[];
  /** Ends the job when nobody waits for it any more. */
  readonly stop?: string;
  /** What stops the job, of what describes it. @default - the same */
  readonly stopped?: (named: any) => object;
  /** The member that the result carries the job in. @default - none: the result is the job */
  readonly result?: string;
}

const sagemaker = (kind: string): SyncJob => ({
  describe: `Describe${kind}`, named: (_, given) => ({ [`${kind}Name`]: given[`${kind}Name`] }), job: [], status: [`${kind}Status`],
  running: ['InProgress', 'Initializing', 'Stopping', 'Deleting'], succeeded: ['Completed'], stop: `Stop${kind}`,
});

/**
 * What each `.sync` waits for, by service and operation. Sources, one page for each service:
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html, https://docs.aws.amazon.com/step-functions/latest/dg/connect-codebuild.html,
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html, https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html,
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
export const SYNC_JOBS: Readonly<Record<string, SyncJob>> = {
  'sagemaker:createTrainingJob': sagemaker('TrainingJob'),
  'sagemaker:createProcessingJob': sagemaker('ProcessingJob'),
  'sagemaker:createTransformJob': sagemaker('TransformJob'),
  'sagemaker:createHyperParameterTuningJob': sagemaker('HyperParameterTuningJob'),
  'sagemaker:createLabelingJob': sagemaker('LabelingJob'),
  'codebuild:startBuild': {
    describe: 'BatchGetBuilds', named: ({ build }) => ({ ids: [build.id] }), job: ['builds', '0'], status: ['buildStatus'],
    running: ['IN_PROGRESS'], succeeded: ['SUCCEEDED'], stop: 'StopBuild', stopped: ({ ids }) => ({ id: ids[0] }), result: 'Build',
  },
  'codebuild:startBuildBatch': {
    describe: 'BatchGetBuildBatches', named: ({ buildBatch }) => ({ ids: [buildBatch.id] }), job: ['buildBatches', '0'], status: ['buildBatchStatus'],
    running: ['IN_PROGRESS'], succeeded: ['SUCCEEDED'], stop: 'StopBuildBatch', stopped: ({ ids }) => ({ id: ids[0] }), result: 'BuildBatch',
  },
  'glue:startJobRun': {
    describe: 'GetJobRun', named: ({ JobRunId }, { JobName }) => ({ JobName, RunId: JobRunId }), job: ['JobRun'], status: ['JobRunState'],
    running: ['STARTING', 'RUNNING', 'STOPPING', 'WAITING'], succeeded: ['SUCCEEDED'], stop: 'BatchStopJobRun', stopped: ({ JobName, RunId }) => ({ JobName, JobRunIds: [RunId] }),
  },
  'athena:startQueryExecution': {
    describe: 'GetQueryExecution', named: ({ QueryExecutionId }) => ({ QueryExecutionId }), job: ['QueryExecution'], status: ['Status', 'State'],
    running: ['QUEUED', 'RUNNING'], succeeded: ['SUCCEEDED'], stop: 'StopQueryExecution', result: 'QueryExecution',
  },
  'states:startExecution': {
    describe: 'DescribeExecution', named: ({ executionArn }) => ({ executionArn }), job: [], status: ['status'],
    running: ['RUNNING', 'PENDING_REDRIVE'], succeeded: ['SUCCEEDED'], stop: 'StopExecution',
  },
};
