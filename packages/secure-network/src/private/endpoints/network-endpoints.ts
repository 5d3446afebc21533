import { Stack } from 'aws-cdk-lib';
import { type GatewayVpcEndpoint, GatewayVpcEndpointAwsService, type ISecurityGroup, InterfaceVpcEndpoint, Port, SecurityGroup, type SubnetSelection, type Vpc, VpcEndpointDnsRecordIpType, VpcEndpointIpAddressType } from 'aws-cdk-lib/aws-ec2';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DataPerimeter } from '../../perimeter/data-perimeter';
import type { EndpointCatalog, EndpointEntry } from '../../endpoints/endpoint-catalog';
import type { SubnetTier } from '../../subnet-tier';

export interface NetworkEndpointsProps {
  readonly vpc: Vpc;
  readonly catalogs: readonly EndpointCatalog[];
  readonly perimeter: DataPerimeter;
  readonly workloads: ISecurityGroup;
  /** The tier in which interface endpoints stand. */
  readonly tier: SubnetTier;
  /** The tiers from which S3 and DynamoDB are reached. */
  readonly gatewayTiers: readonly SubnetTier[];
  /** FIPS endpoints where there are any. */
  readonly fips: boolean;
  /** Whether endpoints that take IPv6 addresses have them. */
  readonly ipv6: boolean;
}

/** The ways from a network to AWS's services, each with the perimeter as its policy. */
export class NetworkEndpoints extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly interfaces: ReadonlyMap<string, InterfaceVpcEndpoint>;

  constructor(scope: Construct, id: string, private readonly props: NetworkEndpointsProps) {
    super(scope, id);
    this.addGateways();
    this.securityGroup = new SecurityGroup(this, 'SecurityGroup', { vpc: props.vpc, description: 'Interface endpoints', allowAllOutbound: false });
    this.securityGroup.addIngressRule(props.workloads, Port.tcp(443), 'Workloads');
    this.interfaces = new Map(entriesOf(props.catalogs).map((entry) => [entry.id, this.addInterface(entry, { subnetGroupName: props.tier })]));
  }

  private addGateways(): void {
    for (const statement of this.policyOf('S3')) this.gateway('S3', GatewayVpcEndpointAwsService.S3).addToPolicy(statement);
    for (const statement of this.policyOf('DynamoDb')) this.gateway('DynamoDb', GatewayVpcEndpointAwsService.DYNAMODB).addToPolicy(statement);
  }

  private gateway(id: string, service: GatewayVpcEndpointAwsService): GatewayVpcEndpoint {
    const { vpc, gatewayTiers } = this.props;
    const known = vpc.node.tryFindChild(id) as GatewayVpcEndpoint | undefined;
    return known ?? vpc.addGatewayEndpoint(id, { service, subnets: gatewayTiers.map((tier) => ({ subnetGroupName: tier })) });
  }

  private addInterface(entry: EndpointEntry, subnets: SubnetSelection): InterfaceVpcEndpoint {
    const { vpc, fips, ipv6 } = this.props;
    const { service, supportsPolicy, supportsIpv6 } = fips ? fipsOf(entry) : { ...entry, supportsPolicy: entry.supportsPolicy ?? true };
    const dualStack = ipv6 && supportsIpv6 ? { ipAddressType: VpcEndpointIpAddressType.DUALSTACK, dnsRecordIpType: VpcEndpointDnsRecordIpType.DUALSTACK } : {};
    const endpoint = new InterfaceVpcEndpoint(this, entry.id, { vpc, service, subnets, securityGroups: [this.securityGroup], open: false, privateDnsEnabled: true, ...dualStack });
    if (supportsPolicy) for (const statement of this.policyOf(entry.id)) endpoint.addToPolicy(statement);
    return endpoint;
  }

  private policyOf(id: string): PolicyStatement[] {
    return this.props.perimeter._statementsOf(id, Stack.of(this).region);
  }
}

/** The entries of several sets, each id once. */
export const entriesOf = (catalogs: readonly EndpointCatalog[]): EndpointEntry[] => [...new Map(catalogs.flatMap(({ entries }) => entries).map((entry) => [entry.id, entry])).values()];

function fipsOf({ service, fips, supportsPolicy = true, fipsTakesPolicy = supportsPolicy, supportsIpv6 }: EndpointEntry): Pick<EndpointEntry, 'service' | 'supportsPolicy' | 'supportsIpv6'> {
  return fips ? { service: fips, supportsPolicy: fipsTakesPolicy } : { service, supportsPolicy, supportsIpv6 };
}
