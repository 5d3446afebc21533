import { Token } from 'aws-cdk-lib';
import type { NetworkInspectionProps } from '../../hub/network-inspection';
import type { SubnetTier } from '../../subnet-tier';
import { domainProblems } from '../egress/domain-problems';
import { peerBlockProblems } from './hub-problems';
import { overlap, parseBlock } from '../addresses/ipv4-block';
import { addressProblems, regionProblems, zoneProblems } from '../vpc/network-problems';
import type { Problem } from '../validation-error';

/** A network ACL has 20 entries in each direction (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html): the network's own block and the internet have three of them. */
const MOST_BLOCKS = 17;

/** What is wrong with the props of an inspection. Unresolved tokens are not looked at, where their value is not needed. */
export function inspectionProblems(props: NetworkInspectionProps, tiers: readonly SubnetTier[], region: string): Problem[] {
  const { hub, availabilityZones, addresses, spokes, shared, allowedDomains, sharedDomains } = props;
  return [
    ...hubProblems(hub._direct, hub._inspection !== undefined),
    ...zoneProblems(availabilityZones, true),
    ...regionProblems(availabilityZones, region),
    ...addressProblems(addresses, tiers),
    ...(addresses._source.workloadCidr === undefined ? [] : [{ prop: 'addresses.workloadCidr', value: addresses._source.workloadCidr, rule: 'nothing runs in a network that inspects', remedy: 'Give one block: NetworkAddresses.block' }]),
    ...blockListProblems('spokes', spokes, 'somebody\'s packets are inspected', 'Give the supernets of the address plan'),
    ...blockListProblems('shared', shared, 'spokes are led to something', 'Give the block of the shared endpoints\' network'),
    ...overlapProblems({ addresses: addresses._source.cidr === undefined ? [] : [addresses._source.cidr], spokes, shared }),
    ...(spokes.length + shared.length > MOST_BLOCKS ? [{ prop: 'spokes', value: spokes.length + shared.length, rule: `with shared, a network ACL has room for ${MOST_BLOCKS} of them`, remedy: 'Give supernets instead of each network' }] : []),
    ...(allowedDomains ? domainProblems('allowedDomains', allowedDomains, '.') : []),
    ...(sharedDomains ? domainProblems('sharedDomains', sharedDomains, '.') : []),
  ];
}

function hubProblems(direct: readonly string[], isInspected: boolean): Problem[] {
  if (isInspected) return [{ prop: 'hub', value: 'inspected', rule: 'a hub has one inspection', remedy: 'Take the one that it has' }];
  return direct.length > 0 ? [{ prop: 'hub', value: direct, rule: 'what is connected before the inspection is there leads past it', remedy: 'Create the NetworkInspection before anything that connects networks' }] : [];
}

function blockListProblems(prop: string, blocks: string[], rule: string, remedy: string): Problem[] {
  if (Token.isUnresolved(blocks)) return [{ prop, value: 'a token', rule: 'each block gets routes, so their number is known at synthesis', remedy: 'Give the elements one by one' }];
  return blocks.length === 0 ? [{ prop, value: blocks, rule, remedy }] : peerBlockProblems(prop, blocks);
}

/** Packets to addresses that two of the networks have go to one of them only, past the firewall or nowhere. */
function overlapProblems(lists: Readonly<Record<string, readonly string[]>>): Problem[] {
  const all = Object.entries(lists).flatMap(([prop, texts]) => (Token.isUnresolved(texts) ? [] : texts).flatMap((text) => (Token.isUnresolved(text) ? [] : { prop, text, block: parseBlock(text) })));
  return all.flatMap(({ prop, text, block }, index) => all.slice(index + 1).filter((other) => other.prop !== prop && block && other.block && overlap(block, other.block)).map((other) => ({
    prop: other.prop, value: other.text, rule: `it overlaps ${prop}, ${text}`, remedy: 'Give blocks that share no address',
  })));
}
