import { type Assembly, type Stack, withNested } from '../assembly/assembly';
import { LIMITS } from './limits';

/** What an assembly would create, and where. */
export interface Inventory {
  readonly places: readonly PlaceInventory[];
  readonly stacks: readonly StackInventory[];
}

/** An account in a region. */
export interface PlaceInventory {
  readonly account: string;
  readonly region: string;
  readonly stacks: readonly string[];
  readonly resources: number;
  /** Number of resources by type, types in alphabetical order. */
  readonly types: Readonly<Record<string, number>>;
}

export interface StackInventory {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly limits: readonly Usage[];
}

/** How far a stack is from a limit of CloudFormation. */
export interface Usage {
  readonly limit: string;
  readonly used: number;
  readonly most: number;
  /** Used, in percent of the limit, rounded up to a tenth. */
  readonly percent: number;
}

/** Counts the resources of every place, and measures every stack against CloudFormation's limits. */
export function inventory({ stacks }: Assembly): Inventory {
  const all = stacks.flatMap(withNested);
  const places = [...new Set(all.map(placeOf))].sort();
  return {
    places: places.map((place) => inventoryOf(all.filter((stack) => placeOf(stack) === place))),
    stacks: all.map(({ name, account, region, ...stack }) => ({ name, account, region, limits: usagesOf({ name, account, region, ...stack }) })),
  };
}

const placeOf = ({ account, region }: Stack) => `${account}/${region}`;

function inventoryOf(stacks: readonly Stack[]): PlaceInventory {
  const types = stacks.flatMap(({ template }) => Object.values(template.Resources ?? {}).map(({ Type }) => Type));
  const counts = new Map<string, number>();
  for (const type of types.sort()) counts.set(type, (counts.get(type) ?? 0) + 1);
  const [{ account, region }] = stacks;
  return { account, region, stacks: stacks.map(({ name }) => name), resources: types.length, types: Object.fromEntries(counts) };
}

function usagesOf(stack: Stack): Usage[] {
  return LIMITS.map(({ name, most, used }) => ({ limit: name, used: used(stack), most, percent: Math.ceil((used(stack) / most) * 1000) / 10 }));
}

/** The usages above a share of a limit, told a line each. */
export function above(percent: number, { stacks }: Inventory): string[] {
  return stacks.flatMap(({ name, limits }) =>
    limits.filter((usage) => usage.percent > percent).map((usage) => `${name}: ${usage.used} of ${usage.most} ${usage.limit} is ${usage.percent} %, more than ${percent} %`),
  );
}
