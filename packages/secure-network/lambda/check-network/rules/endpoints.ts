import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import { letsEverybodyIn } from '../endpoint-policy';
import type { NetworkFacts, NetworkRequirements, RequiredService } from '../network-facts';
import { lets } from '../permissions';
import type { Finding } from '../rules';
import { workloadTables } from './routes';

/** Whether S3 is reached from every subnet, by an endpoint with a policy. */
export function objectStoreFindings(facts: NetworkFacts, requirements: NetworkRequirements): Finding[] {
  const gateways = facts.endpoints.filter(({ ServiceName, VpcEndpointType }) => ServiceName === requirements.objectStore && VpcEndpointType === 'Gateway');
  const reaching = workloadTables(facts, requirements).map(({ RouteTableId = '' }) => ({ RouteTableId, gateway: gateways.find(({ RouteTableIds = [] }) => RouteTableIds.includes(RouteTableId)) }));
  const used = [...new Set(reaching.map(({ gateway }) => gateway).filter((gateway) => gateway !== undefined))];
  return [
    ...reaching.filter(({ gateway }) => !gateway).map(({ RouteTableId }): Finding => ({ rule: 's3', found: `${RouteTableId} has none` })),
    ...used.flatMap((gateway) => [...stateFindings(gateway), ...policyFindings(gateway)]),
  ];
}

/** Whether each required service is reached by an interface endpoint: where there are several, the best one counts. */
export function endpointFindings(facts: NetworkFacts, requirements: NetworkRequirements): Finding[] {
  return requirements.services.flatMap((service) => {
    const endpoints = facts.endpoints.filter(({ ServiceName, VpcEndpointType }) => ServiceName === service.name && VpcEndpointType === 'Interface');
    if (endpoints.length === 0) return [{ rule: 'endpoint' as const, found: `${service.name} has none` }];
    const meant = endpoints.filter(({ VpcEndpointId }) => service.endpointId === undefined || VpcEndpointId === service.endpointId);
    if (meant.length === 0) return [{ rule: 'endpoint-id' as const, found: `${service.name} has ${endpoints.map(({ VpcEndpointId }) => VpcEndpointId).join(', ')}, not ${service.endpointId}` }];
    const [best] = meant.map((endpoint) => interfaceFindings(endpoint, service, facts, requirements)).sort((one, other) => one.length - other.length);
    return best;
  });
}

function interfaceFindings(endpoint: VpcEndpoint, { takesPolicy }: RequiredService, facts: NetworkFacts, requirements: NetworkRequirements): Finding[] {
  return [
    ...stateFindings(endpoint),
    ...(endpoint.PrivateDnsEnabled ? [] : [{ rule: 'endpoint-dns' as const, found: `${nameOf(endpoint)} does not` }]),
    ...(takesPolicy ? policyFindings(endpoint) : []),
    ...groupFindings(endpoint, facts, requirements),
  ];
}

/** `available` in answers, `Available` in the SDK's types: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html */
function stateFindings(endpoint: VpcEndpoint): Finding[] {
  return endpoint.State?.toLowerCase() === 'available' ? [] : [{ rule: 'endpoint-state', found: `${nameOf(endpoint)} is ${endpoint.State}` }];
}

function policyFindings(endpoint: VpcEndpoint): Finding[] {
  return letsEverybodyIn(endpoint.PolicyDocument) ? [{ rule: 'endpoint-policy', found: `that of ${nameOf(endpoint)} lets everybody in` }] : [];
}

function groupFindings(endpoint: VpcEndpoint, { subnets, securityGroups }: NetworkFacts, { subnetIds, workloadSecurityGroupId, endpointClients = [] }: NetworkRequirements): Finding[] {
  const groupIds = (endpoint.Groups ?? []).map(({ GroupId }) => GroupId);
  const addresses = subnets.filter(({ SubnetId = '' }) => subnetIds.includes(SubnetId)).map(({ CidrBlock = '' }) => CidrBlock);
  const permissions = securityGroups.filter(({ GroupId }) => groupIds.includes(GroupId)).flatMap(({ IpPermissions = [] }) => IpPermissions);
  const place = `${nameOf(endpoint)} (${groupIds.join(', ') || 'no group'})`;
  const shutOut = endpointClients.filter((client) => !lets(permissions, { port: 443, addresses: [client] }));
  return [
    ...(lets(permissions, { port: 443, securityGroupId: workloadSecurityGroupId, addresses }) ? [] : [{ rule: 'endpoint-group' as const, found: `${place} does not let ${workloadSecurityGroupId} in` }]),
    ...(shutOut.length > 0 ? [{ rule: 'endpoint-clients' as const, found: `${place} does not let ${shutOut.join(', ')} in` }] : []),
  ];
}

const nameOf = ({ VpcEndpointId, ServiceName }: VpcEndpoint) => `${VpcEndpointId} of ${ServiceName}`;
