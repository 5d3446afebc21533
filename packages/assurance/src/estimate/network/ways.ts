import { hourly, monthly, type Charge } from '../rule';

/** What networks are to be compared for. */
export interface NetworkSize {
  /** Accounts with workloads, a network for each. */
  readonly accounts: number;
  /** Availability zones in which endpoints stand. */
  readonly zones: number;
  /** Interface endpoints that the workloads of an account need. */
  readonly endpoints: number;
  /** Data through interface endpoints, in GB for each account a month. What goes to S3 and DynamoDB goes through gateway endpoints and costs nothing. */
  readonly gigabytes: number;
}

/** A way to give workloads their AWS services without the internet. */
export interface Way {
  readonly id: 'own-endpoints' | 'shared-endpoints' | 'shared-subnets';
  readonly title: string;
  charges(size: NetworkSize): Charge[];
}

/** VPCs that the price of an account's Route 53 profiles includes (https://aws.amazon.com/route53/pricing/). */
const PROFILE_VPCS = 100;

/**
 * Where interface endpoints may stand: what AWS bills for each. An endpoint is billed for each zone and hour, and for each gigabyte in either direction
 * (https://aws.amazon.com/privatelink/pricing/); a transit gateway for each attachment and hour, and for each gigabyte that an attached VPC sends to it, so that what an endpoint takes and gives
 * goes through it once (https://aws.amazon.com/transit-gateway/pricing/). Sharing by Resource Access Manager is not billed (https://aws.amazon.com/ram/faqs/),
 * and of a shared network its owner pays for the endpoints (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-billing.html).
 */
export const WAYS: readonly Way[] = [
  {
    id: 'own-endpoints', title: 'Interface endpoints in each account',
    charges: ({ accounts, zones, endpoints, gigabytes }) => [hourly('interface-endpoint', accounts * endpoints * zones), monthly('interface-endpoint-data', accounts * gigabytes)],
  },
  {
    id: 'shared-endpoints', title: 'One set of endpoints behind a transit gateway, found by a Route 53 profile',
    charges: ({ accounts, zones, endpoints, gigabytes }) => [
      hourly('interface-endpoint', endpoints * zones), monthly('interface-endpoint-data', accounts * gigabytes),
      // the network of the endpoints is attached too
      hourly('transit-attachment', accounts + 1), monthly('transit-data', accounts * gigabytes),
      hourly('resolver-profile'), hourly('resolver-profile-association', Math.max(0, accounts - PROFILE_VPCS)),
    ],
  },
  {
    id: 'shared-subnets', title: 'Subnets of one network, shared by Resource Access Manager',
    charges: ({ accounts, zones, endpoints, gigabytes }) => [hourly('interface-endpoint', endpoints * zones), monthly('interface-endpoint-data', accounts * gigabytes)],
  },
];

/** A way out of one network to the internet. */
export interface WayOut {
  readonly id: 'nat' | 'inspected';
  readonly title: string;
  charges(zones: number): Charge[];
}

/** What an egress adds in an account that has one, whatever passes it: a NAT gateway with its public address in each zone, and where packets are inspected a firewall endpoint. */
export const WAYS_OUT: readonly WayOut[] = [
  { id: 'nat', title: 'NAT', charges: (zones) => [hourly('nat-gateway', zones), hourly('public-address', zones)] },
  { id: 'inspected', title: 'Network Firewall and NAT', charges: (zones) => [hourly('firewall-endpoint', zones), hourly('nat-gateway', zones), hourly('public-address', zones)] },
];
