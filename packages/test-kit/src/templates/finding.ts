/** What reads templates. */
export type Gate = 'Control Tower' | 'cfn-lint' | 'CloudFormation';

/** What one of them holds against a template: an error or a warning. */
export interface TemplateFinding {
  readonly gate: Gate;
  /** `CT.S3.PR.1`, `W3010` */
  readonly rule: string;
  /** Path of the template. */
  readonly template: string;
  /** Logical id; empty where no one resource is meant. */
  readonly resource: string;
  readonly description: string;
}
