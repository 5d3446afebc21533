import { Aws, Stack } from 'aws-cdk-lib';
import type { IMetric, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Connections, type IConnectable, type ISecurityGroup, type InterfaceVpcEndpoint, type IVpc, Peer, Port, SecurityGroup, type SubnetSelection, type Vpc } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { NetworkAddresses } from './address-plan/network-addresses';
import type { NetworkIpv6 } from './address-plan/network-ipv6';
import type { NetworkDns } from './dns/network-dns';
import { NetworkEgress } from './egress/network-egress';
import { DataPerimeter } from './perimeter/data-perimeter';
import { EndpointCatalog } from './endpoints/endpoint-catalog';
import { FlowLogs } from './logs/flow-logs';
import { NetworkParameters } from './network-parameters';
import { logKey } from './private/logs/log-key';
import { NetworkEndpoints } from './private/endpoints/network-endpoints';
import { NetworkMetrics } from './private/metrics/network-metrics';
import { networkProblems } from './private/vpc/network-problems';
import { blocksOf, networkVpc, subnetsOf } from './private/vpc/network-vpc';
import { TierAcls } from './private/vpc/tier-acls';
import { tiersOf } from './private/vpc/tiers';
import { ValidationError } from './private/validation-error';
import { SubnetTier } from './subnet-tier';
import type { IWorkloadNetwork } from './workload-network';

/** Props of a secure network. */
export interface SecureNetworkProps {
  /** Zones to span, by name: `eu-west-1a`. They are given, so that no synthesis looks anything up. One to four, each once; with one, its loss takes everything down. */
  readonly availabilityZones: string[];
  /**
   * The addresses.
   * @default NetworkAddresses.block('10.0.0.0/16')
   */
  readonly addresses?: NetworkAddresses;
  /**
   * IPv6 addresses beside those of IPv4: for packets within the VPC, and to those of its endpoints that take them. Endpoints that other networks use, `endpointClients`, keep to
   * IPv4. With NetworkEgress.none() only.
   * @default - IPv4 only
   */
  readonly ipv6?: NetworkIpv6;
  /**
   * What there are subnets for. Those of an egress come with it. Without a tier for them endpoints stand among workloads.
   * @default [SubnetTier.ISOLATED, SubnetTier.ENDPOINT]
   */
  readonly tiers?: SubnetTier[];
  /**
   * The way to the internet.
   * @default NetworkEgress.none()
   */
  readonly egress?: NetworkEgress;
  /**
   * Which names are resolved. Those that an inspected egress may reach are, too.
   * @default NetworkDns.closed(); with NetworkEgress.nat(), which leads anywhere, NetworkDns.open()
   */
  readonly dns?: NetworkDns;
  /**
   * Which AWS services the network reaches by interface endpoints; a service in several sets gets one endpoint. S3 and DynamoDB have gateway endpoints always.
   * @default [EndpointCatalog.TRAINING]
   */
  readonly endpoints?: EndpointCatalog[];
  /**
   * Whether services that have a FIPS endpoint are reached by it. Clients ask for it then: `AWS_USE_FIPS_ENDPOINT=true`
   * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html). SageMaker Runtime's takes no endpoint policy.
   * @default false
   */
  readonly fips?: boolean;
  /**
   * Who may use the endpoints, and what may be reached through them.
   * @default - the principals and resources of this account
   */
  readonly perimeter?: DataPerimeter;
  /**
   * Blocks of other networks that reach the interface endpoints by a hub, in CIDR notation.
   * @default - none
   */
  readonly endpointClients?: string[];
  /**
   * The key of the network's log groups. Its policy must let CloudWatch Logs use it.
   * @default - a key of the network's own, which rotates, and outlives its stack as the log groups do
   */
  readonly encryptionKey?: IKey;
  /**
   * Where the records of all traffic go.
   * @default FlowLogs.toLogGroup()
   */
  readonly flowLogs?: FlowLogs;
}

/**
 * A VPC without a way to the internet: isolated subnets, endpoints with policies, a resolver that knows AWS's names only, flow logs, closed lists at each subnet,
 * a closed default security group.
 * @example
 * const network = new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
 */
export class SecureNetwork extends Construct implements IWorkloadNetwork, IConnectable {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly workloadSecurityGroup: ISecurityGroup;
  /** The interface endpoints' security group: lets somebody else than workloads reach them. */
  readonly endpointSecurityGroup: ISecurityGroup;
  /** Of the workloads: `network.connections.allowFrom(other, Port.tcp(443))`. */
  readonly connections: Connections;
  /** @internal */
  readonly _tiers: readonly SubnetTier[];
  /** @internal */
  readonly _endpointClients: readonly string[];
  /** @internal */
  readonly _metrics: NetworkMetrics;
  /** Of the endpoints. @internal */
  readonly _perimeter: DataPerimeter;
  private readonly acls: TierAcls;
  private readonly endpoints: NetworkEndpoints;

  constructor(scope: Construct, id: string, props: SecureNetworkProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, networkProblems(props, Stack.of(this).region));
    const { availabilityZones, addresses = NetworkAddresses.block('10.0.0.0/16'), egress = NetworkEgress.none(), encryptionKey = logKey(this, 'LogKey'), ipv6 } = props;
    const tiers = tiersOf(props);
    const { vpc, natGatewayIds, ipv6Block } = networkVpc(this, 'Vpc', { availabilityZones, addresses, tiers, ipv6 });
    this._tiers = tiers;
    this._endpointClients = props.endpointClients ?? [];
    this._perimeter = props.perimeter ?? new DataPerimeter({ trustedAccounts: [Aws.ACCOUNT_ID] });
    const blocks = blocksOf(vpc, addresses);
    this.vpc = vpc;
    this.subnets = { subnetGroupName: SubnetTier.ISOLATED };
    this.workloadSecurityGroup = this.createWorkloadGroup(vpc, egress);
    this.connections = new Connections({ securityGroups: [this.workloadSecurityGroup] });
    this.endpoints = this.createEndpoints(vpc, tiers, props);
    this.endpointSecurityGroup = this.endpoints.securityGroup;
    this.acls = new TierAcls(this, 'Acls', { vpc, blocks, tiers, endpointClients: this._endpointClients, ipv6Block });
    if (ipv6) this.workloadSecurityGroup.addEgressRule(this.endpointSecurityGroup, Port.tcp(443), 'AWS services by those of their endpoints that have IPv6 addresses');
    for (const client of this._endpointClients) this.endpointSecurityGroup.addIngressRule(Peer.ipv4(client), Port.tcp(443), 'Workloads of other networks');
    const firewall = egress._open(this, { vpc, availabilityZones, natGatewayIds, blocks, encryptionKey, subnetsOf: (tier) => subnetsOf(vpc, tier) });
    const flowRecords = (props.flowLogs ?? FlowLogs.toLogGroup())._of(this, vpc, encryptionKey);
    const dnsFirewall = (props.dns ?? egress._dns)._of(this, vpc, egress.allowedDomains ?? [], encryptionKey);
    this._metrics = new NetworkMetrics(this, { vpc, availabilityZones, flowRecords, dnsFirewall, firewall, natGatewayIds, egress: egress.kind, endpoints: this.endpoints.interfaces });
  }

  /**
   * The interface endpoint of a service, by the id of its entry in the catalogue: `SageMakerApi`; undefined when the network has none.
   */
  interfaceEndpoint(id: string): InterfaceVpcEndpoint | undefined {
    return this.endpoints.interfaces.get(id);
  }

  /**
   * Tells other stacks, and what is not CDK, of the network: SSM parameters `vpc-id`, `subnet-ids`, `security-group-ids` and `availability-zones`, which `AdoptedNetwork.fromParameters` reads.
   * @param path what their names begin with, known at synthesis: `NetworkParameters.pathOf('fraud')`
   */
  publishTo(path: string): NetworkParameters {
    return NetworkParameters.publish(this, 'Parameters', this, { path });
  }

  /**
   * Flows that a security group or a network ACL rejected, of IPv4 and IPv6: records of the flow logs whose action is REJECT, which a metric filter counts from the first call on.
   * A packet without a route is none. Sum over 5 minutes. Throws when flow logs go to a bucket, or their records have no field action.
   */
  metricRejectedFlows(props?: MetricOptions): Metric {
    return this._metrics.rejectedFlows(props);
  }

  /**
   * DNS queries that the DNS firewall blocked (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-resolver-dns-firewall-with-cloudwatch.html).
   * Sum over 5 minutes. Throws when the resolver is open.
   */
  metricBlockedQueries(props?: MetricOptions): Metric {
    return this._metrics.blockedQueries(props);
  }

  /**
   * Bytes between an interface endpoint and its service, in both directions (https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html).
   * Sum over 5 minutes. Throws when the network has no such endpoint.
   * @param endpoint the id of its entry in the catalogue: `SageMakerApi`
   */
  metricEndpointBytesProcessed(endpoint: string, props?: MetricOptions): Metric {
    return this._metrics.endpoint(endpoint, 'BytesProcessed', props);
  }

  /**
   * Packets that an interface endpoint dropped (https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html).
   * Sum over 5 minutes. Throws when the network has no such endpoint.
   * @param endpoint the id of its entry in the catalogue: `SageMakerApi`
   */
  metricEndpointPacketsDropped(endpoint: string, props?: MetricOptions): Metric {
    return this._metrics.endpoint(endpoint, 'PacketsDropped', props);
  }

  /**
   * Packets that the firewall dropped, in all zones (https://docs.aws.amazon.com/network-firewall/latest/developerguide/monitoring-cloudwatch.html).
   * Sum over 5 minutes. Throws when the egress is not inspected.
   */
  metricFirewallDroppedPackets(props?: MetricOptions): IMetric {
    return this._metrics.firewallDroppedPackets(props);
  }

  /**
   * Connections for which a NAT gateway had no port left, in all zones (https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html).
   * Sum over 5 minutes. Throws when the egress has no NAT gateways.
   */
  metricNatPortAllocationErrors(props?: MetricOptions): IMetric {
    return this._metrics.natPortAllocationErrors(props);
  }

  /** By the ids of their entries. @internal */
  get _interfaceEndpoints(): ReadonlyMap<string, InterfaceVpcEndpoint> {
    return this.endpoints.interfaces;
  }

  /** A hub's way to the internet is one by HTTP and HTTPS, as an egress of the network's own is. @internal */
  _goOutByHub(): void {
    this.workloadSecurityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(80), 'What the hub has a route to');
    this.acls.letHttpOut();
  }

  private createWorkloadGroup(vpc: Vpc, egress: NetworkEgress): SecurityGroup {
    const group = new SecurityGroup(this, 'Workload', { vpc, description: 'Jobs and model containers', allowAllOutbound: false });
    // S3 and DynamoDB have public addresses, though packets to them never leave AWS; their prefix lists cannot be named without a look-up
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'AWS services by their endpoints, and whatever the egress has a route to');
    if (egress.kind !== 'none') group.addEgressRule(Peer.anyIpv4(), Port.tcp(80), 'What the egress has a route to');
    group.connections.allowInternally(Port.allTcp(), 'Members of a distributed job');
    return group;
  }

  private createEndpoints(vpc: Vpc, tiers: readonly SubnetTier[], { endpoints = [EndpointCatalog.TRAINING], fips = false, ipv6 }: SecureNetworkProps): NetworkEndpoints {
    return new NetworkEndpoints(this, 'Endpoints', {
      vpc, fips, perimeter: this._perimeter, catalogs: endpoints, workloads: this.workloadSecurityGroup,
      // a hub leads other networks here over IPv4 only: of a name that has IPv6 addresses too their clients would try these first
      ipv6: ipv6 !== undefined && this._endpointClients.length === 0,
      tier: tiers.includes(SubnetTier.ENDPOINT) ? SubnetTier.ENDPOINT : SubnetTier.ISOLATED,
      gatewayTiers: tiers.filter((tier) => tier === SubnetTier.ISOLATED || tier === SubnetTier.TRANSIT),
    });
  }
}
