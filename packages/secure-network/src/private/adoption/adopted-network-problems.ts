import { Token } from 'aws-cdk-lib';
import type { AdoptedNetworkProps } from '../../adopted-network';
import { EndpointCatalog } from '../../endpoints/endpoint-catalog';
import { endpointProblems } from '../endpoints/endpoint-problems';
import { peerBlockProblems } from '../hub/hub-problems';
import { parseBlock } from '../addresses/ipv4-block';
import type { Problem } from '../validation-error';

/** What is wrong with the attributes of a network that there is, all of it. Unresolved tokens are not looked at, but lists have a length. */
export function adoptedNetworkProblems(props: AdoptedNetworkProps): Problem[] {
  const { vpcId, subnetIds, availabilityZones, workloadSecurityGroupId, routeTableIds, vpcCidrBlock, endpoints = [], endpointClients = [] } = props;
  const lists = [listProblem('subnetIds', subnetIds), listProblem('availabilityZones', availabilityZones), listProblem('routeTableIds', routeTableIds ?? [])].filter((problem) => problem !== undefined);
  return [
    ...idProblems('vpcId', [vpcId], 'vpc'),
    ...idProblems('workloadSecurityGroupId', [workloadSecurityGroupId], 'sg'),
    ...(lists.length > 0 ? lists : subnetProblems(subnetIds, availabilityZones, routeTableIds)),
    ...cidrProblems(vpcCidrBlock),
    ...endpointProblems(endpoints),
    ...endpointIdProblems(props),
    ...peerBlockProblems('endpointClients', endpointClients),
  ];
}

function listProblem(prop: string, list: string[]): Problem | undefined {
  return Token.isUnresolved(list) ? { prop, value: 'a token', rule: 'its length is known at synthesis', remedy: 'Give the elements one by one: Fn.split(\',\', value, 2)' } : undefined;
}

function subnetProblems(subnetIds: string[], zones: string[], routeTableIds?: string[]): Problem[] {
  return [
    ...idProblems('subnetIds', subnetIds, 'subnet'),
    ...idProblems('routeTableIds', routeTableIds ?? [], 'rtb'),
    ...twiceProblems('subnetIds', subnetIds, 'each subnet is named once'),
    ...twiceProblems('availabilityZones', zones, 'each zone has one subnet'),
    ...(zones.length < 1 ? [{ prop: 'availabilityZones', value: zones, rule: 'jobs run in a zone at least', remedy: 'Name two zones and their subnets' }] : []),
    ...(subnetIds.length === zones.length ? [] : [{ prop: 'subnetIds', value: subnetIds, rule: `there is one for each of the ${zones.length} availabilityZones, in their order`, remedy: 'Give one for each' }]),
    ...(!routeTableIds || routeTableIds.length === subnetIds.length ? [] : [{ prop: 'routeTableIds', value: routeTableIds, rule: 'there is one for each subnet, in their order', remedy: 'Repeat a table that several subnets share' }]),
  ];
}

/** Ids have 8 or 17 hexadecimal digits: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
function idProblems(prop: string, ids: string[], prefix: string): Problem[] {
  const wrong = ids.filter((id) => !Token.isUnresolved(id) && !new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id));
  return wrong.map((value) => ({ prop, value, rule: `an id is ${prefix}- and 8 or 17 hexadecimal digits`, remedy: 'Copy it from the VPC console' }));
}

/** What is asked of the network is what the check looks at: of an endpoint that is not asked for nobody would know. */
function endpointIdProblems({ interfaceEndpointIds = {}, endpoints = [EndpointCatalog.TRAINING] }: AdoptedNetworkProps): Problem[] {
  const asked = endpoints.flatMap(({ entries }) => entries).map(({ id }) => id);
  const value = Object.keys(interfaceEndpointIds).filter((id) => !asked.includes(id));
  return [
    ...Object.entries(interfaceEndpointIds).flatMap(([entry, id]) => idProblems(`interfaceEndpointIds.${entry}`, [id], 'vpce')),
    ...(value.length > 0 ? [{ prop: 'interfaceEndpointIds', value, rule: `each is an entry of endpoints, which are ${JSON.stringify(asked)}`, remedy: 'Correct the ids of the entries, or ask for the sets that have them by endpoints' }] : []),
  ];
}

function twiceProblems(prop: string, values: string[], rule: string): Problem[] {
  const value = [...new Set(values.filter((each, index) => !Token.isUnresolved(each) && values.indexOf(each) !== index))];
  return value.length > 0 ? [{ prop, value, rule, remedy: 'Remove the repeated ones' }] : [];
}

function cidrProblems(cidr?: string): Problem[] {
  if (cidr === undefined || Token.isUnresolved(cidr) || parseBlock(cidr)) return [];
  return [{ prop: 'vpcCidrBlock', value: cidr, rule: 'it is an IPv4 block in CIDR notation', remedy: 'Give the VPC\'s, such as 10.20.0.0/16' }];
}
