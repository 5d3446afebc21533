import type { FreeType, UnpricedType, UnresolvedResource, UsedType } from './estimate';
import type { BilledResource } from './billed-resources';
import { Unresolved } from '../assembly/intrinsics';
import type { Prices } from './lines';
import { priceIn } from './price-table';

/** Types of which something is not in the sum for want of a rule or a price. */
export function unpricedTypes(resources: readonly BilledResource[], { table, regionOf }: Prices): UnpricedType[] {
  return counted(
    resources.flatMap(({ type, bill, stack }) => {
      if (bill === undefined) return [{ type, reason: 'there is no rule how AWS bills it' }];
      if (bill instanceof Unresolved) return [];
      const region = regionOf(stack);
      const missing = new Set((bill.fixed ?? []).filter(({ price, quantity }) => !(quantity instanceof Unresolved) && !priceIn(table, price, region)).map(({ price }) => price));
      return [...(bill.unpriced ?? []), ...[...missing].map((price) => `no price of ${price} in ${region} is known`)].map((reason) => ({ type, reason }));
    }),
  );
}

/** Types that are billed as they are used, with what they are billed by. */
export function usedTypes(resources: readonly BilledResource[], { table, regionOf }: Prices): UsedType[] {
  const priced = (id: string, region: string) => Object.keys(table.prices).some((price) => (price === id || price.startsWith(`${id}/`)) && priceIn(table, price, region));
  return counted(
    resources.flatMap(({ type, page, bill, stack }) => {
      if (bill === undefined || bill instanceof Unresolved || !bill.use?.length) return [];
      const region = regionOf(stack);
      return [{ type, page, by: bill.use, withoutPrice: bill.use.filter((id) => !priced(id, region)) }];
    }),
  );
}

export function freeTypes(resources: readonly BilledResource[]): FreeType[] {
  return counted(resources.flatMap(({ type, page, bill }) => (bill === undefined || bill instanceof Unresolved || bill.free === undefined ? [] : [{ type, page, reason: bill.free }])));
}

/** Resources that are not in the sum because only the deployment knows whether, or how many. */
export function unresolvedResources(resources: readonly BilledResource[]): UnresolvedResource[] {
  return resources.flatMap(({ stack, id: resource, type, bill }) => {
    const open = bill instanceof Unresolved ? [bill] : (bill?.fixed ?? []).map(({ quantity }) => quantity).filter((quantity) => quantity instanceof Unresolved);
    return open.map(({ why }) => ({ stack: stack.name, resource, type, why }));
  });
}

/** The same entry counted once, types in alphabetical order. */
function counted<T extends { readonly type: string }>(entries: readonly T[]): (T & { count: number })[] {
  const counts = new Map<string, T & { count: number }>();
  for (const entry of entries) {
    const key = JSON.stringify(entry);
    counts.set(key, { ...entry, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0));
}
