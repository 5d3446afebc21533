import type { CostEstimate } from '@mlops-foundation/assurance';

export type { CostLine } from '@mlops-foundation/assurance';

/** What the deployed foundation and its endpoints would cost on AWS. */
export type Cost = CostEstimate;
