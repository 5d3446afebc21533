/** What an account is for. */
export enum AccountPurpose {
  /** Vends and catalogues accounts. */
  GOVERNANCE = 'governance',
  /** Code, containers, models, and the pipelines that move them. Durable. */
  TOOLING = 'tooling',
  /** The one place of data. Durable. */
  DATA_LAKE = 'data-lake',
  /** Research on snapshots of data. */
  EXPERIMENTATION = 'experimentation',
  /** Trains models, by pipelines only. */
  DEV = 'dev',
  /** Serves models for tests. */
  PRE_PROD = 'pre-prod',
  /** Serves models. */
  PROD = 'prod',
}
