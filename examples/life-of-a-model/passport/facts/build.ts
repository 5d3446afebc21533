/** An execution of the build pipeline. */
export interface Build {
  readonly pipeline: string;
  readonly account: string;
  readonly execution: string;
  readonly status: string;
  readonly commit?: string;
  readonly actions: readonly Action[];
}

export interface Action {
  readonly stage: string;
  readonly name: string;
  /** `CodeBuild`, `Manual` */
  readonly provider?: string;
  readonly status: string;
  readonly seconds?: number;
}
