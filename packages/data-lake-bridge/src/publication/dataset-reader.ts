/** Who reads a dataset from another account. */
export interface DatasetReader {
  /** The 12-digit id of the reader's account. */
  readonly account: string;
  /** Names of the roles there that may read; `*` stands for any characters. */
  readonly roleNames: string[];
}
