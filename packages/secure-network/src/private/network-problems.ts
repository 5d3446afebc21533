import { Token } from 'aws-cdk-lib';
import type { SecureNetworkProps } from '../secure-network';
import type { Problem } from './validation-error';

/** What is wrong with a network's props. Unresolved tokens are not looked at. */
export function networkProblems({ availabilityZones, cidr }: SecureNetworkProps): Problem[] {
  const problems: Problem[] = [];
  if (availabilityZones.length < 2) {
    problems.push({ prop: 'availabilityZones', value: availabilityZones, rule: 'a network spans two zones at least, or the loss of one takes everything down', remedy: 'Name another zone of the region' });
  }
  const twice = availabilityZones.filter((zone, index) => availabilityZones.indexOf(zone) !== index);
  if (twice.length > 0) problems.push({ prop: 'availabilityZones', value: twice, rule: 'each zone is named once', remedy: 'Remove the repeated ones' });
  if (cidr !== undefined && !Token.isUnresolved(cidr) && !isBlock(cidr)) {
    problems.push({ prop: 'cidr', value: cidr, rule: 'it is an IPv4 block of /16 to /24 in CIDR notation', remedy: 'Give one such as 10.20.0.0/16' });
  }
  return problems;
}

function isBlock(cidr: string): boolean {
  const [, address, bits] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidr) ?? [];
  return address !== undefined && address.split('.').every((part) => Number(part) <= 255) && Number(bits) >= 16 && Number(bits) <= 24;
}
