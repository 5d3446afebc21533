import { Aws, type Stack } from 'aws-cdk-lib';
import {
  CfnEgressOnlyInternetGateway, CfnInternetGateway, CfnRoute, CfnRouteTable, CfnSecurityGroup, CfnSubnet, CfnSubnetRouteTableAssociation, CfnVPC, CfnVPCCidrBlock, CfnVPCEndpoint, CfnVPCGatewayAttachment,
  SecurityGroup, Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { IWorkloadNetwork } from '../../src';

/** How a network differs from a good one. */
export interface Flaws {
  readonly dnsHostnames?: boolean;
  /** A route of its table leads to an internet gateway. */
  readonly isPublic?: boolean;
  readonly endpoints?: boolean;
  /** The endpoint's policy allows everything, its private DNS is off, and nobody is let in. */
  readonly endpointIsLoose?: boolean;
  /** The workloads' security group is open to the world, and both subnets lie in one zone. */
  readonly isCareless?: boolean;
  /** It has IPv6, and leads all of that to an egress-only gateway. */
  readonly isOpenToIpv6?: boolean;
}

const OWN_ACCOUNT = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID } } }] };

/** A network as others make it, in plain resources: two subnets, a table, endpoints of S3 and KMS. */
export function bareNetwork(stack: Stack, { dnsHostnames = true, isPublic, endpoints = true, endpointIsLoose, isCareless, isOpenToIpv6 }: Flaws): IWorkloadNetwork {
  const { ref: vpcId } = new CfnVPC(stack, 'Vpc', { cidrBlock: '10.7.0.0/16', enableDnsSupport: true, enableDnsHostnames: dnsHostnames });
  const { ref: routeTableId } = new CfnRouteTable(stack, 'Table', { vpcId });
  const availabilityZones = isCareless ? ['eu-west-1a', 'eu-west-1a'] : ['eu-west-1a', 'eu-west-1b'];
  const subnetIds = availabilityZones.map((availabilityZone, index) => {
    const { ref: subnetId } = new CfnSubnet(stack, `Subnet${index}`, { vpcId, cidrBlock: `10.7.${index}.0/24`, availabilityZone });
    new CfnSubnetRouteTableAssociation(stack, `Association${index}`, { subnetId, routeTableId });
    return subnetId;
  });
  const { attrGroupId: workload } = new CfnSecurityGroup(stack, 'Workload', {
    vpcId, groupDescription: 'Workloads', securityGroupIngress: isCareless ? [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '0.0.0.0/0' }] : [],
  });
  if (isPublic) addInternetGateway(stack, vpcId, routeTableId);
  if (isOpenToIpv6) addEgressOnlyGateway(stack, vpcId, routeTableId);
  if (endpoints) {
    const { attrGroupId: group } = new CfnSecurityGroup(stack, 'Endpoints', {
      vpcId, groupDescription: 'Endpoints', securityGroupIngress: endpointIsLoose ? [] : [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, sourceSecurityGroupId: workload }],
    });
    new CfnVPCEndpoint(stack, 'S3', { vpcId, serviceName: `com.amazonaws.${Aws.REGION}.s3`, vpcEndpointType: 'Gateway', routeTableIds: [routeTableId], policyDocument: OWN_ACCOUNT });
    new CfnVPCEndpoint(stack, 'Kms', {
      vpcId, serviceName: `com.amazonaws.${Aws.REGION}.kms`, vpcEndpointType: 'Interface', subnetIds, securityGroupIds: [group], privateDnsEnabled: !endpointIsLoose, policyDocument: endpointIsLoose ? undefined : OWN_ACCOUNT,
    });
  }
  const vpc = Vpc.fromVpcAttributes(stack, 'Adopted', { vpcId, availabilityZones, isolatedSubnetIds: subnetIds });
  const workloadSecurityGroup = SecurityGroup.fromSecurityGroupId(stack, 'AdoptedWorkload', workload);
  return { vpc, subnets: { subnets: vpc.isolatedSubnets }, workloadSecurityGroup, connections: workloadSecurityGroup.connections };
}

function addInternetGateway(stack: Stack, vpcId: string, routeTableId: string): void {
  const { ref: gatewayId } = new CfnInternetGateway(stack, 'Gateway');
  const attachment = new CfnVPCGatewayAttachment(stack, 'Attachment', { vpcId, internetGatewayId: gatewayId });
  new CfnRoute(stack, 'Route', { routeTableId, destinationCidrBlock: '0.0.0.0/0', gatewayId }).addDependency(attachment);
}

function addEgressOnlyGateway(stack: Stack, vpcId: string, routeTableId: string): void {
  const block = new CfnVPCCidrBlock(stack, 'Ipv6', { vpcId, amazonProvidedIpv6CidrBlock: true });
  const { ref: egressOnlyInternetGatewayId } = new CfnEgressOnlyInternetGateway(stack, 'EgressOnly', { vpcId });
  new CfnRoute(stack, 'Ipv6Route', { routeTableId, destinationIpv6CidrBlock: '::/0', egressOnlyInternetGatewayId }).addDependency(block);
}
