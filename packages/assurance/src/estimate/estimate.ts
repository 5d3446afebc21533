/** What an assembly would cost a month, from list prices as of a date. */
export interface CostEstimate {
  readonly currency: 'USD';
  /** The date of the price table, YYYY-MM-DD: the day of its newest price. Each line says when its own was stated. */
  readonly pricesOf: string;
  /** The region whose prices were taken; several where the stacks lie in several, with commas between. */
  readonly region: string;
  /** The sum of the lines. */
  readonly monthly: number;
  readonly lines: readonly CostLine[];
  /** Types with a cost that is not in the sum: no price is known, or no rule how AWS bills them. */
  readonly unpriced: readonly UnpricedType[];
  /** Types that cost only as they are used. What is not in the use that was given is not in the sum. */
  readonly byUse: readonly UsedType[];
  /** Resources whose count only the deployment knows: not in the sum. */
  readonly unresolved: readonly UnresolvedResource[];
  readonly free: readonly FreeType[];
  readonly assumptions: readonly string[];
}

export interface CostLine {
  readonly account: string;
  readonly region: string;
  /** `*` where the use of a whole account is billed. */
  readonly stack: string;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unitPrice: number;
  readonly monthly: number;
  /** How many resources the line bills. */
  readonly resources: number;
  /** Of which types they are. */
  readonly types: readonly string[];
  /** The page on which AWS publishes the price, and who stated it. */
  readonly source: string;
  /** When it was stated: YYYY-MM-DD, or YYYY-MM. */
  readonly stated: string;
}

export interface UnpricedType {
  readonly type: string;
  readonly count: number;
  readonly reason: string;
}

export interface UsedType {
  readonly type: string;
  readonly count: number;
  /** What is billed: the ids that a use is given by. */
  readonly by: readonly string[];
  /** Those of them for which no price is known where the resources lie: a use of them cannot be reckoned. */
  readonly withoutPrice: readonly string[];
  readonly page: string;
}

export interface UnresolvedResource {
  readonly stack: string;
  readonly resource: string;
  readonly type: string;
  readonly why: string;
}

export interface FreeType {
  readonly type: string;
  readonly count: number;
  readonly reason: string;
  readonly page: string;
}

/** What is used in a month: by account (or `account/region`), then by the id of what is billed, in its unit. */
export type MonthlyUse = Readonly<Record<string, Readonly<Record<string, number>>>>;
