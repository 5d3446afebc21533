import { isIP } from 'node:net';
import { Token } from 'aws-cdk-lib';
import type { DataPerimeter } from '../../perimeter/data-perimeter';
import type { ResourcePerimeterOptions } from '../../perimeter/resource-perimeter-options';
import { parseBlock, privateSpace } from '../addresses/ipv4-block';
import { trustProblems } from './perimeter-problems';
import { accountProblem } from '../problems';
import type { Problem } from '../validation-error';

/** What is wrong with a perimeter for a resource. Unresolved tokens are not looked at. */
export function resourcePerimeterProblems(perimeter: DataPerimeter, options: ResourcePerimeterOptions): Problem[] {
  const { otherAccounts = [], networkRoles = [], vpcIds = [], vpcEndpointIds = [], addresses = [] } = options;
  const networks = [...vpcIds, ...vpcEndpointIds, ...addresses];
  return [
    ...trustProblems('perimeter', perimeter),
    ...otherAccounts.map((account, index) => accountProblem(`otherAccounts[${index}]`, account)).filter((problem) => problem !== undefined),
    ...idProblems('vpcIds', vpcIds, 'vpc'),
    ...idProblems('vpcEndpointIds', vpcEndpointIds, 'vpce'),
    ...addresses.flatMap((address, index) => addressProblem(`addresses[${index}]`, address)),
    ...(networkRoles.length > 0 && networks.length === 0 ? [{ prop: 'networkRoles', value: networkRoles.length, rule: 'roles that must come from a network need one to come from', remedy: 'Name vpcIds, vpcEndpointIds or addresses' }] : []),
    ...(networkRoles.length === 0 && networks.length > 0 ? [{ prop: 'networkRoles', value: [], rule: 'networks are expected of roles that work in them, never of everybody: people come from anywhere', remedy: 'Name the roles, or leave the networks out' }] : []),
  ];
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
function idProblems(prop: string, ids: readonly string[], prefix: string): Problem[] {
  const form = new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`);
  return ids.flatMap((id, index) => (Token.isUnresolved(id) || form.test(id) ? [] : [{ prop: `${prop}[${index}]`, value: id, rule: `it is ${prefix}- and 8 or 17 hexadecimal digits`, remedy: `Write ${prefix}-0123456789abcdef0` }]));
}

function addressProblem(prop: string, address: string): Problem[] {
  if (Token.isUnresolved(address)) return [];
  const [ip, length = ''] = address.split('/');
  const block = parseBlock(address);
  if (!block && !(isIP(ip) === 6 && /^\d{1,3}$/.test(length) && Number(length) <= 128)) return [{ prop, value: address, rule: 'addresses are a block in CIDR notation', remedy: 'Write 203.0.113.0/24' }];
  if (Number(length) < (block ? 8 : 16)) return [{ prop, value: address, rule: 'from a block of so much of the internet everybody comes, so that it denies nobody: /8 is the largest, of IPv6 /16', remedy: 'Name your own addresses: 203.0.113.0/24' }];
  return block && privateSpace(block) ? [{ prop, value: address, rule: 'private addresses are never seen by AWS: through an endpoint a request comes from its VPC', remedy: 'Name the VPC by vpcIds' }] : [];
}
