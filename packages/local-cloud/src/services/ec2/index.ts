import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';
import { EGRESS, INGRESS, securityGroupRule } from './security-group-rules';

/** What the emulator's CloudFormation lacks of EC2; EC2's API answers from the emulator, so the service has a name that no request carries. */
export function createSecurityGroupRules(cloud: RunnerCloud): Service {
  return {
    name: 'security-group-rules', operations: {},
    resourceTypes: { 'AWS::EC2::SecurityGroupIngress': securityGroupRule(() => cloud, INGRESS), 'AWS::EC2::SecurityGroupEgress': securityGroupRule(() => cloud, EGRESS) },
  };
}
