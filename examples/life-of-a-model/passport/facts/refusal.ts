/** An attempt that came to nothing, and what stopped it. */
export interface Refusal {
  readonly attempt: string;
  /** The session that tried, or the pipeline that carried it. */
  readonly by: string;
  /** `AccessDeniedException`, `CodeBuild in stage Test` */
  readonly refusedBy: string;
  /** In the service's own words. */
  readonly message: string;
  /** The kind of policy that decided: `permissions boundary, explicitly`. */
  readonly layer?: string;
  readonly statement?: Statement;
  /** Log lines that explain it, where no policy decided. */
  readonly evidence: readonly string[];
  /** What is as it was before. */
  readonly unchanged: string;
}

/** The statement that refused, as IAM returns it. */
export interface Statement {
  /** `identity-based policy People` */
  readonly policy: string;
  readonly sid: string;
  /** JSON, indented. */
  readonly text: string;
}
