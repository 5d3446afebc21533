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
  failureReason?: string;
  exitMessage?: string;
  modelArtifacts?: string;
  readonly metrics: { MetricName: string; Value: number; Timestamp: Date }[];
  stop?: () => Promise<void>;
  done: Promise<void>;
}
