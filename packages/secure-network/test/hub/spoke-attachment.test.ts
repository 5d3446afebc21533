import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Fn, type Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { AdoptedNetwork, type AdoptedNetworkProps, NetworkAddresses, NetworkCheck, NetworkEgress, SecureNetwork, SpokeAttachment, type SpokeAttachmentProps, SubnetTier } from '../../src';
import { zonesOf } from '../zones-of';

const networkOf = (scope: Construct, id = 'Network') => new SecureNetwork(scope, id, {
  availabilityZones: zonesOf(scope), addresses: NetworkAddresses.block('10.65.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [],
});
const spoke = (scope: Construct, id: string, props: Partial<SpokeAttachmentProps> = {}) =>
  new SpokeAttachment(scope, id, { network: networkOf(scope, `${id}Network`), transitGatewayId: 'tgw-0123456789abcdef0', destinations: ['10.64.0.0/20'], ...props });

describeConstruct('SpokeAttachment', {
  'without a profile': (scope, id) => spoke(scope, id),
  'with a profile': (scope, id) => spoke(scope, id, { profileId: 'rp-0123456789abcdef', destinations: ['10.64.0.0/20', '10.80.0.0/20'] }),
});

describe('a spoke', () => {
  const { template } = synthesize((stack) => spoke(stack, 'Hub', { profileId: 'rp-0123456789abcdef' }));

  test('is attached in the subnets for it', () => {
    template.hasResourceProperties('AWS::EC2::TransitGatewayVpcAttachment', { TransitGatewayId: 'tgw-0123456789abcdef0', SubnetIds: [1, 2].map((zone) => ({ Ref: Match.stringLikeRegexp(`TransitSubnet${zone}`) })) });
  });

  test('reaches the hub\'s destinations from its workloads, once it is attached', () => {
    const attachment = Object.keys(template.findResources('AWS::EC2::TransitGatewayVpcAttachment'))[0];
    const routes = Object.values(template.findResources('AWS::EC2::Route')).map(({ Properties, DependsOn }) => [/Vpc(\w+?)Subnet\d/.exec(Properties.RouteTableId.Ref)?.[1], Properties.DestinationCidrBlock, Properties.TransitGatewayId, DependsOn]);
    expect(routes).toEqual([1, 2].map(() => ['Isolated', '10.64.0.0/20', 'tgw-0123456789abcdef0', [attachment]]));
  });

  test('resolves the names of the shared endpoints', () => {
    template.hasResourceProperties('AWS::Route53Profiles::ProfileAssociation', { ProfileId: 'rp-0123456789abcdef', ResourceId: { Ref: Match.stringLikeRegexp('NetworkVpc') } });
  });
});

test('who goes out by the hub does so by HTTP too, past network ACL and security group, once from two attachments; who does not has HTTPS only', () => {
  const outgoing = (internetByHub: boolean) => {
    const { template } = synthesize((stack) => {
      const network = networkOf(stack);
      const attach = (digit: number) => new SpokeAttachment(stack, `Hub${digit}`, { network, internetByHub, transitGatewayId: `tgw-0123456789abcdef${digit}`, destinations: ['10.64.0.0/20'] });
      attach(0);
      return attach(1);
    });
    const workloads = Object.keys(template.findResources('AWS::EC2::NetworkAcl')).filter((id) => id.includes('AclsIsolated'));
    const entries = Object.values(template.findResources('AWS::EC2::NetworkAclEntry')).filter(({ Properties: { NetworkAclId, Egress, CidrBlock } }) => workloads.includes(NetworkAclId.Ref) && Egress && CidrBlock === '0.0.0.0/0');
    const group = Object.values(template.findResources('AWS::EC2::SecurityGroup')).find(({ Properties }) => Properties.GroupDescription === 'Jobs and model containers');
    return [entries.map(({ Properties }) => Properties.PortRange.From).sort(), group?.Properties.SecurityGroupEgress.filter(({ CidrIp }: { CidrIp?: string }) => CidrIp === '0.0.0.0/0').map(({ FromPort }: { FromPort: number }) => FromPort).sort()];
  };
  expect(outgoing(true)).toEqual([[443, 80], [443, 80]]);
  expect(outgoing(false)).toEqual([[443], [443]]);
});

test('a network that there was is attached too; subnets that share a table have one route', () => {
  const { template } = synthesize((stack) => {
    const network = new AdoptedNetwork(stack, 'Network', {
      vpcId: 'vpc-01234567', availabilityZones: ['eu-west-1a', 'eu-west-1b'], subnetIds: ['subnet-01234567', 'subnet-89abcdef'], routeTableIds: ['rtb-01234567', 'rtb-01234567'], workloadSecurityGroupId: 'sg-01234567', check: NetworkCheck.OFF,
    });
    return new SpokeAttachment(stack, 'Hub', { network, transitGatewayId: 'tgw-0123456789abcdef0', destinations: ['10.64.0.0/20'], transitSubnets: network.subnets });
  });
  expect(Object.values(template.findResources('AWS::EC2::Route')).map(({ Properties }) => Properties.RouteTableId)).toEqual(['rtb-01234567']);
});

test.each<[string, string[], string]>([
  ['nothing', [], 'destinations is []: something is reached by the hub'],
  ['everything', ['0.0.0.0/0'], 'destinations[0] is "0.0.0.0/0": other networks have private addresses, and a route to all others is a way to the internet'],
  ['half of everything', ['0.0.0.0/1', '128.0.0.0/1'], 'destinations[1] is "128.0.0.0/1": other networks have private addresses'],
  ['a text', ['hub'], 'destinations[0] is "hub": it is an IPv4 block'],
  ['one and the same', ['10.64.0.0/20', '10.80.0.0/20', '10.64.0.0/20'], 'destinations is ["10.64.0.0/20"]: each block is named once: a route table takes one route to it. Remove the repeated ones'],
  ['its own network', ['10.64.0.0/20', '10.65.0.0/20'], 'destinations[1] is "10.65.0.0/20": it is not the network\'s own, which is 10.65.0.0/20'],
  ['a part of its own network', ['10.65.8.0/24'], 'destinations[0] is "10.65.8.0/24": it is not the network\'s own, which is 10.65.0.0/20'],
])('%s is no destination', (_, destinations, message) => {
  expect(() => synthesize((stack) => spoke(stack, 'Hub', { destinations }))).toThrow(message);
});

test('destinations of which not even the number is known are refused, those of a known number pass', () => {
  expect(() => synthesize((stack) => spoke(stack, 'Hub', { destinations: Fn.split(',', Fn.importValue('blocks')) }))).toThrow('destinations is "a token": its length is known at synthesis. Give the blocks one by one');
  expect(() => synthesize((stack) => spoke(stack, 'Hub', { destinations: Fn.split(',', Fn.importValue('blocks'), 2) }))).not.toThrow();
});

test('destinations of which one lies in the other pass, and one in which the network lies', () => {
  const { template } = synthesize((stack) => spoke(stack, 'Hub', { destinations: ['10.64.0.0/20', '10.64.0.0/12', Fn.importValue('one'), Fn.importValue('one')] }));
  template.resourcePropertiesCountIs('AWS::EC2::Route', { DestinationCidrBlock: '10.64.0.0/12' }, 2);
});

test('the second block of a network is its own too, and the one that an adopted network is given', () => {
  const both = (stack: Stack) => new SecureNetwork(stack, 'Both', {
    availabilityZones: zonesOf(stack), addresses: NetworkAddresses.withWorkloads('10.65.0.0/22', '100.64.0.0/18'), tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT], endpoints: [],
  });
  expect(() => synthesize((stack) => spoke(stack, 'Hub', { network: both(stack), destinations: ['100.64.16.0/20'] }))).toThrow('destinations[0] is "100.64.16.0/20": it is not the network\'s own, which is 100.64.0.0/18');
  const adopted = (stack: Stack, vpcCidrBlock?: string) => new AdoptedNetwork(stack, 'Network', {
    vpcId: 'vpc-01234567', availabilityZones: ['eu-west-1a'], subnetIds: ['subnet-01234567'], routeTableIds: ['rtb-01234567'], workloadSecurityGroupId: 'sg-01234567', vpcCidrBlock, allowTransit: true,
  });
  const attached = (vpcCidrBlock?: string) => () => synthesize((stack) => {
    const network = adopted(stack, vpcCidrBlock);
    return spoke(stack, 'Hub', { network, transitSubnets: network.subnets, destinations: ['10.7.0.0/24'] });
  });
  expect(attached('10.7.0.0/16')).toThrow('destinations[0] is "10.7.0.0/24": it is not the network\'s own, which is 10.7.0.0/16');
  expect(attached()).not.toThrow();
  expect(attached(Fn.importValue('block'))).not.toThrow();
});

test.each<[string, Partial<SpokeAttachmentProps>, string]>([
  ['an attachment for a gateway', { transitGatewayId: 'tgw-attach-0123456789abcdef0' }, 'transitGatewayId is "tgw-attach-0123456789abcdef0": an id is tgw- and 8 or 17 hexadecimal digits. Give the transitGatewayId of the hub'],
  ['a name for a profile', { profileId: 'endpoints' }, 'profileId is "endpoints": an id is rp- and 8 hexadecimal digits or more. Give the profileId of the SharedEndpoints'],
])('%s is refused', (_, props, message) => {
  expect(() => synthesize((stack) => spoke(stack, 'Hub', props))).toThrow(message);
});

test('ids that are known at deployment pass', () => {
  const { template } = synthesize((stack) => spoke(stack, 'Hub', { transitGatewayId: Fn.importValue('hub'), profileId: Fn.importValue('profile') }));
  template.hasResourceProperties('AWS::Route53Profiles::ProfileAssociation', { ProfileId: { 'Fn::ImportValue': 'profile' } });
});

test('a network without subnets for the attachment is told so, with all else that is wrong', () => {
  const bare = (stack: Stack) => new SecureNetwork(stack, 'Network', { availabilityZones: zonesOf(stack) });
  expect(() => synthesize((stack) => new SpokeAttachment(stack, 'Hub', { network: bare(stack), transitGatewayId: 'hub', destinations: [] })))
    .toThrow(/Hub: 3 problem\(s\)[^]*transitGatewayId is "hub"[^]*destinations is \[\][^]*transitSubnets is \{"subnetGroupName":"Transit"\}: it selects subnets of the network: [^]*'Transit'[^]*Add SubnetTier\.TRANSIT to the tiers/);
  expect(() => synthesize((stack) => spoke(stack, 'Hub', { routedSubnets: { subnetGroupName: 'Work' } }))).toThrow(/routedSubnets is \{"subnetGroupName":"Work"\}/);
});

describe('a network that was adopted', () => {
  const attached = (asked: Partial<AdoptedNetworkProps>, internetByHub?: boolean) => () => synthesize((stack) => {
    const network = new AdoptedNetwork(stack, 'Network', {
      vpcId: 'vpc-01234567', availabilityZones: ['eu-west-1a'], subnetIds: ['subnet-01234567'], routeTableIds: ['rtb-01234567'], workloadSecurityGroupId: 'sg-01234567', ...asked,
    });
    return spoke(stack, 'Hub', { network, transitSubnets: network.subnets, internetByHub });
  }).template;
  const inspected = NetworkEgress.inspected({ allowedDomains: ['pypi.org'] });

  test.each<[string, Partial<AdoptedNetworkProps>, boolean, string]>([
    ['a hub without a transit gateway', {}, false, 'network is "adopted without allowTransit": routes to a transit gateway are wanted of a spoke: its check would find them. Adopt it with allowTransit: true'],
    ['a hub where no transit gateway is allowed, though nothing is checked', { allowTransit: false, check: NetworkCheck.OFF }, false, 'network is "adopted without allowTransit"'],
    ['the internet without an egress', { allowTransit: true }, true, 'internetByHub is true: the way to the internet is one that the network, which was adopted with NetworkEgress.none(), may have. Adopt it with egress: NetworkEgress.inspected(…)'],
    ['the internet without an egress, though nothing is checked', { allowTransit: true, egress: NetworkEgress.none(), check: NetworkCheck.OFF }, true, 'internetByHub is true: the way to the internet'],
    ['the internet past its own gateways', { allowTransit: true, egress: NetworkEgress.nat() }, true, 'internetByHub is true: a network has one way to the internet, and this one was adopted with NetworkEgress.nat(). Remove its routes'],
  ])('is not led to %s', (_, asked, internetByHub, message) => {
    expect(attached(asked, internetByHub)).toThrow(message);
  });

  test('is told of both at once', () => {
    expect(attached({}, true)).toThrow(/Hub: 2 problem\(s\)[^]*allowTransit[^]*internetByHub/);
  });

  test.each<[string, Partial<AdoptedNetworkProps>, boolean]>([
    ['a hub that it allows', { allowTransit: true, check: NetworkCheck.WARN }, false],
    ['the internet, inspected', { allowTransit: true, egress: inspected }, true],
    ['the internet where nobody said what it may have', { check: NetworkCheck.OFF }, true],
  ])('is led to %s', (_, asked, internetByHub) => {
    const template = attached(asked, internetByHub)();
    expect(Object.keys(template.findResources('AWS::EC2::Route', { Properties: { DestinationCidrBlock: '0.0.0.0/0' } }))).toHaveLength(internetByHub ? 1 : 0);
  });
});
