import type { Assembly } from '../assembly/assembly';
import { assumptionsOf } from './assumptions';
import { billedResources } from './billed-resources';
import { checkUse } from './check-use';
import type { CostEstimate, MonthlyUse } from './estimate';
import { EstimateError } from './estimate-error';
import { dollars, fixedLines, type Prices, usedLines } from './lines';
import type { PriceTable } from './price-table';
import { defaultPrices } from './read-prices';
import { freeTypes, unpricedTypes, unresolvedResources, usedTypes } from './unpriced';

export interface CostOptions {
  /** @default the table that is published with this package */
  readonly prices?: PriceTable;
  /** What is used in a month. @default nothing is used: only what exists is billed */
  readonly usage?: MonthlyUse;
  /** The region whose prices stand for stacks in a region that the table has not, or that may go anywhere. @default such stacks are an error */
  readonly region?: string;
}

/**
 * What an assembly would cost on AWS a month: what exists, from its templates; what is used, as far as a use is given. From list prices as of
 * a date, without discounts, taxes and free tiers.
 * @throws EstimateError when a stack's region has no prices, or a use bills what is not there
 */
export function estimateCost(assembly: Assembly, { prices: table = defaultPrices(), usage = {}, region }: CostOptions = {}): CostEstimate {
  const resources = billedResources(assembly);
  const prices = pricesFor(assembly, resources.map(({ stack }) => stack), table, region);
  checkUse(resources, usage, prices);
  const lines = [...fixedLines(resources, prices), ...usedLines(resources, usage, prices)].sort(byPlace);
  return {
    currency: table.currency,
    pricesOf: table.date,
    region: [...new Set(resources.map(({ stack }) => prices.regionOf(stack)))].sort().join(', '),
    monthly: dollars(lines.reduce((sum, { monthly }) => sum + monthly, 0)),
    lines,
    unpriced: unpricedTypes(resources, prices),
    byUse: usedTypes(resources, prices),
    unresolved: unresolvedResources(resources),
    free: freeTypes(resources),
    assumptions: assumptionsOf(resources, lines, usage, prices),
  };
}

function pricesFor({ folder }: Assembly, stacks: readonly { readonly name: string; readonly region: string }[], table: PriceTable, other?: string): Prices {
  const there = `the table of ${table.date} has ${table.regions.join(', ')}`;
  if (other !== undefined && !table.regions.includes(other)) {
    throw new EstimateError(folder, [`prices of the region ${other} are asked for, but ${there}. Ask for one of those, or give a table that has it`]);
  }
  const without = [...new Map(stacks.filter(({ region }) => !table.regions.includes(region)).map((stack) => [stack.name, stack])).values()];
  if (other === undefined && without.length > 0) {
    throw new EstimateError(folder, without.map(({ name, region }) => `the stack ${name} lies in ${region}, but ${there}. Take another region's prices (--region), or give a table that has it (--prices)`));
  }
  return { table, regionOf: ({ region }) => (table.regions.includes(region) ? region : other!) };
}

function byPlace(a: { account: string; monthly: number }, b: { account: string; monthly: number }): number {
  return a.account === b.account ? b.monthly - a.monthly : a.account < b.account ? -1 : 1;
}
