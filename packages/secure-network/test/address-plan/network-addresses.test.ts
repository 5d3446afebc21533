import { synthesize } from '@mlops-foundation/test-kit';
import { Match } from 'aws-cdk-lib/assertions';
import { NetworkAddresses, NetworkEgress, SecureNetwork, type SecureNetworkProps, SubnetTier } from '../../src';

const EVERY_TIER = { tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT], egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org'] }) };
const synthesized = (props: Partial<SecureNetworkProps>) => synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], ...props })).template;

/** Subnets as `tier zone block`. */
const subnetsOf = (props: Partial<SecureNetworkProps>) => Object.entries(synthesized(props).findResources('AWS::EC2::Subnet'))
  .map(([id, { Properties }]) => `${/Vpc(\w+?)Subnet\d/.exec(id)?.[1]} ${Properties.AvailabilityZone} ${Properties.CidrBlock}`).sort();

test('a block is cut by zone, and a zone by tier', () => {
  expect(subnetsOf({ addresses: NetworkAddresses.block('10.20.0.0/20'), ...EVERY_TIER })).toEqual([
    'Egress eu-west-1a 10.20.3.128/26', 'Egress eu-west-1b 10.20.7.128/26', 'Endpoint eu-west-1a 10.20.2.0/24', 'Endpoint eu-west-1b 10.20.6.0/24',
    'Inspection eu-west-1a 10.20.3.64/26', 'Inspection eu-west-1b 10.20.7.64/26', 'Isolated eu-west-1a 10.20.0.0/23', 'Isolated eu-west-1b 10.20.4.0/23',
    'Transit eu-west-1a 10.20.3.0/26', 'Transit eu-west-1b 10.20.7.0/26',
  ]);
});

test('a zone, a tier or a way out that comes later moves no subnet', () => {
  const before = subnetsOf({});
  const after = subnetsOf({ availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], ...EVERY_TIER });
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after).toHaveLength(15);
});

test('workloads with a block of their own are cut from it, once the VPC has it', () => {
  const template = synthesized({ addresses: NetworkAddresses.withWorkloads('10.20.0.0/20', '100.64.0.0/18') });
  const block = Object.keys(template.findResources('AWS::EC2::VPCCidrBlock', { Properties: { VpcId: { Ref: Match.stringLikeRegexp('^NetworkVpc') }, CidrBlock: '100.64.0.0/18' } }))[0];
  for (const CidrBlock of ['100.64.0.0/20', '100.64.16.0/20']) template.hasResource('AWS::EC2::Subnet', { Properties: { CidrBlock }, DependsOn: Match.arrayWith([block]) });
  template.hasResourceProperties('AWS::EC2::Subnet', { CidrBlock: '10.20.2.0/24' });
});

test('a block that IPAM gives is cut at deployment into subnets of the same sizes at the same places', () => {
  const template = synthesized({ addresses: NetworkAddresses.fromIpam({ poolId: 'ipam-pool-1', netmaskLength: 20 }) });
  template.hasResourceProperties('AWS::EC2::VPC', { Ipv4IpamPoolId: 'ipam-pool-1', Ipv4NetmaskLength: 20, CidrBlock: Match.absent() });
  const cut = (place: number, count: number, hostBits: string) => ({ 'Fn::Select': [place, { 'Fn::Cidr': [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkVpc'), 'CidrBlock'] }, count, hostBits] }] });
  for (const [id, CidrBlock] of [['Isolated', cut(2, 8, '9')], ['Endpoint', cut(6, 16, '8')]] as const) {
    template.hasResourceProperties('AWS::EC2::Subnet', { CidrBlock, Tags: Match.arrayWith([{ Key: 'aws-cdk:subnet-name', Value: id }]) });
  }
});
