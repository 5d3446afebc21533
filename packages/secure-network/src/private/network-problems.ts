import { Token } from 'aws-cdk-lib';
import type { DataPerimeter } from '../endpoints/data-perimeter';
import type { SecureNetworkProps } from '../secure-network';
import { endpointProblems } from './endpoint-problems';
import type { Problem } from './validation-error';

/** What is wrong with a network's props, all of it. Unresolved tokens are not looked at, where the network does not need their value. */
export function networkProblems({ availabilityZones, cidr, endpoints = [], perimeter }: SecureNetworkProps): Problem[] {
  return [...zoneProblems(availabilityZones), ...cidrProblems(cidr), ...endpointProblems(endpoints), ...perimeterProblems(perimeter)];
}

function zoneProblems(zones: string[]): Problem[] {
  const prop = 'availabilityZones';
  if (Token.isUnresolved(zones)) {
    return [{ prop, value: 'a token', rule: 'each zone gets a subnet, so their number is known at synthesis', remedy: 'Name the zones, or select them one by one: [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())]' }];
  }
  const twice = zones.filter((zone, index) => zones.indexOf(zone) !== index);
  return [
    ...(zones.length < 2 ? [{ prop, value: zones, rule: 'a network spans two zones at least, or the loss of one takes everything down', remedy: 'Name another zone of the region' }] : []),
    ...(twice.length > 0 ? [{ prop, value: twice, rule: 'each zone is named once', remedy: 'Remove the repeated ones' }] : []),
  ];
}

function cidrProblems(cidr?: string): Problem[] {
  if (cidr === undefined) return [];
  const remedy = 'Give one such as 10.20.0.0/16';
  if (Token.isUnresolved(cidr)) return [{ prop: 'cidr', value: 'a token', rule: 'the subnets are cut from it at synthesis', remedy }];
  return isBlock(cidr) ? [] : [{ prop: 'cidr', value: cidr, rule: 'it is an IPv4 block of /16 to /24 in CIDR notation', remedy }];
}

function isBlock(cidr: string): boolean {
  const [, address, bits] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidr) ?? [];
  return address !== undefined && address.split('.').every((part) => Number(part) <= 255) && Number(bits) >= 16 && Number(bits) <= 24;
}

function perimeterProblems(perimeter?: DataPerimeter): Problem[] {
  if (perimeter === undefined) return [];
  const { trustedAccounts, organizationId } = perimeter;
  const problems: Problem[] = trustedAccounts.flatMap((account, index) =>
    Token.isUnresolved(account) || /^\d{12}$/.test(account) ? [] : [{ prop: `perimeter.trustedAccounts[${index}]`, value: account, rule: 'an account has 12 digits', remedy: 'Quote the whole id' }],
  );
  if (trustedAccounts.length === 0 && organizationId === undefined) {
    problems.push({ prop: 'perimeter.trustedAccounts', value: trustedAccounts, rule: 'somebody is trusted, or the endpoints are of no use', remedy: 'Name an account, or an organizationId' });
  }
  if (organizationId !== undefined && !Token.isUnresolved(organizationId) && !/^o-[a-z0-9]{10,32}$/.test(organizationId)) {
    problems.push({ prop: 'perimeter.organizationId', value: organizationId, rule: 'an organisation\'s id is o- and 10 to 32 lower-case letters or digits', remedy: 'Copy it from AWS Organizations: o-abcdefghij' });
  }
  return problems;
}
