import { dimensionOf } from '../dimensions';
import { EstimateError } from '../estimate-error';
import { dollars } from '../lines';
import { priceIn, type PriceTable } from '../price-table';
import { defaultPrices } from '../read-prices';
import type { Charge } from '../rule';
import { type NetworkSize, type Way, WAYS, WAYS_OUT } from './ways';

/** A line of a sum: a quantity at a price. */
export interface SumLine {
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  /** @default - no price is known */
  readonly unitPrice?: number;
  /** @default - no price is known */
  readonly monthly?: number;
  /** The page that publishes the price, who stated it and when. @default - no price is known */
  readonly source?: string;
}

export interface Sum {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly SumLine[];
  /** @default - a price is missing, so that there is no sum */
  readonly monthly?: number;
  /** Ids of the prices that the table has not. */
  readonly missing: readonly string[];
}

export interface NetworkWay extends Sum {
  /** From how many accounts on, of this size each, it costs less than interface endpoints in each account. @default - it never does, up to `MOST_ACCOUNTS`, or a price is missing */
  readonly cheaperFrom?: number;
}

export interface NetworkChoice {
  readonly currency: 'USD';
  readonly pricesOf: string;
  readonly region: string;
  readonly size: NetworkSize;
  readonly ways: readonly NetworkWay[];
  /** The cheapest way for this size; the first of several. @default - prices are missing */
  readonly cheapest?: string;
  /** What a way out adds in each account that has one. */
  readonly waysOut: readonly Sum[];
  readonly assumptions: readonly string[];
}

export interface ChooseOptions {
  /** @default the table that is published with this package */
  readonly prices?: PriceTable;
  /** @default the first region of the table that has all prices; the first of all where none has */
  readonly region?: string;
}

/** How far break-even points are looked for. */
export const MOST_ACCOUNTS = 10_000;

const LIMITS: Readonly<Record<keyof NetworkSize, readonly [least: number, most: number]>> = { accounts: [1, MOST_ACCOUNTS], zones: [1, 6], endpoints: [1, 200], gigabytes: [0, 1e9] };

/**
 * What each way to endpoints costs a month, line by line, and from how many accounts on it is worth it.
 * @throws EstimateError with everything that is wrong with the size or the region
 */
export function chooseNetwork(size: NetworkSize, { prices: table = defaultPrices(), region }: ChooseOptions = {}): NetworkChoice {
  const problems = [...sizeProblems(size), ...(region !== undefined && !table.regions.includes(region) ? [`region is ${region}, but the table of ${table.date} has ${table.regions.join(', ')}. Ask for one of those, or give a table that has it (--prices)`] : [])];
  if (problems.length > 0) throw new EstimateError('network', problems);
  const where = region ?? wholeRegion(table, size);
  const own = WAYS[0];
  const ways = WAYS.map((way): NetworkWay => {
    const sum = sumOf(way.id, way.title, way.charges(size), table, where);
    // a price that only more accounts need is missing too: without it nobody knows from where on the way is worth it
    const missing = missingOf(way.charges({ ...size, accounts: MOST_ACCOUNTS }), table, where);
    const from = way === own || missing.length > 0 ? undefined : cheaperFrom(way, own, size, table, where);
    return { ...sum, missing, ...(from === undefined ? {} : { cheaperFrom: from }) };
  });
  const whole = ways.every(({ monthly }) => monthly !== undefined);
  const cheapest = [...ways].sort((a, b) => (a.monthly ?? 0) - (b.monthly ?? 0))[0].id;
  return {
    currency: table.currency, pricesOf: table.date, region: where, size, ways, ...(whole ? { cheapest } : {}),
    waysOut: WAYS_OUT.map(({ id, title, charges }) => sumOf(id, title, charges(size.zones), table, where)),
    assumptions: ASSUMPTIONS,
  };
}

const ASSUMPTIONS: readonly string[] = [
  'List prices on demand in US dollars: no discounts, no free tiers, no taxes, no support. Where a price falls with volume, its first tier is taken for all.',
  'A month has 730 hours, in which everything exists all the time.',
  'Gateway endpoints of S3 and DynamoDB cost nothing and stand in every network: what goes through them is not in the gigabytes.',
  'Not in the sums: data between zones, which AWS bills where a client and its endpoint stand in different ones; logs; DNS queries; what an egress bills by the gigabyte.',
  'Shared endpoints: all accounts are in one region, each has one network, and one account owns the profile for all.',
  'Shared subnets: accounts have one network in common, 100 of them unless AWS raises the quota (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html), and what may not run in a shared subnet runs elsewhere.',
];

function sumOf(id: string, title: string, charges: readonly Charge[], table: PriceTable, region: string): Sum {
  const counted = charges.filter(({ quantity }) => quantity !== 0);
  const lines = counted.map(({ price, quantity }): SumLine => {
    const { what, unit } = dimensionOf(price) ?? { what: price, unit: '' };
    const known = priceIn(table, price, region);
    const line = { what, quantity: quantity as number, unit };
    return known ? { ...line, unitPrice: known.usd, monthly: dollars((quantity as number) * known.usd), source: `${known.page} (${known.by}, ${known.stated})` } : line;
  });
  const missing = missingOf(charges, table, region);
  return { id, title, lines, missing, ...(missing.length > 0 ? {} : { monthly: dollars(lines.reduce((sum, { monthly: each = 0 }) => sum + each, 0)) }) };
}

const missingOf = (charges: readonly Charge[], table: PriceTable, region: string): string[] => charges.filter(({ quantity }) => quantity !== 0).map(({ price }) => price).filter((price) => !priceIn(table, price, region));

/** The least number of accounts from which on, for every number up to the most, a way costs less than another. */
function cheaperFrom(way: Way, other: Way, size: NetworkSize, table: PriceTable, region: string): number | undefined {
  const cost = (one: Way, accounts: number) => one.charges({ ...size, accounts }).reduce((sum, { price, quantity }) => sum + (quantity as number) * (priceIn(table, price, region)?.usd ?? 0), 0);
  let from: number | undefined;
  for (let accounts = MOST_ACCOUNTS; accounts >= 1; accounts--) {
    if (dollars(cost(way, accounts)) >= dollars(cost(other, accounts))) break;
    from = accounts;
  }
  return from;
}

function wholeRegion(table: PriceTable, size: NetworkSize): string {
  const ids = [...WAYS.flatMap(({ charges }) => charges({ ...size, accounts: MOST_ACCOUNTS })), ...WAYS_OUT.flatMap(({ charges }) => charges(size.zones))].map(({ price }) => price);
  return table.regions.find((region) => ids.every((id) => priceIn(table, id, region))) ?? table.regions[0];
}

function sizeProblems(size: NetworkSize): string[] {
  return (Object.entries(LIMITS) as [keyof NetworkSize, readonly [number, number]][]).flatMap(([name, [least, most]]) => {
    const value = size[name];
    const isRight = Number.isFinite(value) && value >= least && value <= most && (name === 'gigabytes' || Number.isInteger(value));
    return isRight ? [] : [`${name} is ${value}, but must be ${name === 'gigabytes' ? 'a number' : 'a whole number'} from ${least} to ${most}. Give that`];
  });
}
