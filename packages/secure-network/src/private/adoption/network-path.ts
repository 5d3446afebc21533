import { Token } from 'aws-cdk-lib';
import type { Problem } from '../validation-error';

/** The parameters by which a network is known, below its path. The first security group is the workloads'. */
export const NETWORK_PARAMETERS = { vpcId: 'vpc-id', subnetIds: 'subnet-ids', securityGroupIds: 'security-group-ids', availabilityZones: 'availability-zones' } as const;

/** What is wrong with a path of parameters: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export function pathProblem(path: string): Problem | undefined {
  if (!Token.isUnresolved(path) && /^(\/[a-zA-Z0-9_.-]+)+$/.test(path)) return undefined;
  const value = Token.isUnresolved(path) ? 'a token' : path;
  return { prop: 'path', value, rule: 'it is known at synthesis, begins with / and has letters, digits, dots, hyphens and underscores between slashes', remedy: 'Give one such as /mlops/fraud/network' };
}
