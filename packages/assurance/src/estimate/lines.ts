import { dimensionOf } from './dimensions';
import type { CostLine, MonthlyUse } from './estimate';
import type { BilledResource } from './billed-resources';
import { Unresolved } from '../assembly/intrinsics';
import { priceIn, type PriceTable } from './price-table';

/** A region's prices, for the stacks of a place. */
export interface Prices {
  readonly table: PriceTable;
  regionOf(stack: { readonly region: string }): string;
}

/** Quantity of a price in a place, from one resource or from a use. */
interface Item {
  readonly account: string;
  readonly region: string;
  readonly stack: string;
  readonly price: string;
  readonly quantity: number;
  /** Of the resources that it is billed for, one each. */
  readonly types: readonly string[];
}

/** What exists, in lines: one for each stack and price. */
export function fixedLines(resources: readonly BilledResource[], prices: Prices): CostLine[] {
  const items = resources.flatMap(({ stack, type, bill }) =>
    bill === undefined || bill instanceof Unresolved
      ? []
      : (bill.fixed ?? []).flatMap(({ price, quantity }): Item[] =>
          quantity instanceof Unresolved ? [] : [{ account: stack.account, region: prices.regionOf(stack), stack: stack.name, price, quantity, types: [type] }]),
  );
  return linesOf(items, prices.table);
}

/** What is used, in lines: one for each account, region and price. */
export function usedLines(resources: readonly BilledResource[], use: MonthlyUse, prices: Prices): CostLine[] {
  const items = Object.entries(use).flatMap(([place, quantities]) =>
    Object.entries(quantities).flatMap(([price, quantity]): Item[] => {
      const users = usersOf(resources, place, price);
      if (users.length === 0 || quantity === 0) return [];
      const [{ stack }] = users;
      return [{ account: stack.account, region: prices.regionOf(stack), stack: '*', price, quantity, types: users.map(({ type }) => type) }];
    }),
  );
  return linesOf(items, prices.table);
}

/** The resources of a place that a use bills. A size behind the slash is the user's to choose where the rule names none. */
export function usersOf(resources: readonly BilledResource[], place: string, price: string): BilledResource[] {
  const [account, region] = place.split('/');
  const bills = (id: string) => id === price || price.startsWith(`${id}/`);
  return resources.filter(
    ({ stack, bill }) =>
      stack.account === account && (region === undefined || stack.region === region) && bill !== undefined && !(bill instanceof Unresolved) && (bill.use ?? []).some(bills),
  );
}

function linesOf(items: readonly Item[], table: PriceTable): CostLine[] {
  const together = new Map<string, Item>();
  for (const item of items) {
    const key = JSON.stringify([item.account, item.region, item.stack, item.price]);
    const before = together.get(key);
    together.set(key, before ? { ...item, quantity: before.quantity + item.quantity, types: [...before.types, ...item.types] } : item);
  }
  return [...together.values()].flatMap(({ price, ...item }): CostLine[] => {
    const known = priceIn(table, price, item.region);
    const dimension = dimensionOf(price);
    if (!known || !dimension || item.quantity === 0) return [];
    const { account, region, stack, quantity, types } = item;
    const what = dimension.size === undefined ? dimension.what : `${dimension.what}, ${dimension.size}`;
    const { unit, usd: unitPrice, page, by, stated } = known;
    const billed = { resources: types.length, types: [...new Set(types)].sort() };
    return [{ account, region, stack, what, quantity, unit, unitPrice, monthly: dollars(quantity * unitPrice), ...billed, source: `${page} (${by})`, stated }];
  });
}

/** Binary fractions kept from showing: to a millionth of a dollar. */
export const dollars = (amount: number): number => Math.round(amount * 1e6) / 1e6;
