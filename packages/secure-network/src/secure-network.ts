import { Aws, Stack } from 'aws-cdk-lib';
import {
  FlowLogDestination, FlowLogTrafficType, GatewayVpcEndpointAwsService, type ISecurityGroup, InterfaceVpcEndpoint, IpAddresses, type IVpc, Peer, Port, SecurityGroup, type SubnetSelection,
  SubnetType, Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { NetworkEgress } from './egress/network-egress';
import { DataPerimeter } from './endpoints/data-perimeter';
import { EndpointCatalog } from './endpoints/endpoint-catalog';
import type { IWorkloadNetwork } from './workload-network';
import { withGivenZones } from './private/given-zones';
import { networkProblems } from './private/network-problems';
import { ValidationError } from './private/validation-error';

/** Props of a secure network. */
export interface SecureNetworkProps {
  /** Zones to span, by name: `eu-west-1a`. They are given, so that no synthesis looks anything up. Two at least, each once. */
  readonly availabilityZones: string[];
  /**
   * The IPv4 block, /16 to /24, in CIDR notation. No token: subnets are cut from it at synthesis.
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;
  /**
   * The way to the internet.
   * @default NetworkEgress.none()
   */
  readonly egress?: NetworkEgress;
  /**
   * Which AWS services the network reaches by interface endpoints; a service in several sets gets one endpoint. S3 and DynamoDB have gateway endpoints always.
   * @default [EndpointCatalog.TRAINING]
   */
  readonly endpoints?: EndpointCatalog[];
  /**
   * Who may use the endpoints, and what may be reached through them.
   * @default - the principals and resources of this account
   */
  readonly perimeter?: DataPerimeter;
  /**
   * The key of the flow logs' log group. Its policy must let CloudWatch Logs use it.
   * @default - the key of CloudWatch Logs
   */
  readonly encryptionKey?: IKey;
  /**
   * How long flow logs are kept.
   * @default RetentionDays.ONE_YEAR
   */
  readonly flowLogRetention?: RetentionDays;
}

/**
 * A VPC without a way to the internet: isolated subnets, endpoints with policies, flow logs, a closed default security group.
 * @example
 * const network = new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
 */
export class SecureNetwork extends Construct implements IWorkloadNetwork {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly workloadSecurityGroup: ISecurityGroup;
  private readonly network: Vpc;

  constructor(scope: Construct, id: string, props: SecureNetworkProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, networkProblems(props));
    this.network = this.createVpc(props);
    this.vpc = this.network;
    this.subnets = { subnetType: SubnetType.PRIVATE_ISOLATED };
    this.workloadSecurityGroup = this.createWorkloadGroup();
    const perimeter = props.perimeter ?? new DataPerimeter({ trustedAccounts: [Aws.ACCOUNT_ID] });
    this.addGatewayEndpoints(perimeter);
    this.addInterfaceEndpoints(props.endpoints ?? [EndpointCatalog.TRAINING], perimeter);
    this.addFlowLogs(props);
  }

  private createVpc({ cidr = '10.0.0.0/16', availabilityZones }: SecureNetworkProps): Vpc {
    return withGivenZones(Stack.of(this), availabilityZones, () => new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(cidr),
      availabilityZones,
      natGateways: 0,
      createInternetGateway: false,
      restrictDefaultSecurityGroup: true,
      subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
    }));
  }

  private createWorkloadGroup(): SecurityGroup {
    const group = new SecurityGroup(this, 'Workload', { vpc: this.vpc, description: 'Jobs and model containers', allowAllOutbound: false });
    group.addEgressRule(Peer.ipv4(this.network.vpcCidrBlock), Port.tcp(443), 'AWS services by their endpoints');
    group.connections.allowInternally(Port.allTcp(), 'Members of a distributed job');
    return group;
  }

  private addGatewayEndpoints(perimeter: DataPerimeter): void {
    const s3 = this.network.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
    for (const statement of perimeter.objectStatements()) s3.addToPolicy(statement);
    const dynamo = this.network.addGatewayEndpoint('DynamoDb', { service: GatewayVpcEndpointAwsService.DYNAMODB });
    for (const statement of perimeter.interfaceStatements()) dynamo.addToPolicy(statement);
    // gateway endpoints are reached by public addresses of the service, routed inside AWS; the prefix list stands for them
    (this.workloadSecurityGroup as SecurityGroup).addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'S3 and DynamoDB by their gateway endpoints: no other route leads out');
  }

  private addInterfaceEndpoints(catalogs: EndpointCatalog[], perimeter: DataPerimeter): void {
    const group = new SecurityGroup(this, 'Endpoints', { vpc: this.vpc, description: 'Interface endpoints', allowAllOutbound: false });
    group.addIngressRule(this.workloadSecurityGroup, Port.tcp(443), 'Workloads');
    const entries = new Map(catalogs.flatMap(({ entries: all }) => all).map((entry) => [entry.id, entry]));
    for (const { id, service, supportsPolicy = true } of entries.values()) {
      const endpoint = new InterfaceVpcEndpoint(this, id, { vpc: this.vpc, service, subnets: this.subnets, securityGroups: [group], open: false, privateDnsEnabled: true });
      if (supportsPolicy) for (const statement of perimeter.interfaceStatements()) endpoint.addToPolicy(statement);
    }
  }

  private addFlowLogs({ encryptionKey, flowLogRetention = RetentionDays.ONE_YEAR }: SecureNetworkProps): void {
    const logGroup = new LogGroup(this, 'FlowLogs', { retention: flowLogRetention, encryptionKey });
    this.network.addFlowLog('FlowLog', { destination: FlowLogDestination.toCloudWatchLogs(logGroup), trafficType: FlowLogTrafficType.ALL });
  }
}
