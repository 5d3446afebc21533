/** The SageMaker pipeline execution that trained the model. */
export interface Training {
  readonly account: string;
  readonly execution: string;
  readonly status: string;
  /** `20261125T224812-16725b2d` */
  readonly buildId?: string;
  readonly steps: readonly Step[];
  readonly job: TrainingJob;
}

export interface Step {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  readonly seconds?: number;
}

/** What the training job was given. */
export interface TrainingJob {
  readonly name: string;
  readonly image?: string;
  readonly role?: string;
  readonly instance?: string;
  readonly subnets: readonly string[];
  readonly isolated?: boolean;
  readonly hyperParameters: Readonly<Record<string, string>>;
}

/** A version in the model registry. */
export interface Version {
  readonly arn: string;
  readonly group: string;
  readonly number?: number;
  readonly created?: string;
  /** The session that registered it. */
  readonly createdBy?: string;
  readonly image?: string;
  readonly model?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly metricsUri?: string;
}
