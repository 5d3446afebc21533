import type { Item, Items } from '../prove/network/items';
import { listed } from '../assembly/graph/principals';
import type { SubnetModel, VpcModel } from './model';

const SUBNET = /^subnet-[0-9a-f]{8,17}$/;
const VPC = /^vpc-[0-9a-f]{8,17}$/;

/**
 * Networks that the templates name by their ids and do not make. What names a VPC and subnets together says which belong together; the zones are
 * those that the same resource gives in the same order, if it gives any.
 */
export function elsewhere(items: Items): { account: string; region: string; vpc: VpcModel }[] {
  const found = new Map<string, { from: Item; id: string; subnets: Map<string, string | undefined>; services: Set<string> }>();
  for (const item of items.all) {
    const texts = textsIn(Object.keys(item.resource.Properties ?? {}).map((name) => item.value(name)));
    const vpcs = [...new Set(texts.filter((text) => VPC.test(text)))];
    const subnets = [...new Set(texts.filter((text) => SUBNET.test(text)))];
    if (vpcs.length + subnets.length === 0) continue;
    const id = vpcs.length === 1 ? vpcs[0] : 'a VPC that is not named';
    const key = `${item.account} ${item.region} ${id}`;
    const network = found.get(key) ?? { from: item, id, subnets: new Map<string, string | undefined>(), services: new Set<string>() };
    const zones = listed(item.value('AvailabilityZones')).filter((zone): zone is string => typeof zone === 'string');
    subnets.forEach((subnet, index) => network.subnets.set(subnet, network.subnets.get(subnet) ?? (zones.length === subnets.length ? zones[index] : undefined)));
    if (item.type === 'Custom::NetworkCheck') servicesOf(item).forEach((service) => network.services.add(service));
    found.set(key, network);
  }
  return [...withoutRepeats([...found.values()])].map(({ from, id, subnets, services }) => ({ account: from.account, region: from.region, vpc: model(from, id, subnets, [...services]) }));
}

/** Subnets that one resource names together with their VPC, and another without. */
function withoutRepeats<Network extends { from: Item; id: string; subnets: Map<string, unknown> }>(networks: readonly Network[]): Network[] {
  const placed = new Set(networks.filter(({ id }) => VPC.test(id)).flatMap(({ subnets }) => [...subnets.keys()]));
  for (const network of networks.filter(({ id }) => !VPC.test(id))) for (const subnet of placed) network.subnets.delete(subnet);
  return networks.filter(({ id, subnets }) => VPC.test(id) || subnets.size > 0);
}

function model(from: Item, id: string, subnets: ReadonlyMap<string, string | undefined>, services: readonly string[]): VpcModel {
  const unknown = 'zone not given';
  const zones = [...new Set([...subnets.values()].map((zone) => zone ?? unknown))].sort();
  const cells = zones.map((zone) => [...subnets].filter(([, one]) => (one ?? unknown) === zone).map(([subnet]): SubnetModel => ({ id: subnet, name: subnet, block: 'block not in these templates', isBlockKnown: false, holds: [] })));
  return {
    name: id, stack: from.place.stack, isElsewhere: true, blocks: [], marks: services.length > 0 ? ['checked at deployment'] : [], zones, gateways: [],
    tiers: subnets.size === 0 ? [] : [{ name: 'Named subnets', facts: ['routes not in these templates'], cells, routes: [], strips: services.length === 0 ? [] : [{ title: 'Endpoints that the check at deployment demands', chips: services.map((text) => ({ text })) }] }],
    strips: [],
  };
}

/** The services whose endpoints the check of an adopted network looks for, with the gateway endpoint of S3. */
function servicesOf(check: Item): string[] {
  const services = listed<{ Name?: unknown }>(check.value('Services')).flatMap(({ Name }) => (typeof Name === 'string' ? Name : []));
  const store = check.value('ObjectStore');
  return [...services, ...(typeof store === 'string' ? [store] : [])].map((name) => name.replace(/^(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\./, '')).sort();
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
