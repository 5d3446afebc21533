/** What AWS asks for, at a date: data that a user can replace by figures of their own. */
export interface PriceTable {
  /** The day of its newest price, YYYY-MM-DD: the others were stated earlier, each says when. */
  readonly date: string;
  readonly currency: 'USD';
  /** The regions it can be asked for, in alphabetical order. */
  readonly regions: readonly string[];
  readonly prices: Readonly<Record<string, Price>>;
}

export interface Price {
  /** What is counted: `endpoint-hour`, `key-month`, `GB`. */
  readonly unit: string;
  /** The page on which AWS publishes it. */
  readonly page: string;
  /** By region; `*` for a price that AWS's page states for all. A region that is missing has no known price. */
  readonly per: Readonly<Record<string, StatedPrice>>;
}

export interface StatedPrice {
  readonly usd: number;
  /** The day it was stated, YYYY-MM-DD, or YYYY-MM. */
  readonly stated: string;
  /** Who stated it: the page itself, AWS's price list file, or an AWS bill. */
  readonly by: string;
}

/** @returns undefined where no price is known: nobody guesses one */
export function priceIn(table: PriceTable, id: string, region: string): (StatedPrice & Pick<Price, 'unit' | 'page'>) | undefined {
  const price = table.prices[id];
  const stated = price?.per[region] ?? price?.per['*'];
  return stated && { ...stated, unit: price.unit, page: price.page };
}
