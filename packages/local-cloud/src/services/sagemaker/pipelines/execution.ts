import type { Definition, Step } from './definition';

export interface StepRun {
  readonly step: Step;
  status: 'Starting' | 'Executing' | 'Succeeded' | 'Failed' | 'Stopped' | 'Stopping';
  started: Date;
  ended?: Date;
  failureReason?: string;
  metadata?: Record<string, unknown>;
}

export interface SavedPipeline {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly created: Date;
  updated: Date;
  roleArn: string;
  definitionText: string;
  definition: Definition;
  description?: string;
  displayName?: string;
  readonly executions: Execution[];
}

export interface Execution {
  readonly id: string;
  readonly arn: string;
  readonly pipeline: SavedPipeline;
  readonly definition: Definition;
  readonly definitionText: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly started: Date;
  updated: Date;
  status: 'Executing' | 'Stopping' | 'Stopped' | 'Failed' | 'Succeeded';
  failureReason?: string;
  readonly runs: StepRun[];
  readonly stop: AbortController;
  done: Promise<void>;
}
