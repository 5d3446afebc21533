import type { SecurityGroup, VpcEndpoint } from '@aws-sdk/client-ec2';
import type { NetworkFacts, NetworkRequirements } from '../../../lambda/check-network/network-facts';

const CLOSED = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '111111111111' } } }] });

export const REQUIREMENTS: NetworkRequirements = {
  vpcId: 'vpc-1', subnetIds: ['subnet-a', 'subnet-b'], availabilityZones: ['eu-west-1a', 'eu-west-1b'], workloadSecurityGroupId: 'sg-workload', egress: 'none',
  objectStore: 'com.amazonaws.eu-west-1.s3', services: [{ name: 'com.amazonaws.eu-west-1.kms', takesPolicy: true }],
};

/** A gateway endpoint of the two tables. */
export const GATEWAY: VpcEndpoint = {
  VpcEndpointId: 'vpce-s3', VpcEndpointType: 'Gateway', ServiceName: REQUIREMENTS.objectStore, State: 'Available', RouteTableIds: ['rtb-a', 'rtb-b'], PolicyDocument: CLOSED,
};
export const ENDPOINT: VpcEndpoint = {
  VpcEndpointId: 'vpce-kms', VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.kms', State: 'Available', PrivateDnsEnabled: true, Groups: [{ GroupId: 'sg-endpoints' }], PolicyDocument: CLOSED,
};
export const ENDPOINTS_GROUP: SecurityGroup = { GroupId: 'sg-endpoints', GroupName: 'endpoints', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: 'sg-workload' }] }] };
export const WORKLOAD_GROUP: SecurityGroup = { GroupId: 'sg-workload', GroupName: 'workload', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, UserIdGroupPairs: [{ GroupId: 'sg-workload' }] }] };
export const DEFAULT_GROUP: SecurityGroup = { GroupId: 'sg-default', GroupName: 'default', IpPermissions: [], IpPermissionsEgress: [] };

/** A network with which nothing is wrong. */
export const FACTS: NetworkFacts = {
  vpc: { VpcId: 'vpc-1' },
  dnsSupport: true,
  dnsHostnames: true,
  subnets: [
    { SubnetId: 'subnet-a', AvailabilityZone: 'eu-west-1a', AvailableIpAddressCount: 251, CidrBlock: '10.0.0.0/24' },
    { SubnetId: 'subnet-b', AvailabilityZone: 'eu-west-1b', AvailableIpAddressCount: 251, CidrBlock: '10.0.1.0/24' },
  ],
  routeTables: ['a', 'b'].map((name) => ({
    RouteTableId: `rtb-${name}`, Associations: [{ SubnetId: `subnet-${name}` }],
    Routes: [{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' }, { DestinationPrefixListId: 'pl-s3', GatewayId: 'vpce-s3' }],
  })),
  endpoints: [GATEWAY, ENDPOINT],
  securityGroups: [ENDPOINTS_GROUP, WORKLOAD_GROUP, DEFAULT_GROUP],
};
