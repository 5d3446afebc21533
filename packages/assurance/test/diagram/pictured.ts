import * as path from 'node:path';
import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnInternetGateway, CfnNatGateway, CfnRoute, CfnRouteTable, CfnSubnet, CfnSubnetRouteTableAssociation, CfnTransitGatewayVpcAttachment, CfnVPC, CfnVPCEndpoint, CfnVPCGatewayAttachment, CfnVPCPeeringConnection, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { type Assembly, readAssembly } from '../../src';
import { temporaryFolder } from '../synthesized';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

/** Apps whose networks are drawn, of constructs and resources that are not ours. */
export const APPS: Readonly<Record<string, (app: App) => void>> = {
  'the VPC of aws-cdk': (app) => void new Vpc(new Stack(app, 'Foreign', { env: ENV }), 'Vpc', { availabilityZones: ZONES, subnetConfiguration: [{ name: 'Public', subnetType: SubnetType.PUBLIC }, { name: 'App', subnetType: SubnetType.PRIVATE_WITH_EGRESS }] }),
  'resources by hand': byHand,
  'a function in subnets that are named only': (app) => void new CfnFunction(new Stack(app, 'Function', { env: ENV }), 'Function', {
    code: { zipFile: 'x' }, role: 'arn:aws:iam::111111111111:role/x', vpcConfig: { subnetIds: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'], securityGroupIds: ['sg-0a1b2c3d'] },
  }),
  'nothing of a network': (app) => void new CfnParameter(new Stack(app, 'Empty', { env: ENV }), 'Unused'),
};

export function assemblyOf(name: string): Assembly {
  const outdir = path.join(temporaryFolder(), 'cdk.out');
  const app = new App({ outdir, analyticsReporting: false });
  APPS[name](app);
  app.synth();
  return readAssembly(outdir);
}

/** What no construct of ours would write: names that are no XML, blocks and zones that only the deployment knows, subnets without tables, a peering, a transit gateway of others'. */
function byHand(app: App): void {
  const stack = new Stack(app, 'ByHand', { env: ENV });
  const block = new CfnParameter(stack, 'Block');
  const vpc = new CfnVPC(stack, 'Vpc', { cidrBlock: block.valueAsString, tags: [{ key: 'Name', value: 'R&D <"old">\u0007 network' }] });
  const vpcId = vpc.attrVpcId;
  const gateway = new CfnInternetGateway(stack, 'Gateway');
  new CfnVPCGatewayAttachment(stack, 'Attached', { vpcId, internetGatewayId: gateway.ref });
  const table = (id: string) => new CfnRouteTable(stack, id, { vpcId }).ref;
  const [front, back] = [table('FrontTable'), table('BackTable')];
  const subnet = (id: string, index: number, tableId?: string) => {
    const made = new CfnSubnet(stack, id, { vpcId, cidrBlock: Fn.select(index, Fn.cidr(block.valueAsString, 8, '8')), ...(index < 4 ? { availabilityZone: Fn.select(index % 2, Fn.getAzs()) } : {}) });
    if (tableId) new CfnSubnetRouteTableAssociation(stack, `${id}Table`, { subnetId: made.ref, routeTableId: tableId });
    return made.ref;
  };
  const [one] = [subnet('Front1', 0, front), subnet('Front2', 1, front)];
  const [work] = [subnet('Back1WithAVeryLongNameThatFitsIntoNoCellOfAnyPictureThatAnybodyWouldWantToLookAt', 2, back), subnet('Back2', 3, back)];
  subnet('Loose', 4);
  subnet('Looser', 5);
  const nat = new CfnNatGateway(stack, 'Nat', { subnetId: one, allocationId: 'eipalloc-0123456789abcdef0' });
  const peering = new CfnVPCPeeringConnection(stack, 'Peering', { vpcId, peerVpcId: 'vpc-0fedcba9876543210' });
  new CfnRoute(stack, 'Out', { routeTableId: front, destinationCidrBlock: '0.0.0.0/0', gatewayId: gateway.ref });
  new CfnRoute(stack, 'ThroughNat', { routeTableId: back, destinationCidrBlock: '0.0.0.0/0', natGatewayId: nat.ref });
  new CfnRoute(stack, 'Across', { routeTableId: back, destinationCidrBlock: new CfnParameter(stack, 'Other').valueAsString, vpcPeeringConnectionId: peering.ref });
  new CfnRoute(stack, 'Hub', { routeTableId: back, destinationCidrBlock: '10.0.0.0/8', transitGatewayId: 'tgw-0123456789abcdef0' });
  new CfnRoute(stack, 'Somewhere', { routeTableId: back, destinationCidrBlock: '192.168.0.0/16', vpcEndpointId: new CfnParameter(stack, 'Appliance').valueAsString });
  new CfnTransitGatewayVpcAttachment(stack, 'Attachment', { vpcId, transitGatewayId: 'tgw-0123456789abcdef0', subnetIds: [work] });
  new CfnVPCEndpoint(stack, 'Kms', { vpcId, serviceName: Fn.sub('com.amazonaws.${AWS::Region}.kms'), vpcEndpointType: 'Interface', subnetIds: [work] });
  new CfnVPCEndpoint(stack, 'Anywhere', { vpcId, serviceName: 'com.amazonaws.eu-west-1.logs', vpcEndpointType: 'Interface', subnetIds: new CfnParameter(stack, 'Subnets', { type: 'List<AWS::EC2::Subnet::Id>' }).valueAsList });
}
