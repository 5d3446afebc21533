/** A pipeline's structure, in the shape of CodePipeline's API (https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html). */
export interface Pipeline {
  readonly name: string;
  readonly roleArn: string;
  readonly artifactStore: { readonly type: 'S3'; readonly location: string; readonly encryptionKey?: { readonly id: string; readonly type: 'KMS' } };
  readonly stages: readonly Stage[];
  readonly version?: number;
  readonly executionMode?: 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
  readonly pipelineType?: 'V1' | 'V2';
}

export interface Stage {
  readonly name: string;
  readonly actions: readonly Action[];
}

export interface Action {
  readonly name: string;
  readonly actionTypeId: { readonly category: string; readonly owner: string; readonly provider: string; readonly version: string };
  readonly runOrder?: number;
  readonly configuration?: Readonly<Record<string, string>>;
  readonly inputArtifacts?: readonly { readonly name: string }[];
  readonly outputArtifacts?: readonly { readonly name: string }[];
  readonly roleArn?: string;
  readonly region?: string;
  readonly namespace?: string;
  /** Of a manual approval (https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html). */
  readonly timeoutInMinutes?: number;
}

/** A pipeline that is kept. */
export interface SavedPipeline {
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  readonly created: Date;
  updated: Date;
  structure: Pipeline;
}

export type Status = 'InProgress' | 'Succeeded' | 'Failed' | 'Stopped' | 'Stopping' | 'Superseded' | 'Cancelled';

/** What an action of an execution is doing, or has done. */
export interface ActionExecution {
  readonly id: string;
  readonly stage: string;
  readonly action: Action;
  readonly startTime: Date;
  lastUpdate: Date;
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Abandoned';
  token?: string;
  summary?: string;
  error?: { readonly code: string; readonly message: string };
  externalId?: string;
  externalUrl?: string;
  outputVariables?: Readonly<Record<string, string>>;
  configuration?: Readonly<Record<string, string>>;
  updatedBy?: string;
}

/** A revision that a source action found. */
export interface Revision {
  readonly actionName: string;
  readonly revisionId: string;
  readonly revisionSummary?: string;
  readonly created?: Date;
}

export interface Execution {
  readonly id: string;
  readonly pipeline: SavedPipeline;
  readonly structure: Pipeline;
  readonly startTime: Date;
  readonly trigger: { readonly triggerType: string; readonly triggerDetail: string };
  status: Status;
  statusSummary?: string;
  lastUpdate: Date;
  readonly actions: ActionExecution[];
  readonly revisions: Revision[];
  /** Variables by namespace: `SourceVariables` to `CommitId`. */
  readonly variables: Map<string, Readonly<Record<string, string>>>;
  /** Keys of artifacts in the store, by their names. */
  readonly artifacts: Map<string, string>;
  /** Somebody wants it to end: what has begun is finished, nothing new begins. */
  isStopping: boolean;
  /** Ends what has begun, too. */
  readonly stop: AbortController;
  done: Promise<void>;
}
