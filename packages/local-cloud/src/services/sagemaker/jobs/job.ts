/** A processing or training job. */
export interface Job {
  readonly name: string;
  readonly arn: string;
  readonly kind: 'processing' | 'training';
  readonly account: string;
  readonly region: string;
  /** The request that made it. */
  readonly input: any;
  readonly created: Date;
  started?: Date;
  ended?: Date;
  status: 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';
  /** Whether it was stopped because it ran for as long as its stopping condition lets it. */
  exceededRuntime?: boolean;
  failureReason?: string;
  exitMessage?: string;
  modelArtifacts?: string;
  readonly metrics: { MetricName: string; Value: number; Timestamp: Date }[];
  /** Whether the cloud ends: nobody waits for its results. */
  isAbandoned?: boolean;
  stop?: (graceSeconds?: number) => Promise<void>;
  done: Promise<void>;
}
