import type { BilledResource } from './billed-resources';
import { DIMENSIONS, dimensionOf } from './dimensions';
import type { MonthlyUse } from './estimate';
import { EstimateError } from './estimate-error';
import { type Prices, usersOf } from './lines';
import { priceIn } from './price-table';

/** @throws EstimateError with every use that bills nothing, so that no figure is left out in silence */
export function checkUse(resources: readonly BilledResource[], use: MonthlyUse, prices: Prices): void {
  const problems = Object.entries(use).flatMap(([place, quantities]) => Object.entries(quantities).flatMap(([id, quantity]) => problemOf(resources, place, id, quantity, prices)));
  if (problems.length > 0) throw new EstimateError('use', problems);
}

function problemOf(resources: readonly BilledResource[], place: string, id: string, quantity: number, { table, regionOf }: Prices): string[] {
  const at = `${place}: ${id} = ${quantity}`;
  const dimension = dimensionOf(id);
  if (!dimension) return [`${at}: nothing is billed by ${id}. Use one of ${Object.keys(DIMENSIONS).join(', ')}`];
  if (!Number.isFinite(quantity) || quantity < 0) return [`${at}: a use is a number from 0, in ${dimension.unit} a month. Give that`];
  const users = usersOf(resources, place, id);
  if (users.length === 0) return [`${at}: nothing in ${place} is billed by it. Name an account (or account/region) whose resources are, or leave it out`];
  const regions = [...new Set(users.map(({ stack }) => stack.region))];
  if (regions.length > 1) return [`${at}: resources in ${regions.join(' and ')} are billed by it. Give ${regions.map((region) => `${place}/${region}`).join(' and ')}`];
  const region = regionOf(users[0].stack);
  return priceIn(table, id, region) ? [] : [`${at}: no price of it in ${region} is known. Leave it out, or give a table that has it (--prices)`];
}
