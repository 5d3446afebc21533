import { EC2 } from '@aws-sdk/client-ec2';
import { attribute, DeployedNetworks, ref, type Resources, subnet, vpc } from './deployed-networks';

let networks: DeployedNetworks;

beforeAll(async () => { networks = await DeployedNetworks.start(); });
afterAll(() => networks.stop());

const resource = (kind: string, Properties: object) => ({ Type: `AWS::EC2::TransitGateway${kind}`, Properties });
const gateway = (more: object = {}) => resource('', { Description: 'hub', DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable', ...more });
const table = resource('RouteTable', { TransitGatewayId: ref('Gateway'), Tags: [{ Key: 'Name', Value: 'teams' }] });
const attachment = (Vpc: string, Subnet: string, more: object = {}) => resource('VpcAttachment', { TransitGatewayId: ref('Gateway'), VpcId: ref(Vpc), SubnetIds: [ref(Subnet)], ...more });
const between = (kind: string, Attachment: string) => resource(kind, { TransitGatewayRouteTableId: ref('Table'), TransitGatewayAttachmentId: ref(Attachment) });
const route = (more: object) => resource('Route', { TransitGatewayRouteTableId: ref('Table'), ...more });
const inVpc = (Vpc: string, cidr: string, zone = 'eu-west-1a') => ({ ...subnet(cidr, zone), Properties: { ...subnet(cidr, zone).Properties, VpcId: ref(Vpc) } });

const hub: Resources = {
  Gateway: gateway(), Table: table,
  One: vpc({ CidrBlock: '10.1.0.0/16' }), InOne: inVpc('One', '10.1.0.0/28'), OfOne: attachment('One', 'InOne', { Options: { DnsSupport: 'enable', ApplianceModeSupport: 'enable' } }),
  Two: vpc({ CidrBlock: '10.2.0.0/16' }), InTwo: inVpc('Two', '10.2.0.0/28'), OfTwo: attachment('Two', 'InTwo'),
};

/** Where packets of each block go that come to a table. */
async function routesOf(TransitGatewayRouteTableId: string, ec2 = networks.ec2) {
  const { Routes = [] } = await ec2.searchTransitGatewayRoutes({ TransitGatewayRouteTableId, Filters: [{ Name: 'type', Values: ['static', 'propagated'] }] });
  return Object.fromEntries(Routes.map(({ DestinationCidrBlock, Type, State, TransitGatewayAttachments: [to] = [] }) => [DestinationCidrBlock, [Type, State, to?.TransitGatewayAttachmentId, to?.ResourceId]]));
}

describe('a gateway with two attachments and a table', () => {
  let ids: Record<string, string>;

  beforeAll(async () => {
    ids = await networks.create('hub', {
      ...hub, IsOf: between('RouteTableAssociation', 'OfOne'), LearnsOne: between('RouteTablePropagation', 'OfOne'), LearnsTwo: between('RouteTablePropagation', 'OfTwo'),
      ToTwo: route({ DestinationCidrBlock: '0.0.0.0/0', TransitGatewayAttachmentId: ref('OfTwo') }), Closed: route({ DestinationCidrBlock: '10.0.0.0/8', Blackhole: true }),
      InsteadOfOne: route({ DestinationCidrBlock: '10.1.0.0/16', TransitGatewayAttachmentId: ref('OfTwo') }),
    }, { Arn: attribute('Gateway', 'TransitGatewayArn') });
  });

  test('is told of, with its options', async () => {
    const { TransitGateways = [] } = await networks.ec2.describeTransitGateways({ TransitGatewayIds: [ids.Gateway] });
    expect(TransitGateways).toMatchObject([{ TransitGatewayId: ids.Gateway, TransitGatewayArn: ids.Arn, State: 'available', Description: 'hub', Options: { DefaultRouteTableAssociation: 'disable', DnsSupport: 'enable' } }]);
    expect(ids.Gateway).toMatch(/^tgw-[0-9a-f]{17}$/);
    const { TransitGatewayVpcAttachments = [] } = await networks.ec2.describeTransitGatewayVpcAttachments({ Filters: [{ Name: 'transit-gateway-id', Values: [ids.Gateway] }] });
    expect(TransitGatewayVpcAttachments).toHaveLength(2);
    expect(TransitGatewayVpcAttachments).toEqual(expect.arrayContaining([
      expect.objectContaining({ TransitGatewayAttachmentId: ids.OfOne, VpcId: ids.One, SubnetIds: [ids.InOne], State: 'available', Options: expect.objectContaining({ ApplianceModeSupport: 'enable' }) }),
      expect.objectContaining({ TransitGatewayAttachmentId: ids.OfTwo, VpcId: ids.Two, SubnetIds: [ids.InTwo], Options: expect.objectContaining({ ApplianceModeSupport: 'disable' }) }),
    ]));
    const { TransitGatewayRouteTables = [] } = await networks.ec2.describeTransitGatewayRouteTables({ TransitGatewayRouteTableIds: [ids.Table] });
    expect(TransitGatewayRouteTables).toMatchObject([{ TransitGatewayId: ids.Gateway, Tags: expect.arrayContaining([{ Key: 'Name', Value: 'teams' }]) }]);
  });

  test('is associated with one, learns of both, and routes as it was told where both say something', async () => {
    const TransitGatewayRouteTableId = ids.Table;
    expect((await networks.ec2.getTransitGatewayRouteTableAssociations({ TransitGatewayRouteTableId })).Associations).toMatchObject([{ TransitGatewayAttachmentId: ids.OfOne, ResourceId: ids.One, State: 'associated' }]);
    expect((await networks.ec2.getTransitGatewayRouteTablePropagations({ TransitGatewayRouteTableId })).TransitGatewayRouteTablePropagations?.map((one) => one.TransitGatewayAttachmentId).sort()).toEqual([ids.OfOne, ids.OfTwo].sort());
    expect(await routesOf(ids.Table)).toEqual({
      '0.0.0.0/0': ['static', 'active', ids.OfTwo, ids.Two], '10.0.0.0/8': ['static', 'blackhole', undefined, undefined],
      '10.1.0.0/16': ['static', 'active', ids.OfTwo, ids.Two], '10.2.0.0/16': ['propagated', 'active', ids.OfTwo, ids.Two],
    });
    const { Routes = [] } = await networks.ec2.searchTransitGatewayRoutes({ TransitGatewayRouteTableId, Filters: [{ Name: 'state', Values: ['blackhole'] }] });
    expect(Routes.map(({ DestinationCidrBlock }) => DestinationCidrBlock)).toEqual(['10.0.0.0/8']);
  });

  test('has a route by its block, however that is written, and none by what is no block', async () => {
    const TransitGatewayRouteTableId = ids.Table;
    await networks.ec2.createTransitGatewayRoute({ TransitGatewayRouteTableId, DestinationCidrBlock: '172.16.5.9/16', Blackhole: true });
    await networks.ec2.deleteTransitGatewayRoute({ TransitGatewayRouteTableId, DestinationCidrBlock: '172.16.5.9/16' });
    expect(Object.keys(await routesOf(TransitGatewayRouteTableId))).not.toContain('172.16.0.0/16');
    await expect(networks.ec2.createTransitGatewayRoute({ TransitGatewayRouteTableId, DestinationCidrBlock: 'everywhere', Blackhole: true })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('belongs to no table twice, and takes no filter that is not known', async () => {
    const refused = (promise: Promise<unknown>, name: string) => expect(promise).rejects.toMatchObject({ name });
    await refused(networks.ec2.associateTransitGatewayRouteTable({ TransitGatewayRouteTableId: ids.Table, TransitGatewayAttachmentId: ids.OfOne }), 'Resource.AlreadyAssociated');
    await refused(networks.ec2.createTransitGatewayRoute({ TransitGatewayRouteTableId: ids.Table, DestinationCidrBlock: '10.0.0.0/8', Blackhole: true }), 'RouteAlreadyExists');
    await refused(networks.ec2.deleteTransitGatewayRouteTable({ TransitGatewayRouteTableId: ids.Table }), 'IncorrectState');
    await refused(networks.ec2.deleteTransitGateway({ TransitGatewayId: ids.Gateway }), 'IncorrectState');
    await refused(networks.ec2.describeTransitGateways({ Filters: [{ Name: 'options.dns-support', Values: ['enable'] }] }), 'InvalidParameterValue');
    await refused(networks.ec2.searchTransitGatewayRoutes({ TransitGatewayRouteTableId: ids.Table, Filters: [{ Name: 'prefix-list-id', Values: ['pl-1'] }] }), 'InvalidParameterValue');
  });
});

test('what is changed keeps its id where it can, and all of it goes with its stack', async () => {
  const made = await networks.create('changing', { ...hub, ToTwo: route({ DestinationCidrBlock: '0.0.0.0/0', TransitGatewayAttachmentId: ref('OfTwo') }) });
  const { OfTwo: _, ...rest } = hub;
  const updated = await networks.update('changing', {
    ...rest, Gateway: gateway({ DnsSupport: 'disable' }), More: inVpc('One', '10.1.0.16/28', 'eu-west-1b'), OfOne: resource('VpcAttachment', { ...attachment('One', 'InOne').Properties, SubnetIds: [ref('InOne'), ref('More')] }),
    Closed: route({ DestinationCidrBlock: '0.0.0.0/0', Blackhole: true, TransitGatewayRouteTableId: ref('Other') }), Other: table,
  });
  expect([updated.Gateway, updated.OfOne, updated.Table]).toEqual([made.Gateway, made.OfOne, made.Table]);
  const { TransitGateways: [changed] = [] } = await networks.ec2.describeTransitGateways({ TransitGatewayIds: [made.Gateway] });
  expect(changed.Options).toMatchObject({ DnsSupport: 'disable', DefaultRouteTableAssociation: 'disable' });
  const { TransitGatewayVpcAttachments = [] } = await networks.ec2.describeTransitGatewayVpcAttachments({ Filters: [{ Name: 'transit-gateway-id', Values: [made.Gateway] }] });
  expect(TransitGatewayVpcAttachments.map(({ SubnetIds }) => SubnetIds)).toEqual([[updated.InOne, updated.More]]);
  expect([await routesOf(made.Table), await routesOf(updated.Other)]).toEqual([{}, { '0.0.0.0/0': ['static', 'blackhole', undefined, undefined] }]);
  await networks.delete('changing');
  await expect(networks.ec2.searchTransitGatewayRoutes({ TransitGatewayRouteTableId: made.Table, Filters: [{ Name: 'type', Values: ['static'] }] })).rejects.toMatchObject({ name: 'InvalidRouteTableID.NotFound' });
  expect((await networks.ec2.describeTransitGateways({ Filters: [{ Name: 'transit-gateway-id', Values: [made.Gateway] }] })).TransitGateways).toEqual([]);
});

test('a VPC of another account is attached, and the gateway\'s owner routes to it; each sees its own', async () => {
  const { Gateway, Table } = await networks.create('owner', { Gateway: gateway(), Table: table });
  const guest = networks.cloud.client(EC2, '222222222222');
  const { Vpc } = await guest.createVpc({ CidrBlock: '10.9.0.0/16' });
  const { Subnet } = await guest.createSubnet({ VpcId: Vpc?.VpcId, CidrBlock: '10.9.0.0/28', AvailabilityZone: 'eu-west-1a' });
  const { TransitGatewayVpcAttachment: made } = await guest.createTransitGatewayVpcAttachment({ TransitGatewayId: Gateway, VpcId: Vpc?.VpcId, SubnetIds: [Subnet?.SubnetId ?? ''] });
  const id = made?.TransitGatewayAttachmentId ?? '';
  await networks.ec2.enableTransitGatewayRouteTablePropagation({ TransitGatewayRouteTableId: Table, TransitGatewayAttachmentId: id });
  expect(await routesOf(Table)).toEqual({ '10.9.0.0/16': ['propagated', 'active', id, Vpc?.VpcId] });
  expect((await guest.describeTransitGatewayRouteTables({})).TransitGatewayRouteTables).toEqual([]);
  expect((await guest.describeTransitGatewayVpcAttachments({})).TransitGatewayVpcAttachments).toMatchObject([{ TransitGatewayAttachmentId: id, VpcOwnerId: '222222222222' }]);
});

const REFUSED: [string, Resources, RegExp][] = [
  ['a subnet of another VPC', { ...hub, OfTwo: attachment('Two', 'InOne') }, /has no subnet subnet-/],
  ['two subnets in one zone', { ...hub, Same: inVpc('One', '10.1.0.16/28'), OfOne: resource('VpcAttachment', { ...attachment('One', 'InOne').Properties, SubnetIds: [ref('InOne'), ref('Same')] }) }, /one subnet in a zone/],
  ['a second attachment of a VPC', { ...hub, Again: { ...attachment('One', 'InOne'), DependsOn: 'OfOne' } }, /already an attachment/],
  ['a gateway that is not there', { ...hub, Lost: resource('RouteTable', { TransitGatewayId: 'tgw-00000000000000000' }) }, /tgw-00000000000000000/],
  ['an attachment of another gateway', { ...hub, Other: gateway(), Table: resource('RouteTable', { TransitGatewayId: ref('Other') }), IsOf: between('RouteTableAssociation', 'OfOne') }, /different transit gateways/],
];

test.each(REFUSED)('refused: %s', async (name, resources, expected) => {
  expect(await networks.failure(name.replace(/\W+/g, '-'), resources)).toMatch(expected);
});
