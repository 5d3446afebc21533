import { CfnVPC, CfnVPCCidrBlock } from 'aws-cdk-lib/aws-ec2';
import { AdoptedNetwork } from '../../adopted-network';
import type { IWorkloadNetwork } from '../../workload-network';
import type { Problem } from '../validation-error';
import { isWithin } from './ipv4-block';

/**
 * Routes to a network's own addresses: a table has one to the whole of its VPC, and takes narrower ones to NAT gateways, network interfaces and Gateway Load Balancer endpoints only
 * (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html).
 */
export function ownBlockProblems(prop: string, network: IWorkloadNetwork, cidrs: readonly string[]): Problem[] {
  const own = knownBlocks(network);
  return cidrs.flatMap((value, index) => {
    const block = own.find((one) => isWithin(value, one));
    return block ? [{ prop: `${prop}[${index}]`, value, rule: `it is not the network's own, which is ${block}: no route leads what is for its own addresses to a transit gateway`, remedy: 'Give the blocks of other networks' }] : [];
  });
}

/** The IPv4 blocks of a network, as far as they are known at synthesis. */
function knownBlocks(network: IWorkloadNetwork): string[] {
  const given = network instanceof AdoptedNetwork ? [network._vpcCidrBlock] : network.vpc.node.findAll().map((part) => (part instanceof CfnVPC || part instanceof CfnVPCCidrBlock ? part.cidrBlock : undefined));
  return given.filter((cidr) => cidr !== undefined);
}
