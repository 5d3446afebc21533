import { AclCidr, AclTraffic, NetworkAcl, TrafficDirection, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { SubnetTier } from '../../subnet-tier';
import { acknowledge } from '../acknowledge';
import type { Ipv6Block } from './ipv6-subnets';

interface Rule {
  readonly direction: TrafficDirection;
  /** `network`: each block of the VPC; `clients`: those and the blocks of other networks that use its endpoints. `anyone` is of IPv4: no IPv6 packet has to do with others. */
  readonly peer: 'network' | 'clients' | 'anyone';
  readonly traffic: AclTraffic;
}

const { INGRESS, EGRESS } = TrafficDirection;
const HTTPS = AclTraffic.tcpPort(443);
/** Answers come to these ports of whoever asked (https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports). */
const ANSWERS = AclTraffic.tcpPortRange(1024, 65535);
/** The same from the internet's addresses, without remote desktop's port (control CT.EC2.PR.5): one connection of some 64,000 through a NAT gateway is answered there, and begins anew. */
const ANSWERS_OF_ANYONE = [AclTraffic.tcpPortRange(1024, 3388), AclTraffic.tcpPortRange(3390, 65535)];
const ALL = AclTraffic.allTraffic();

/** Workloads speak with the network; S3 and DynamoDB have public addresses, though no packet to them leaves AWS. An allowed way out is used by HTTP and HTTPS. */
const WORKLOADS: readonly Rule[] = [
  { direction: INGRESS, peer: 'network', traffic: ALL },
  ...ANSWERS_OF_ANYONE.map((traffic) => ({ direction: INGRESS, peer: 'anyone' as const, traffic })),
  { direction: EGRESS, peer: 'network', traffic: ALL },
  { direction: EGRESS, peer: 'anyone', traffic: HTTPS },
];
const HTTP_OUT: Rule = { direction: EGRESS, peer: 'anyone', traffic: AclTraffic.tcpPort(80) };
const WEB: readonly Rule[] = [...WORKLOADS, HTTP_OUT];

const idOf = ({ direction }: Rule, index: number) => `${direction === INGRESS ? 'In' : 'Out'}${index}`;
const numberOf = (index: number) => 100 + index * 10;

/** Endpoints answer, and ask nobody. */
const ENDPOINTS: readonly Rule[] = [
  { direction: INGRESS, peer: 'clients', traffic: HTTPS },
  { direction: EGRESS, peer: 'clients', traffic: ANSWERS },
];

/** Attachments of a transit gateway have no list that narrows them: AWS's advice, for these subnets hold nothing else (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html). */
const TRANSIT: readonly Rule[] = [{ direction: INGRESS, peer: 'anyone', traffic: ALL }, { direction: EGRESS, peer: 'anyone', traffic: ALL }];

export interface TierAclsProps {
  readonly vpc: Vpc;
  readonly blocks: readonly string[];
  readonly tiers: readonly SubnetTier[];
  readonly endpointClients: readonly string[];
  readonly ipv6Block?: Ipv6Block;
}

/** A network ACL for each tier. */
export class TierAcls extends Construct {
  private readonly acls = new Map<SubnetTier, NetworkAcl>();

  constructor(scope: Construct, id: string, private readonly props: TierAclsProps) {
    super(scope, id);
    for (const tier of props.tiers) this.add(tier, this.rulesOf(tier));
    acknowledge(this, 'A second wall, kept in one file and the same for every network: without it one wrong security group opens a subnet', 'AwsSolutions-VPC3');
  }

  /** Lets workloads out by HTTP too: where they have got a way out after all, that of a hub. Once, however many ask. */
  letHttpOut(): void {
    const acl = this.acls.get(SubnetTier.ISOLATED);
    const id = idOf(HTTP_OUT, WORKLOADS.length);
    if (acl && !acl.node.tryFindChild(id)) acl.addEntry(id, { direction: HTTP_OUT.direction, cidr: AclCidr.anyIpv4(), traffic: HTTP_OUT.traffic, ruleNumber: numberOf(WORKLOADS.length) });
  }

  private rulesOf(tier: SubnetTier): readonly Rule[] {
    if (tier === SubnetTier.ENDPOINT) return ENDPOINTS;
    if (tier === SubnetTier.TRANSIT) return TRANSIT;
    return this.props.tiers.includes(SubnetTier.EGRESS) ? WEB : WORKLOADS;
  }

  private add(tier: SubnetTier, rules: readonly Rule[]): void {
    const { vpc, blocks, endpointClients, ipv6Block } = this.props;
    const blocksOf = { network: blocks, clients: [...blocks, ...endpointClients] };
    const acl = new NetworkAcl(this, tier, { vpc, subnetSelection: { subnetGroupName: tier } });
    this.acls.set(tier, acl);
    for (const [index, rule] of rules.entries()) {
      const { direction, peer, traffic } = rule;
      const cidrs = peer === 'anyone' ? [AclCidr.anyIpv4()] : blocksOf[peer].map((block) => AclCidr.ipv4(block));
      const id = idOf(rule, index);
      for (const [place, cidr] of cidrs.entries()) acl.addEntry(`${id}${place || ''}`, { direction, cidr, traffic, ruleNumber: numberOf(index) + place });
      // a number of its own: blocks that come later move no entry
      if (ipv6Block && peer !== 'anyone') acl.addEntry(`${id}Ipv6`, { direction, cidr: AclCidr.ipv6(ipv6Block.cidr), traffic, ruleNumber: 500 + index * 10 });
    }
    if (ipv6Block) acl.node.addDependency(ipv6Block.association);
    if (tier === SubnetTier.TRANSIT) acknowledge(acl, 'AWS advises against a list that narrows an attachment\'s subnets, which hold nothing else: whom a packet reaches, the lists of the other tiers say', 'CT.EC2.PR.5');
  }
}
