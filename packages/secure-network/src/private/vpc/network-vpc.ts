import { Stack, Token } from 'aws-cdk-lib';
import { type CfnSubnet, CfnVPCCidrBlock, type ISubnet, NatProvider, type SubnetConfiguration, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { NetworkAddresses } from '../../address-plan/network-addresses';
import type { NetworkIpv6 } from '../../address-plan/network-ipv6';
import { SubnetTier } from '../../subnet-tier';
import { acknowledge, inCompliancePacks, ofTemplates } from '../acknowledge';
import { withGivenZones } from './given-zones';
import { addIpv6, type Ipv6Block } from './ipv6-subnets';
import { SubnetAddresses } from '../addresses/subnet-addresses';

/** What a VPC is made of. */
export interface NetworkVpcProps {
  readonly availabilityZones: string[];
  readonly addresses: NetworkAddresses;
  readonly tiers: readonly SubnetTier[];
  readonly ipv6?: NetworkIpv6;
}

/** Traffic from a tier goes on to what stands in the next one: CDK writes these routes where a subnet has egress. */
const KINDS: Readonly<Record<SubnetTier, SubnetType>> = {
  [SubnetTier.ISOLATED]: SubnetType.PRIVATE_ISOLATED,
  [SubnetTier.ENDPOINT]: SubnetType.PRIVATE_ISOLATED,
  [SubnetTier.TRANSIT]: SubnetType.PRIVATE_ISOLATED,
  [SubnetTier.INSPECTION]: SubnetType.PRIVATE_WITH_EGRESS,
  [SubnetTier.EGRESS]: SubnetType.PUBLIC,
};

/** A VPC and the NAT gateway of each zone, where there are any. */
export interface NetworkVpc {
  readonly vpc: Vpc;
  readonly natGatewayIds: string[];
  /** Where the network has IPv6. */
  readonly ipv6Block?: Ipv6Block;
}

/** A VPC with a subnet for each tier in each zone. It has a way out only where it has the tier for it. */
export function networkVpc(scope: Construct, id: string, { availabilityZones, addresses, tiers, ipv6 }: NetworkVpcProps): NetworkVpc {
  const hasWayOut = tiers.includes(SubnetTier.EGRESS);
  const natGatewayProvider = NatProvider.gateway();
  const vpc = withGivenZones(Stack.of(scope), availabilityZones, () => new Vpc(scope, id, {
    ipAddresses: new SubnetAddresses(addresses._source, availabilityZones),
    availabilityZones,
    natGateways: hasWayOut ? availabilityZones.length : 0,
    natGatewayProvider,
    natGatewaySubnets: hasWayOut ? { subnetGroupName: SubnetTier.EGRESS } : undefined,
    createInternetGateway: hasWayOut,
    restrictDefaultSecurityGroup: true,
    subnetConfiguration: tiers.map(configurationOf),
  }));
  acknowledgeOf(vpc, hasWayOut);
  const { workloadCidr } = addresses;
  if (workloadCidr) {
    const block = new CfnVPCCidrBlock(vpc, 'WorkloadCidr', { vpcId: vpc.vpcId, cidrBlock: workloadCidr });
    for (const subnet of subnetsOf(vpc, SubnetTier.ISOLATED)) subnet.node.addDependency(block);
  }
  const ipv6Block = ipv6 && addIpv6(vpc, ipv6, new Map(tiers.map((tier) => [tier, subnetsOf(vpc, tier).map(({ node }) => node.defaultChild as CfnSubnet)])));
  return { vpc, ipv6Block, natGatewayIds: hasWayOut ? natGatewayProvider.configuredGateways.map(({ gatewayId }) => gatewayId) : [] };
}

function acknowledgeOf(vpc: Vpc, hasWayOut: boolean): void {
  acknowledge(vpc, 'Zones are given by name: a synthesis that looks them up depends on the account that it runs in', ofTemplates('W3010'));
  if (hasWayOut) acknowledge(vpc, 'Asked for by the egress: the subnets of the NAT gateways, which hold nothing else, lead to the internet gateway', ...inCompliancePacks('VPCNoUnrestrictedRouteToIGW'));
  const closesDefaultGroup = Stack.of(vpc).node.tryFindChild('Custom::VpcRestrictDefaultSGCustomResourceProvider');
  if (closesDefaultGroup) acknowledge(closesDefaultGroup, 'The CDK\'s own function closes the default security group while the stack is created: it speaks to the EC2 API only and reads no data', 'CT.LAMBDA.PR.3');
}

function configurationOf(tier: SubnetTier): SubnetConfiguration {
  const subnetType = KINDS[tier];
  return { name: tier, subnetType, mapPublicIpOnLaunch: subnetType === SubnetType.PUBLIC ? false : undefined };
}

/** A tier's subnets, one in each zone, in the order of the zones. */
export const subnetsOf = (vpc: Vpc, tier: SubnetTier): ISubnet[] => vpc.selectSubnets({ subnetGroupName: tier }).subnets;

/** The blocks of a VPC: its own, and that of its workloads where they have another one. */
export const blocksOf = (vpc: Vpc, { workloadCidr }: NetworkAddresses): string[] => [vpc.vpcCidrBlock, ...(workloadCidr ? [workloadCidr] : [])];

/** Zones whose names are not known at synthesis. */
export const unnamedZones = (zones: readonly string[]): string[] => zones.filter((zone) => Token.isUnresolved(zone));
