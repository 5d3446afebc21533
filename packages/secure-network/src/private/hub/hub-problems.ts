import { Token } from 'aws-cdk-lib';
import type { NetworkHubProps } from '../../hub/network-hub';
import { parseBlock, privateSpace } from '../addresses/ipv4-block';
import type { Problem } from '../validation-error';

/** What is wrong with a hub's props. */
export function hubProblems({ sharedWith = [], amazonSideAsn }: NetworkHubProps): Problem[] {
  return [
    ...sharedWithProblems(sharedWith),
    // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
    ...(amazonSideAsn === undefined || Token.isUnresolved(amazonSideAsn) || (amazonSideAsn >= 64512 && amazonSideAsn <= 65534) || (amazonSideAsn >= 4200000000 && amazonSideAsn <= 4294967294)
      ? [] : [{ prop: 'amazonSideAsn', value: amazonSideAsn, rule: 'a private number is from 64512 to 65534, or from 4200000000 to 4294967294', remedy: 'Take one that your routers do not use' }]),
  ];
}

/** Principals of a share within the organisation. */
export function sharedWithProblems(principals: readonly string[]): Problem[] {
  return principals.flatMap((principal, index) => (Token.isUnresolved(principal) || /^\d{12}$/.test(principal) || /^arn:[^:]+:organizations::\d{12}:(organization|ou)\//.test(principal)
    ? [] : [{ prop: `sharedWith[${index}]`, value: principal, rule: 'it is an account id of 12 digits, or the ARN of an organisational unit or of the organisation', remedy: 'Copy it from AWS Organizations' }]));
}

/**
 * Blocks of other networks: no size is asked for, but they are private, and each is named once, for a table takes one route to it. One may lie in another: the narrowest route is taken
 * (https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html).
 */
export function peerBlockProblems(prop: string, cidrs: readonly string[]): Problem[] {
  if (Token.isUnresolved(cidrs)) return [{ prop, value: 'a token', rule: 'its length is known at synthesis', remedy: 'Give the blocks one by one: Fn.split(\',\', value, 2)' }];
  const twice = [...new Set(cidrs.filter((cidr, index) => !Token.isUnresolved(cidr) && cidrs.indexOf(cidr) !== index))];
  return [
    ...cidrs.flatMap((cidr, index) => peerBlockProblem(`${prop}[${index}]`, cidr) ?? []),
    ...(twice.length > 0 ? [{ prop, value: twice, rule: 'each block is named once: a route table takes one route to it', remedy: 'Remove the repeated ones' }] : []),
  ];
}

function peerBlockProblem(prop: string, cidr: string): Problem | undefined {
  if (Token.isUnresolved(cidr)) return undefined;
  const block = parseBlock(cidr);
  if (!block) return { prop, value: cidr, rule: 'it is an IPv4 block in CIDR notation', remedy: 'Give one such as 10.64.0.0/12' };
  return privateSpace(block) ? undefined : { prop, value: cidr, rule: 'other networks have private addresses, and a route to all others is a way to the internet', remedy: 'Name the blocks of your networks, or choose an egress' };
}
