import type { RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint } from '@aws-sdk/client-ec2';

/** What AWS says of a VPC. */
export interface NetworkFacts {
  /** Undefined where the account cannot see it. */
  readonly vpc?: Vpc;
  readonly dnsSupport: boolean;
  readonly dnsHostnames: boolean;
  /** The VPC's. */
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly endpoints: readonly VpcEndpoint[];
  readonly securityGroups: readonly SecurityGroup[];
}

/** What is asked of it. */
export interface NetworkRequirements {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** The zones of the subnets, in the same order. */
  readonly availabilityZones: readonly string[];
  readonly workloadSecurityGroupId: string;
  /** Services that are reached by interface endpoints. */
  readonly services: readonly RequiredService[];
  /** Blocks of other networks that reach these endpoints, in CIDR notation. */
  readonly endpointClients?: readonly string[];
  /** The name of S3, which is reached by a gateway endpoint. */
  readonly objectStore: string;
  /** The kind of the network's egress: `none` where there may be no way out of the VPC. */
  readonly egress: string;
  /** Whether routes to a transit gateway are wanted: the network is a spoke. */
  readonly allowTransit?: boolean;
  /** Subnets that the network's parameters name, where it is adopted by them. */
  readonly publishedSubnetIds?: readonly string[];
}

export interface RequiredService {
  /** `com.amazonaws.eu-west-1.ecr.api` */
  readonly name: string;
  /** Whether its endpoints take a policy. */
  readonly takesPolicy: boolean;
  /** The endpoint that is meant; undefined where any of the service will do. */
  readonly endpointId?: string;
}
