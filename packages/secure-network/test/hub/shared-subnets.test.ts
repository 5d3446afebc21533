import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Fn } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { AdoptedNetwork, DataPerimeter, NetworkAddresses, NetworkCheck, NetworkEgress, NetworkIpv6, SecureNetwork, type SecureNetworkProps, SharedSubnets, type SharedSubnetsProps, SubnetTier } from '../../src';
import { zonesOf } from '../zones-of';

const [ONE, OTHER] = ['111111111111', '222222222222'];

const shared = (scope: Construct, id: string, props: Partial<SharedSubnetsProps> = {}, more: Partial<SecureNetworkProps> = {}) => {
  const network = new SecureNetwork(scope, `${id}Network`, {
    availabilityZones: zonesOf(scope), addresses: NetworkAddresses.block('10.0.0.0/20'), perimeter: new DataPerimeter({ trustedAccounts: [ONE, OTHER] }), ...more,
  });
  return new SharedSubnets(scope, id, { network, sharedWith: [ONE, OTHER], ...props });
};

describeConstruct('SharedSubnets', {
  'of workloads': (scope, id) => shared(scope, id),
  'of workloads and endpoints': (scope, id) => shared(scope, id, { tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT] }),
});

describe('shared subnets', () => {
  const { template } = synthesize((stack) => shared(stack, 'Shared'));

  test('are those of the workloads, within the organisation', () => {
    template.hasResourceProperties('AWS::RAM::ResourceShare', {
      AllowExternalPrincipals: false, Principals: [ONE, OTHER],
      ResourceArns: [1, 2].map((zone) => ({ 'Fn::Join': ['', Match.arrayWith([':subnet/', { Ref: Match.stringLikeRegexp(`VpcIsolatedSubnet${zone}`) }])] })),
    });
  });

  test('reach the owner\'s endpoints, whatever security groups participants make', () => {
    const { SecurityGroupIngress } = Object.values(template.findResources('AWS::EC2::SecurityGroup', { Properties: { GroupDescription: 'Interface endpoints' } }))[0].Properties;
    const blocks = Object.values(template.findResources('AWS::EC2::Subnet', { Properties: { Tags: Match.arrayWith([{ Key: 'aws-cdk:subnet-name', Value: 'Isolated' }]) } })).map(({ Properties }) => Properties.CidrBlock);
    expect(SecurityGroupIngress).toEqual(blocks.map((CidrIp) => expect.objectContaining({ CidrIp, FromPort: 443, ToPort: 443, IpProtocol: 'tcp' })));
    expect(blocks).toHaveLength(2);
  });
});

test('a participant adopts the network, and is warned of the endpoints that it does not see', () => {
  const { template } = synthesize((stack) => new AdoptedNetwork(stack, 'Network', {
    vpcId: 'vpc-01234567', availabilityZones: zonesOf(stack), subnetIds: ['subnet-01234567', 'subnet-89abcdef'], workloadSecurityGroupId: 'sg-01234567', check: NetworkCheck.WARN,
  }));
  template.hasResourceProperties('Custom::NetworkCheck', { OnProblem: 'warn' });
});

const every: Partial<SecureNetworkProps> = { egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org'] }), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT] };

test.each<[string, Partial<SharedSubnetsProps>, string]>([
  ['to nobody', { sharedWith: [] }, 'sharedWith is []: subnets are shared with somebody'],
  ['to an account that lost its zero', { sharedWith: ['12345678901'] }, 'sharedWith[0] is "12345678901"'],
  ['to whom the endpoints do not trust', { sharedWith: ['333333333333'] }, 'sharedWith is ["333333333333"]: whoever reaches the endpoints is trusted by their policies, which trust ["111111111111","222222222222"] only'],
  ['of nothing', { tiers: [] }, 'tiers is []: there is something to share'],
  ['of egress', { tiers: [SubnetTier.EGRESS] }, 'tiers[0] is "Egress": it is the owner\'s alone: whoever places something there has the route to the internet gateway'],
  ['of inspection', { tiers: [SubnetTier.ISOLATED, SubnetTier.INSPECTION] }, 'tiers[1] is "Inspection": it is the owner\'s alone: what stands there is behind the firewall'],
  ['of transit', { tiers: [SubnetTier.TRANSIT] }, 'tiers[0] is "Transit": it is the owner\'s alone: only the attachment stands there'],
])('a share %s is refused', (_, props, message) => {
  expect(() => synthesize((stack) => shared(stack, 'Shared', props, every))).toThrow(message);
});

test('a tier that the network has not is told, with all else', () => {
  expect(() => synthesize((stack) => shared(stack, 'Shared', { tiers: [SubnetTier.ENDPOINT], sharedWith: ['12'] }, { tiers: [SubnetTier.ISOLATED] })))
    .toThrow(/Shared: 2 problem\(s\)[^]*sharedWith\[0\] is "12"[^]*tiers is \["Endpoint"\]: the network has subnets for it\. Add it to the network's tiers/);
});

test('endpoints whose names have IPv6 addresses are told, for participants are let in by IPv4', () => {
  const ipv6 = NetworkIpv6.amazonProvided();
  expect(() => synthesize((stack) => shared(stack, 'Shared', {}, { ipv6 })))
    .toThrow(/network is \[[^\]]*"Sts"[^\]]*\]: participants reach endpoints over IPv4.*first\. Make the network without ipv6/);
  synthesize((stack) => shared(stack, 'Shared', {}, { ipv6, endpoints: [] })).template.resourceCountIs('AWS::RAM::ResourceShare', 1);
});

test('accounts that are known at deployment pass', () => {
  synthesize((stack) => shared(stack, 'Shared', { sharedWith: [Fn.importValue('account')] })).template.resourceCountIs('AWS::RAM::ResourceShare', 1);
});

test('the README says of each service what the data say', () => {
  const readme = readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');
  for (const { name, isListed, source, note } of SharedSubnets.SERVICES) expect(readme).toContain(`| ${name} | ${isListed ? `[listed](${source})` : 'not listed'} | ${note ?? ''} |`);
});
