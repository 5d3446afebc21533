import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';
import { EGRESS, INGRESS, securityGroupRule } from './security-group-rules';
import { vpcCidrBlock } from './vpc-cidr-block';

/** What the emulator's CloudFormation lacks of EC2; EC2's API answers from the emulator, so the service has a name that no request carries. */
export function createNetworks(cloud: RunnerCloud): Service {
  return {
    name: 'networks', operations: {},
    resourceTypes: {
      'AWS::EC2::SecurityGroupIngress': securityGroupRule(() => cloud, INGRESS),
      'AWS::EC2::SecurityGroupEgress': securityGroupRule(() => cloud, EGRESS),
      'AWS::EC2::VPCCidrBlock': vpcCidrBlock(() => cloud),
    },
  };
}
