import { synthesize } from '@mlops-foundation/test-kit';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { EndpointCatalog, NetworkAddresses, NetworkEgress, NetworkIpv6, SecureNetwork, type SecureNetworkProps, SpokeAttachment, SubnetTier } from '../../src';

const { ISOLATED, ENDPOINT, TRANSIT } = SubnetTier;
const synthesized = (props: Partial<SecureNetworkProps> = {}) => synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], ipv6: NetworkIpv6.amazonProvided(), ...props })).template;

/** Subnets as `tier zone place`, where the place is that of a /64 among the 256 of the VPC's first IPv6 block. */
function placesOf(template: Template): string[] {
  return Object.entries(template.findResources('AWS::EC2::Subnet')).map(([id, { Properties: { Ipv6CidrBlock, AvailabilityZone } }]) => {
    const [place, { 'Fn::Cidr': cut }] = Ipv6CidrBlock['Fn::Select'];
    expect(cut).toEqual([{ 'Fn::Select': [0, { 'Fn::GetAtt': [expect.stringMatching(/^NetworkVpc/), 'Ipv6CidrBlocks'] }] }, 256, '64']);
    return `${/Vpc(\w+?)Subnet\d/.exec(id)?.[1]} ${AvailabilityZone} ${place}`;
  }).sort();
}

test('each subnet has a /64 of the block, at the place of its tier and zone', () => {
  expect(placesOf(synthesized({ tiers: [TRANSIT, ENDPOINT, ISOLATED] }))).toEqual([
    'Endpoint eu-west-1a 1', 'Endpoint eu-west-1b 65', 'Isolated eu-west-1a 0', 'Isolated eu-west-1b 64', 'Transit eu-west-1a 2', 'Transit eu-west-1b 66',
  ]);
});

test('a zone or tier that comes later moves nobody, nor does a block for workloads', () => {
  const before = placesOf(synthesized({ tiers: [ISOLATED] }));
  const after = placesOf(synthesized({ tiers: [TRANSIT, ISOLATED, ENDPOINT], availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1d'], addresses: NetworkAddresses.withWorkloads('10.0.0.0/20', '100.64.0.0/18') }));
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after).toHaveLength(12);
});

test('the block is Amazon\'s or that of a pool, a /56, and subnets and lists wait for it', () => {
  const template = synthesized();
  template.hasResourceProperties('AWS::EC2::VPCCidrBlock', { AmazonProvidedIpv6CidrBlock: true, Ipv6IpamPoolId: Match.absent() });
  const block = Object.keys(template.findResources('AWS::EC2::VPCCidrBlock'))[0];
  for (const type of ['AWS::EC2::Subnet', 'AWS::EC2::NetworkAclEntry']) template.allResources(type, { DependsOn: Match.arrayWith([block]) });
  synthesized({ ipv6: NetworkIpv6.fromIpam('ipam-pool-0123456789abcdef0') }).hasResourceProperties('AWS::EC2::VPCCidrBlock', { Ipv6IpamPoolId: 'ipam-pool-0123456789abcdef0', Ipv6NetmaskLength: 56, AmazonProvidedIpv6CidrBlock: Match.absent() });
});

test('only workloads are given addresses as they start', () => {
  const given = Object.entries(synthesized().findResources('AWS::EC2::Subnet')).map(([id, { Properties }]) => [/Vpc(\w+?)Subnet/.exec(id)?.[1], Properties.AssignIpv6AddressOnCreation]);
  expect(new Map(given as [string, boolean][])).toEqual(new Map([['Isolated', true], ['Endpoint', false]]));
});

describe('closed as IPv4 is', () => {
  const template = synthesized({ tiers: [ISOLATED, ENDPOINT, TRANSIT], endpointClients: ['10.64.0.0/12'] });

  test('there is neither a gateway nor a route for it', () => {
    for (const type of ['AWS::EC2::EgressOnlyInternetGateway', 'AWS::EC2::InternetGateway', 'AWS::EC2::Route']) template.resourceCountIs(type, 0);
  });

  test('the default security group is emptied before it would get a rule to everywhere', () => {
    template.hasResource('AWS::EC2::VPCCidrBlock', { DependsOn: [Match.stringLikeRegexp('RestrictDefaultSecurityGroupCustomResource')] });
  });

  test('lists let packets of the VPC through, those that its IPv4 entries let through, and no others', () => {
    const entries = Object.entries(template.findResources('AWS::EC2::NetworkAclEntry', { Properties: { Ipv6CidrBlock: Match.anyValue() } })).map(([id, { Properties: { Ipv6CidrBlock, Egress, Protocol, PortRange, RuleNumber } }]) => {
      expect(Ipv6CidrBlock).toEqual({ 'Fn::Select': [0, { 'Fn::GetAtt': [expect.stringMatching(/^NetworkVpc/), 'Ipv6CidrBlocks'] }] });
      return `${/Acls(Isolated|Endpoint|Transit)/.exec(id)?.[1]} ${Egress ? 'to' : 'from'} ${Protocol === -1 ? 'all' : `${PortRange.From}-${PortRange.To}`} ${RuleNumber}`;
    });
    expect(entries.sort()).toEqual(['Endpoint from 443-443 500', 'Endpoint to 1024-65535 510', 'Isolated from all 500', 'Isolated to all 530']);
  });

  test('security groups name no IPv6 addresses: workloads reach endpoints and their own kind', () => {
    const inline = Object.values(template.findResources('AWS::EC2::SecurityGroup')).flatMap(({ Properties: { SecurityGroupEgress = [], SecurityGroupIngress = [] } }) => [...SecurityGroupEgress, ...SecurityGroupIngress]);
    const alone = ['AWS::EC2::SecurityGroupEgress', 'AWS::EC2::SecurityGroupIngress'].flatMap((type) => Object.values(template.findResources(type)).map(({ Properties }) => Properties));
    expect([...inline, ...alone].filter(({ CidrIpv6 }) => CidrIpv6 !== undefined)).toEqual([]);
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkWorkload'), 'GroupId'] }, DestinationSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkEndpoints'), 'GroupId'] }, FromPort: 443, ToPort: 443,
    });
  });

  test('a hub carries none of it', () => {
    const attached = synthesize((stack) => {
      const network = new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a'], tiers: [ISOLATED, TRANSIT], endpoints: [], ipv6: NetworkIpv6.amazonProvided() });
      new SpokeAttachment(stack, 'Hub', { network, transitGatewayId: 'tgw-0123456789abcdef0', destinations: ['10.64.0.0/12'] });
    }).template;
    attached.hasResourceProperties('AWS::EC2::TransitGatewayVpcAttachment', { Options: { Ipv6Support: 'disable' } });
    expect(Object.values(attached.findResources('AWS::EC2::Route')).filter(({ Properties }) => Properties.DestinationIpv6CidrBlock !== undefined)).toEqual([]);
  });
});

describe('endpoints', () => {
  const typesOf = (props: Partial<SecureNetworkProps>) => Object.fromEntries(Object.entries(synthesized(props).findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: 'Interface' } }))
    .map(([id, { Properties: { IpAddressType, DnsOptions } }]) => [/NetworkEndpoints(\w+?)[0-9A-F]{8}$/.exec(id)?.[1], [IpAddressType, DnsOptions?.DnsRecordIpType]]));
  const DUAL = ['dualstack', 'dualstack'];
  const NONE = [undefined, undefined];

  test('those that take IPv6 have addresses and records of both kinds', () => {
    expect(typesOf({})).toEqual({ EcrApi: NONE, EcrDocker: NONE, Kms: DUAL, Logs: DUAL, Monitoring: DUAL, SageMakerApi: DUAL, Sts: DUAL });
  });

  test('FIPS endpoints keep to IPv4', () => {
    expect(typesOf({ fips: true })).toMatchObject({ Kms: NONE, Sts: NONE, SageMakerApi: NONE, Logs: DUAL });
  });

  test('those that other networks use keep to IPv4: a hub leads nobody to their IPv6 addresses', () => {
    expect(new Set(Object.values(typesOf({ endpointClients: ['10.64.0.0/12'] })).flat())).toEqual(new Set([undefined]));
  });

  test('a set may say otherwise, where a region is behind', () => {
    const behind = EndpointCatalog.of('behind', EndpointCatalog.TRAINING.entries.map((entry) => ({ ...entry, supportsIpv6: false })));
    expect(new Set(Object.values(typesOf({ endpoints: [behind] })).flat())).toEqual(new Set([undefined]));
  });

  test('without IPv6 they say nothing of it', () => {
    expect(new Set(Object.values(typesOf({ ipv6: undefined })).flat())).toEqual(new Set([undefined]));
  });
});

test('all traffic is logged, whatever its addresses', () => {
  const template = synthesized();
  template.hasResourceProperties('AWS::EC2::FlowLog', { ResourceType: 'VPC', TrafficType: 'ALL' });
});

test.each([NetworkEgress.nat(), NetworkEgress.inspected({ allowedDomains: ['pypi.org'] })])('$kind leads no IPv6 out, and is refused with it', (egress) => {
  expect(() => synthesized({ egress })).toThrow(`Stack/Network: 1 problem(s)\n  egress is "${egress.kind}": no egress leads IPv6 packets out`);
});
