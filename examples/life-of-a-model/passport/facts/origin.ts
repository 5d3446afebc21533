/** An object in S3, and what its bytes are. */
export interface StoredObject {
  readonly account: string;
  readonly uri: string;
  readonly bytes?: number;
  readonly eTag?: string;
  readonly versionId?: string;
  readonly encryption?: string;
  readonly modified?: string;
  /** Of the bytes that GetObject returned. */
  readonly sha256: string;
}

/** The change that was built. */
export interface Commit {
  readonly repository: string;
  readonly account: string;
  readonly id: string;
  readonly message: string;
  readonly author?: string;
  readonly date?: string;
  /** `max_leaf_nodes 16` and `max_leaf_nodes 8`, where one hyper-parameter changed. */
  readonly before?: string;
  readonly after?: string;
  readonly pullRequest?: PullRequest;
}

export interface PullRequest {
  readonly id: string;
  readonly title: string;
  /** Sessions: who opened it, who merged it. */
  readonly author?: string;
  readonly mergedBy?: string;
}
