import { matchesPattern } from '@mlops-foundation/policy-evaluation';
import type { Item, Items } from './items';
import type { NetworkRule, NetworkSettings } from './settings';
import type { Topology, Vpc } from './topology';
import type { Transit } from './transit';
import type { Walk } from './walk';

/** What a check looks at. */
export interface Scene {
  readonly items: Items;
  readonly topology: Topology;
  readonly transit: Transit;
  readonly walk: Walk;
  readonly settings: NetworkSettings;
}

const NOTHING_ASKED: NetworkRule = { internet: 'none', connections: [] };

/** What people have decided for a VPC. */
export const ruleFor = (scene: Scene, vpc: Vpc): NetworkRule => decidedFor(scene, vpc.item);

/** What people have decided for a VPC, or for what runs in none of one's own. */
export function decidedFor({ settings, items }: Scene, item: Item): NetworkRule {
  const purpose = labelOf(items, item, 'mlops:purpose');
  return settings.networks.find((rule) => (rule.purpose === undefined || (purpose !== undefined && rule.purpose.includes(purpose)))
    && (rule.stack === undefined || rule.stack.some((pattern) => matchesPattern(pattern, item.place.stack)))) ?? NOTHING_ASKED;
}

/** A tag of a resource, or the one value that all others of its stack have that have the tag. */
export function labelOf(items: Items, item: Item, tag: string): string | undefined {
  const own = item.tags[tag];
  if (own !== undefined) return own;
  const values = new Set(items.all.filter(({ deployed }) => deployed === item.deployed).flatMap(({ tags }) => tags[tag] ?? []));
  return values.size === 1 ? [...values][0] : undefined;
}
