import { Token } from 'aws-cdk-lib';
import type { NetworkAddresses } from '../../address-plan/network-addresses';
import type { SecureNetworkProps } from '../../secure-network';
import { SubnetTier } from '../../subnet-tier';
import { blockProblem, spaceProblem } from '../addresses/block-problems';
import { domainProblems } from '../egress/domain-problems';
import { endpointProblems, fipsProblems, placeProblems } from '../endpoints/endpoint-problems';
import { peerBlockProblems } from '../hub/hub-problems';
import { overlap, parseBlock, privateSpace } from '../addresses/ipv4-block';
import { ipv6Problems } from '../addresses/ipv6-problems';
import { perimeterProblems } from '../perimeter/perimeter-problems';
import { smallestFor, ZONES } from '../addresses/subnet-layout';
import { tiersOf } from './tiers';
import type { Problem } from '../validation-error';

/** What is wrong with a network's props. Unresolved tokens are not looked at, where the network does not need their value. */
export function networkProblems(props: SecureNetworkProps, region: string): Problem[] {
  const { availabilityZones, addresses, endpoints = [], perimeter, egress, dns } = props;
  return [
    ...zoneProblems(availabilityZones, egress?.kind === 'inspected'),
    ...regionProblems(availabilityZones, region),
    ...tierProblems(props),
    ...addressProblems(addresses, tiersOf(props)),
    ...ipv6Problems(props),
    ...(egress?.kind === 'inspected' ? domainProblems('egress.allowedDomains', egress.allowedDomains ?? [], '.') : []),
    ...domainProblems('dns.allowedDomains', dns?.allowedDomains ?? [], '*.', 'may be empty'),
    ...endpointProblems(endpoints),
    ...placeProblems(endpoints, region),
    ...fipsProblems(props.fips, region),
    ...(perimeter ? perimeterProblems('perimeter', perimeter, { region, catalogs: endpoints }) : []),
    ...endpointClientProblems(props),
  ];
}

export function zoneProblems(zones: string[], named: boolean): Problem[] {
  const prop = 'availabilityZones';
  if (Token.isUnresolved(zones)) {
    return [{ prop, value: 'a token', rule: 'each zone gets a subnet, so their number is known at synthesis', remedy: 'Name the zones, or select them one by one: [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())]' }];
  }
  const twice = zones.filter((zone, index) => zones.indexOf(zone) !== index);
  return [
    ...(zones.length < 1 || zones.length > ZONES ? [{ prop, value: zones, rule: `a network spans one to ${ZONES} zones`, remedy: 'Name two zones of the region' }] : []),
    ...(twice.length > 0 ? [{ prop, value: twice, rule: 'each zone is named once', remedy: 'Remove the repeated ones' }] : []),
    ...(named && zones.some((zone) => Token.isUnresolved(zone)) ? [{ prop, value: 'a token', rule: 'a firewall\'s endpoint is found by the name of its zone', remedy: 'Name the zones: eu-west-1a' }] : []),
  ];
}

/** A zone's name is its region's and a letter; a local or wavelength zone's has more in between (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html). */
export function regionProblems(zones: string[], region: string): Problem[] {
  if (Token.isUnresolved(zones) || Token.isUnresolved(region)) return [];
  const alien = zones.filter((zone) => !Token.isUnresolved(zone) && !zone.startsWith(region));
  return alien.length > 0 ? [{ prop: 'availabilityZones', value: alien, rule: `zones are of the stack's region, ${region}`, remedy: `Name zones such as ${region}a` }] : [];
}

function tierProblems({ tiers, egress }: SecureNetworkProps): Problem[] {
  if (!tiers) return [];
  const alien = tiers.filter((tier) => (tier === SubnetTier.INSPECTION || tier === SubnetTier.EGRESS) && !egress?._tiers.includes(tier));
  return [
    ...(tiers.includes(SubnetTier.ISOLATED) ? [] : [{ prop: 'tiers', value: tiers, rule: 'workloads have a tier', remedy: 'Add SubnetTier.ISOLATED' }]),
    ...(alien.length > 0 ? [{ prop: 'tiers', value: alien, rule: 'a way out comes with an egress', remedy: 'Choose it by egress: NetworkEgress.inspected({ allowedDomains })' }] : []),
  ];
}

export function addressProblems(addresses: NetworkAddresses | undefined, tiers: readonly SubnetTier[]): Problem[] {
  if (!addresses) return [];
  const { cidr, workloadCidr, ipam } = addresses._source;
  const smallest = smallestFor(tiers);
  if (ipam) {
    return Token.isUnresolved(ipam.netmaskLength) || (Number.isInteger(ipam.netmaskLength) && ipam.netmaskLength >= 16 && ipam.netmaskLength <= smallest)
      ? [] : [{ prop: 'addresses.netmaskLength', value: ipam.netmaskLength, rule: `these tiers need a block of /16 to /${smallest}`, remedy: 'Take 20 for 4,096 addresses' }];
  }
  const [block, workloads] = [cidr, workloadCidr].map((one) => (one === undefined ? undefined : parseBlock(one)));
  return [
    cidr === undefined ? undefined : blockProblem('addresses.cidr', cidr, { largest: 16, smallest, use: 'a network of these tiers' }),
    workloadCidr === undefined ? undefined : blockProblem('addresses.workloadCidr', workloadCidr, { largest: 16, smallest: 26, use: 'the workloads of a network' }),
    cidr === undefined ? undefined : spaceProblem('addresses.cidr', cidr),
    workloadCidr === undefined ? undefined : spaceProblem('addresses.workloadCidr', workloadCidr),
    block && workloads && privateSpace(workloads) && !['100.64.0.0/10', privateSpace(block)].includes(privateSpace(workloads))
      ? { prop: 'addresses.workloadCidr', value: workloadCidr, rule: `beside ${cidr} a VPC takes a block of the same range or of 100.64.0.0/10 (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html)`, remedy: 'Take one of 100.64.0.0/10' } : undefined,
    block && workloads && overlap(block, workloads)
      ? { prop: 'addresses.workloadCidr', value: workloadCidr, rule: `it overlaps addresses.cidr, ${cidr}`, remedy: 'Give blocks that share no address' } : undefined,
  ].filter((problem) => problem !== undefined);
}

/** A network ACL has 20 entries in each direction (https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html): the network's own blocks have two of them, and three with IPv6. */
const mostClients = ({ ipv6 }: SecureNetworkProps): number => (ipv6 ? 17 : 18);

function endpointClientProblems(props: SecureNetworkProps): Problem[] {
  const { endpointClients = [] } = props;
  const prop = 'endpointClients';
  const most = mostClients(props);
  return [
    ...peerBlockProblems(prop, endpointClients),
    ...(endpointClients.length > most ? [{ prop, value: endpointClients.length, rule: `a network ACL has room for ${most} of them`, remedy: 'Give the supernets of the plan instead of each network' }] : []),
    ...(endpointClients.length > 0 && !tiersOf(props).includes(SubnetTier.ENDPOINT)
      ? [{ prop, value: endpointClients, rule: 'others reach endpoints in subnets of their own, never among workloads', remedy: 'Add SubnetTier.ENDPOINT to the tiers' }] : []),
  ];
}
