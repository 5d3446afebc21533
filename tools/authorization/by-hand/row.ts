import type { RowData } from '../../../packages/policy-evaluation/src/authorization/data';

/** What AWS's reference does not tell, or tells in a way that nothing can be generated from. */
export interface HandRow extends Omit<RowData, 'keys'> {
  /** botocore's name. */
  readonly service: string;
  /** The page of AWS that says it. */
  readonly page: string;
  /** Whether it is needed beside what is generated. @default - instead of that */
  readonly also?: true;
}

/** Where a condition key's value stands in a request. */
export interface HandKey {
  readonly services: readonly string[];
  /** `sagemaker:VpcSubnets`; `aws:RequestTag/*` for one key of each entry. */
  readonly key: string;
  readonly from: readonly string[];
  /** The operations that have it there. @default - all that the action's reference gives the key */
  readonly for?: RegExp;
  /** As AWS's reference writes the key, where it has a placeholder. @default - the key */
  readonly as?: string;
  /** The page of AWS that says it. */
  readonly page: string;
}
