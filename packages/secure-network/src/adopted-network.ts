import { Annotations, type CfnResource, type CustomResource, Fn, Stack, Token } from 'aws-cdk-lib';
import { Connections, GatewayVpcEndpointAwsService, type ISecurityGroup, type IVpc, SecurityGroup, type SubnetSelection, Vpc } from 'aws-cdk-lib/aws-ec2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { NetworkEgress } from './egress/network-egress';
import { EndpointCatalog } from './endpoints/endpoint-catalog';
import { NetworkCheck } from './network-check';
import { NetworkParameters } from './network-parameters';
import { adoptedNetworkProblems } from './private/adoption/adopted-network-problems';
import { placeProblems } from './private/endpoints/endpoint-problems';
import { NetworkChecker } from './private/adoption/network-checker';
import { NETWORK_PARAMETERS, pathProblem } from './private/adoption/network-path';
import { ValidationError } from './private/validation-error';
import type { IWorkloadNetwork } from './workload-network';

/** What is asked of a network that is adopted. */
export interface AdoptedNetworkOptions {
  /**
   * The AWS services that the network must reach by interface endpoints. S3 must have a gateway endpoint always.
   * @default [EndpointCatalog.TRAINING]
   */
  readonly endpoints?: EndpointCatalog[];
  /**
   * The way to the internet that the network may have: where it is inspected its routes lead to endpoints of a firewall, or of a Gateway Load Balancer, and to NAT
   * gateways only where it is `NetworkEgress.nat()`. None ever leads from its subnets to an internet gateway directly.
   * @default NetworkEgress.none()
   */
  readonly egress?: NetworkEgress;
  /**
   * Whether routes to a transit gateway are wanted: the network is a spoke. Without egress they lead to private blocks only. What lies behind the gateway is not
   * looked at. Peerings, VPNs and Cloud WAN are problems in any case.
   * @default false
   */
  readonly allowTransit?: boolean;
  /**
   * What happens at deployment when the network is not as it should be.
   * @default NetworkCheck.FAIL
   */
  readonly check?: NetworkCheck;
}

/** A network that there is, by its attributes. */
export interface AdoptedNetworkProps extends AdoptedNetworkOptions {
  /** The id of the VPC: `vpc-0123456789abcdef0`. */
  readonly vpcId: string;
  /** The zones of the subnets, by name, one at least, each once: `eu-west-1a`. With one, its loss takes everything down. */
  readonly availabilityZones: string[];
  /** The ids of the subnets in which jobs and endpoints are to run, one for each zone, in the same order. */
  readonly subnetIds: string[];
  /** The id of the security group of jobs and model containers. Nothing here adds rules to it. */
  readonly workloadSecurityGroupId: string;
  /**
   * The ids of the subnets' route tables, one for each subnet, in the same order.
   * @default - constructs that add routes or gateway endpoints cannot use the network
   */
  readonly routeTableIds?: string[];
  /**
   * The VPC's IPv4 block, in CIDR notation.
   * @default - constructs that ask for it cannot use the network
   */
  readonly vpcCidrBlock?: string;
  /**
   * The ids of interface endpoints of the VPC that are shared by a hub, `vpce-0123456789abcdef0`, by the ids of their entries in `endpoints`: `SageMakerApi`. The check looks at these, and at no
   * others of their services.
   * @default - `SharedEndpoints` cannot share them
   */
  readonly interfaceEndpointIds?: { readonly [entry: string]: string };
  /**
   * Blocks of other networks that reach the interface endpoints by a hub, in CIDR notation. The check asks that the endpoints' security groups let them in on port 443.
   * @default - none
   */
  readonly endpointClients?: string[];
}

/** A network that there is, by the SSM parameters that tell of it. */
export interface NetworkFromParametersProps extends AdoptedNetworkOptions {
  /** What the names of the parameters begin with, known at synthesis: `/mlops/fraud/network`. Below it lie `vpc-id`, `subnet-ids`, `security-group-ids` and `availability-zones`. */
  readonly path: string;
  /**
   * How many subnets the parameters name: templates are made before they are read.
   * @default 2
   */
  readonly subnetCount?: number;
}

/**
 * A network that there is, wherever a `SecureNetwork` is taken. Nothing is looked up at synthesis and nothing in it is changed. When it is deployed a function
 * reads its DNS attributes, subnets, routes, endpoints and security groups, and fails the deployment with all that is wrong. What may not be made
 * before that depends on this construct: `job.node.addDependency(network)`.
 * @example
 * new AdoptedNetwork(this, 'Network', {
 *   vpcId: 'vpc-0123456789abcdef0',
 *   availabilityZones: ['eu-west-1a', 'eu-west-1b'],
 *   subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
 *   workloadSecurityGroupId: 'sg-0123456789abcdef0',
 * });
 */
export class AdoptedNetwork extends Construct implements IWorkloadNetwork {
  /** Adopts a network whose ids are SSM parameters, as `NetworkParameters` publishes them. They are read when the stack is deployed; the first security group is the workloads'. */
  static fromParameters(scope: Construct, id: string, props: NetworkFromParametersProps): AdoptedNetwork {
    const { path, subnetCount = 2, ...options } = props;
    ValidationError.throwIfAny(scope, [pathProblem(path), countProblem(subnetCount)]);
    const value = (name: string) => StringParameter.valueForStringParameter(scope, `${path}/${name}`);
    const subnetIds = value(NETWORK_PARAMETERS.subnetIds);
    const network = new AdoptedNetwork(scope, id, {
      ...options,
      vpcId: value(NETWORK_PARAMETERS.vpcId),
      availabilityZones: Fn.split(',', value(NETWORK_PARAMETERS.availabilityZones), subnetCount),
      subnetIds: Fn.split(',', subnetIds, subnetCount),
      workloadSecurityGroupId: Fn.select(0, Fn.split(',', value(NETWORK_PARAMETERS.securityGroupIds))),
    });
    (network.checking?.node.defaultChild as CfnResource | undefined)?.addPropertyOverride('PublishedSubnetIds', subnetIds);
    return network;
  }

  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  readonly workloadSecurityGroup: ISecurityGroup;
  /** Of the workloads. What they are connected with gets its rules; their own security group is not ours, and gets none: `database.connections.allowDefaultPortFrom(network)`. */
  readonly connections: Connections;
  /** By the ids of their entries. @internal */
  readonly _interfaceEndpointIds: ReadonlyMap<string, string>;
  /** @internal */
  readonly _endpointClients: readonly string[];
  /** @internal */
  readonly _vpcCidrBlock?: string;
  /** What the network may have, as the check is told; undefined where nobody said so and nothing is checked. @internal */
  readonly _asked: { readonly egress?: string; readonly allowsTransit?: boolean };
  /** What was found at deployment, as text: `none`, warnings, and problems where they only warn. Known when the stack is deployed. */
  readonly findings: string;
  private readonly checking?: CustomResource;

  constructor(scope: Construct, id: string, props: AdoptedNetworkProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, [...adoptedNetworkProblems(props), ...placeProblems(props.endpoints ?? [], Stack.of(this).region)]);
    this.vpc = Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: props.vpcId, availabilityZones: props.availabilityZones, isolatedSubnetIds: props.subnetIds, isolatedSubnetRouteTableIds: props.routeTableIds, vpcCidrBlock: props.vpcCidrBlock,
    });
    if (!props.routeTableIds) Annotations.of(this.vpc).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId', 'Only what adds routes or gateway endpoints asks for them');
    this.subnets = { subnets: this.vpc.isolatedSubnets };
    // not ours: what somebody else made is not given rules from here
    this.workloadSecurityGroup = SecurityGroup.fromSecurityGroupId(this, 'Workload', props.workloadSecurityGroupId, { mutable: false });
    this.connections = new Connections({ securityGroups: [this.workloadSecurityGroup] });
    this._interfaceEndpointIds = new Map(Object.entries(props.interfaceEndpointIds ?? {}));
    this._endpointClients = props.endpointClients ?? [];
    this._vpcCidrBlock = props.vpcCidrBlock;
    const isChecked = props.check !== NetworkCheck.OFF;
    this._asked = { egress: props.egress?.kind ?? (isChecked ? NetworkEgress.none().kind : undefined), allowsTransit: props.allowTransit ?? (isChecked ? false : undefined) };
    this.checking = this.createCheck(props);
    this.findings = this.checking?.getAttString('Findings') ?? 'not checked';
  }

  /**
   * Tells other stacks, and what is not CDK, of the network: SSM parameters `vpc-id`, `subnet-ids`, `security-group-ids` and `availability-zones`, which `AdoptedNetwork.fromParameters` reads.
   * @param path what their names begin with, known at synthesis: `NetworkParameters.pathOf('fraud')`
   */
  publishTo(path: string): NetworkParameters {
    return NetworkParameters.publish(this, 'Parameters', this, { path });
  }

  private createCheck({ check = NetworkCheck.FAIL, ...props }: AdoptedNetworkProps): CustomResource | undefined {
    if (check === NetworkCheck.OFF) return undefined;
    const { vpcId, subnetIds, availabilityZones, workloadSecurityGroupId, egress = NetworkEgress.none(), allowTransit, endpoints = [EndpointCatalog.TRAINING], interfaceEndpointIds = {}, endpointClients = [] } = props;
    const entries = new Map(endpoints.flatMap((catalog) => catalog.entries).map((entry) => [entry.id, entry]));
    return NetworkChecker.of(this).check(this, vpcId, {
      VpcId: vpcId,
      SubnetIds: subnetIds,
      AvailabilityZones: availabilityZones,
      WorkloadSecurityGroupId: workloadSecurityGroupId,
      Services: [...entries.values()].map(({ id, service, supportsPolicy = true }) => ({ Name: service.name, TakesPolicy: supportsPolicy, EndpointId: interfaceEndpointIds[id] })),
      ...(endpointClients.length > 0 ? { EndpointClients: endpointClients } : {}),
      ObjectStore: GatewayVpcEndpointAwsService.S3.name,
      Egress: egress.kind,
      ...(allowTransit ? { AllowTransit: true } : {}),
      OnProblem: check.name,
    });
  }
}

function countProblem(subnetCount: number) {
  if (!Token.isUnresolved(subnetCount) && Number.isInteger(subnetCount) && subnetCount >= 1) return undefined;
  const value = Token.isUnresolved(subnetCount) ? 'a token' : subnetCount;
  return { prop: 'subnetCount', value, rule: 'it is a whole number known at synthesis, one at least', remedy: 'Give the number of subnets that subnet-ids names' };
}
