import { readJson } from '../assembly/read-json';
import type { MonthlyUse } from './estimate';
import { EstimateError } from './estimate-error';

/** @throws AssemblyError when there is no such JSON file; EstimateError when it is no use */
export function readUse(file: string): MonthlyUse {
  const { value } = readJson(file, 'monthly use', 'Give a file such as {"111111111111": {"s3-storage": 500}}');
  const problems = Object.entries(value).flatMap(([place, quantities]) => {
    if (!/^(\d{12}|unknown-account)(\/[a-z0-9-]+)?$/.test(place)) return [`${place} is no account. Give its 12 digits, with /region behind it where it has stacks in several`];
    if (typeof quantities !== 'object' || quantities === null) return [`${place} is ${JSON.stringify(quantities)}, but must be an object. Write {"s3-storage": 500}`];
    return Object.entries(quantities).flatMap(([id, quantity]) => (typeof quantity === 'number' ? [] : [`${place}: ${id} is ${JSON.stringify(quantity)}, but must be a number. Give how much is used in a month`]));
  });
  if (problems.length > 0) throw new EstimateError(file, problems);
  return value as MonthlyUse;
}
