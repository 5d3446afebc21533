import type { NetworkFacts, NetworkRequirements } from '../network-facts';
import { FEW_ADDRESSES, type Finding } from '../rules';

/** Whether the subnets are there, each in its zone, with room. */
export function subnetFindings({ subnets }: NetworkFacts, { vpcId, subnetIds, availabilityZones, publishedSubnetIds = subnetIds }: NetworkRequirements): Finding[] {
  const zones = new Set<string>();
  const findings: Finding[] = [];
  if (publishedSubnetIds.length !== subnetIds.length) {
    findings.push({ rule: 'parameters', found: `${publishedSubnetIds.length} subnets are published (${publishedSubnetIds.join(', ')}), ${subnetIds.length} adopted` });
  }
  subnetIds.forEach((id, index) => {
    const subnet = subnets.find(({ SubnetId }) => SubnetId === id);
    if (!subnet) {
      findings.push({ rule: 'subnet', found: `${id} is no subnet of ${vpcId}` });
      return;
    }
    const { AvailabilityZone: zone = '', AvailableIpAddressCount: free = 0 } = subnet;
    if (zone !== availabilityZones[index]) findings.push({ rule: 'zone', found: `${id} lies in ${zone}, not in ${availabilityZones[index]}` });
    else if (zones.has(zone)) findings.push({ rule: 'zone', found: `${id} is the second in ${zone}` });
    if (free < FEW_ADDRESSES) findings.push({ rule: 'addresses', found: `${id} has ${free} free addresses` });
    zones.add(zone);
  });
  return findings;
}
