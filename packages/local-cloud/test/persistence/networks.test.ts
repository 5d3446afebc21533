import { rmSync } from 'node:fs';
import { EC2 } from '@aws-sdk/client-ec2';
import { RestartingCloud } from './restarting-cloud';

const SECONDS = 120_000;
const running = new RestartingCloud();

afterAll(async () => {
  await running.close();
  rmSync(running.folder, { recursive: true, force: true });
}, SECONDS);

/** What EC2 tells of networks, in the parts that the emulator by itself has not. */
async function told(ec2: EC2, ids: { readonly vpc: string; readonly table: string }) {
  const { Vpcs: [vpc] = [] } = await ec2.describeVpcs({ VpcIds: [ids.vpc] });
  const { NetworkAcls = [] } = await ec2.describeNetworkAcls({ Filters: [{ Name: 'vpc-id', Values: [ids.vpc] }] });
  const { TransitGateways } = await ec2.describeTransitGateways({});
  const { TransitGatewayVpcAttachments } = await ec2.describeTransitGatewayVpcAttachments({});
  const { Associations } = await ec2.getTransitGatewayRouteTableAssociations({ TransitGatewayRouteTableId: ids.table });
  const { Routes } = await ec2.searchTransitGatewayRoutes({ TransitGatewayRouteTableId: ids.table, Filters: [{ Name: 'type', Values: ['static', 'propagated'] }] });
  return { blocks: vpc.Ipv6CidrBlockAssociationSet, acls: NetworkAcls.map(({ Entries, Associations: subnets }) => ({ Entries, subnets })), TransitGateways, TransitGatewayVpcAttachments, Associations, Routes };
}

test('networks are after a restart as they were', async () => {
  await running.start();
  const ec2 = running.cloud.client(EC2);
  const { Vpc } = await ec2.createVpc({ CidrBlock: '10.0.0.0/16' });
  const vpc = Vpc?.VpcId ?? '';
  await ec2.associateVpcCidrBlock({ VpcId: vpc, AmazonProvidedIpv6CidrBlock: true });
  const { Subnet } = await ec2.createSubnet({ VpcId: vpc, CidrBlock: '10.0.0.0/28', AvailabilityZone: 'eu-west-1a' });
  const { NetworkAcl } = await ec2.createNetworkAcl({ VpcId: vpc });
  await ec2.createNetworkAclEntry({ NetworkAclId: NetworkAcl?.NetworkAclId, RuleNumber: 100, Protocol: '6', RuleAction: 'allow', Egress: false, CidrBlock: '10.0.0.0/16', PortRange: { From: 443, To: 443 } });
  const { TransitGateway } = await ec2.createTransitGateway({ Description: 'hub' });
  const TransitGatewayId = TransitGateway?.TransitGatewayId;
  const { TransitGatewayVpcAttachment } = await ec2.createTransitGatewayVpcAttachment({ TransitGatewayId, VpcId: vpc, SubnetIds: [Subnet?.SubnetId ?? ''] });
  const { TransitGatewayRouteTable } = await ec2.createTransitGatewayRouteTable({ TransitGatewayId });
  const both = { TransitGatewayRouteTableId: TransitGatewayRouteTable?.TransitGatewayRouteTableId ?? '', TransitGatewayAttachmentId: TransitGatewayVpcAttachment?.TransitGatewayAttachmentId ?? '' };
  await ec2.associateTransitGatewayRouteTable(both);
  await ec2.enableTransitGatewayRouteTablePropagation(both);
  await ec2.createTransitGatewayRoute({ TransitGatewayRouteTableId: both.TransitGatewayRouteTableId, DestinationCidrBlock: '10.0.0.0/8', Blackhole: true });
  const ids = { vpc, table: both.TransitGatewayRouteTableId };
  const before = await told(ec2, ids);
  expect([before.blocks?.length, before.acls.length, before.Associations?.length, before.Routes?.length]).toEqual([1, 2, 1, 2]);
  await running.end('SIGTERM');
  await running.start();
  expect(await told(running.cloud.client(EC2), ids)).toEqual(before);
}, SECONDS);
