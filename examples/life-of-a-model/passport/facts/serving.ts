import type { StoredObject } from './origin';

/** How an account serves the version. */
export interface Serving {
  readonly purpose: string;
  readonly account: string;
  readonly endpoint: string;
  readonly status: string;
  readonly since?: string;
  readonly instance?: string;
  readonly instances?: number;
  readonly version?: string;
  readonly subnets: readonly string[];
  /** The artifact of that version, read while this account served it. */
  readonly artifact: StoredObject;
  readonly artifactRead: string;
  /** Of the template that CloudFormation holds for the endpoint's stack. */
  readonly templateSha256?: string;
}

/** What an endpoint answered. */
export interface Predictions {
  readonly endpoint: string;
  readonly account: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly id: string;
  readonly probability: number;
  readonly decision: string;
  readonly truth: string;
}
