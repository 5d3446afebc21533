/** What the deployed foundation and its endpoints would cost on AWS. */
export interface Cost {
  readonly currency: string;
  /** The day of the price list, `2026-11-01`. */
  readonly pricesOf: string;
  readonly region: string;
  readonly monthly: number;
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly { readonly type: string; readonly count: number }[];
  readonly assumptions: readonly string[];
}

export interface CostLine {
  readonly account: string;
  readonly stack: string;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitPrice: number;
  readonly monthly: number;
  readonly resources: number;
  readonly source: string;
}
