import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';
import { FLOW_LOG } from './flow-log';
import { type MadeByApi, madeByApi } from './made-by-api';
import { NETWORK_ACL, NETWORK_ACL_ENTRY, SUBNET_NETWORK_ACL_ASSOCIATION } from './network-acls';
import { EGRESS, INGRESS, securityGroupRule } from './security-group-rules';
import {
  TRANSIT_GATEWAY, TRANSIT_GATEWAY_ROUTE, TRANSIT_GATEWAY_ROUTE_TABLE, TRANSIT_GATEWAY_ROUTE_TABLE_ASSOCIATION, TRANSIT_GATEWAY_ROUTE_TABLE_PROPAGATION, TRANSIT_GATEWAY_VPC_ATTACHMENT,
} from './transit-gateways';
import { VPC_CIDR_BLOCK } from './vpc-cidr-block';
import { EGRESS_ONLY_INTERNET_GATEWAY, ELASTIC_IP, NAT_GATEWAY } from './ways-out';

const MADE_BY_API: Readonly<Record<string, MadeByApi>> = {
  'AWS::EC2::EgressOnlyInternetGateway': EGRESS_ONLY_INTERNET_GATEWAY,
  'AWS::EC2::EIP': ELASTIC_IP,
  'AWS::EC2::FlowLog': FLOW_LOG,
  'AWS::EC2::NatGateway': NAT_GATEWAY,
  'AWS::EC2::NetworkAcl': NETWORK_ACL,
  'AWS::EC2::NetworkAclEntry': NETWORK_ACL_ENTRY,
  'AWS::EC2::SubnetNetworkAclAssociation': SUBNET_NETWORK_ACL_ASSOCIATION,
  'AWS::EC2::TransitGateway': TRANSIT_GATEWAY,
  'AWS::EC2::TransitGatewayRoute': TRANSIT_GATEWAY_ROUTE,
  'AWS::EC2::TransitGatewayRouteTable': TRANSIT_GATEWAY_ROUTE_TABLE,
  'AWS::EC2::TransitGatewayRouteTableAssociation': TRANSIT_GATEWAY_ROUTE_TABLE_ASSOCIATION,
  'AWS::EC2::TransitGatewayRouteTablePropagation': TRANSIT_GATEWAY_ROUTE_TABLE_PROPAGATION,
  'AWS::EC2::TransitGatewayVpcAttachment': TRANSIT_GATEWAY_VPC_ATTACHMENT,
  'AWS::EC2::VPCCidrBlock': VPC_CIDR_BLOCK,
};

/** What the emulator's CloudFormation lacks of EC2; EC2's API answers from the emulator, so the service has a name that no request carries. */
export function createNetworks(cloud: RunnerCloud): Service {
  return {
    name: 'networks', operations: {},
    resourceTypes: {
      'AWS::EC2::SecurityGroupIngress': securityGroupRule(() => cloud, INGRESS),
      'AWS::EC2::SecurityGroupEgress': securityGroupRule(() => cloud, EGRESS),
      ...Object.fromEntries(Object.entries(MADE_BY_API).map(([type, made]) => [type, madeByApi(() => cloud, made)])),
    },
  };
}
