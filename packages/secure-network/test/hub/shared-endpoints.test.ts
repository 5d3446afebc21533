import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { App, Fn, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { DataPerimeter, EndpointCatalog, NetworkAddresses, NetworkHub, SecureNetwork, SharedEndpoints, SubnetTier } from '../../src';
import { zonesOf } from '../zones-of';

const SPOKES = ['10.64.0.0/12'];

function shared(scope: Construct, id: string, sharedWith?: string[], spokes = SPOKES): SharedEndpoints {
  const network = new SecureNetwork(scope, `${id}Network`, {
    availabilityZones: zonesOf(scope), addresses: NetworkAddresses.block('10.0.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT], endpoints: [EndpointCatalog.TRAINING],
    endpointClients: SPOKES, perimeter: new DataPerimeter({ trustedAccounts: ['111111111111', '222222222222'] }),
  });
  return new SharedEndpoints(scope, id, { hub: new NetworkHub(scope, `${id}Hub`), network, spokes, sharedWith });
}

describeConstruct('SharedEndpoints', {
  'for its own account': (scope, id) => shared(scope, id),
  'for others': (scope, id) => shared(scope, id, ['111111111111', '222222222222']),
});

describe('shared endpoints', () => {
  const { template } = synthesize((stack) => shared(stack, 'Endpoints', ['111111111111']));

  test('every interface endpoint gives its name to the profile', () => {
    const arns = Object.values(template.findResources('AWS::Route53Profiles::ProfileResourceAssociation')).map(({ Properties }) => Properties.ResourceArn['Fn::Join'][1].at(-1).Ref).sort();
    const endpoints = Object.keys(template.findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: 'Interface', PrivateDnsEnabled: true } })).sort();
    expect(arns).toEqual(endpoints);
    expect(endpoints).toHaveLength(EndpointCatalog.TRAINING.entries.length);
  });

  test('the profile is shared within the organisation', () => {
    template.hasResourceProperties('AWS::RAM::ResourceShare', { AllowExternalPrincipals: false, Principals: ['111111111111'], ResourceArns: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^EndpointsProfile'), 'Arn'] }] });
  });

  test('spokes reach them by HTTPS, past the security group and the network ACL, and get their answers', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', { GroupDescription: 'Interface endpoints', SecurityGroupIngress: [Match.objectLike({ CidrIp: SPOKES[0], FromPort: 443, ToPort: 443 })] });
    for (const [Egress, From, To] of [[false, 443, 443], [true, 1024, 65535]]) template.hasResourceProperties('AWS::EC2::NetworkAclEntry', { CidrBlock: SPOKES[0], Egress, PortRange: { From, To }, RuleAction: 'allow' });
    const back = Object.values(template.findResources('AWS::EC2::Route', { Properties: { DestinationCidrBlock: SPOKES[0] } })).map(({ Properties }) => /Vpc(\w+?)Subnet\d/.exec(Properties.RouteTableId.Ref)?.[1]);
    expect(back).toEqual(['Endpoint', 'Endpoint']);
  });
});

test('blocks and accounts that are none are told at once', () => {
  expect(() => synthesize((stack) => shared(stack, 'Endpoints', ['12'], ['spokes']))).toThrow(/Endpoints: 3 problem\(s\)[^]*spokes\[0\] is "spokes"[^]*sharedWith\[0\] is "12"[^]*spokes is \["spokes"\]: whom the hub leads/);
});

test('a network without subnets for endpoints and attachment has nothing to share', () => {
  const bare = (scope: Construct) => new SecureNetwork(scope, 'Network', { availabilityZones: zonesOf(scope), tiers: [SubnetTier.ISOLATED] });
  expect(() => synthesize((stack) => new SharedEndpoints(stack, 'Endpoints', { hub: new NetworkHub(stack, 'Hub'), network: bare(stack), spokes: [] }))).toThrow('network is ["Endpoint","Transit"]: it has subnets for its endpoints and for its attachment');
});

describe('those with whom the names are shared', () => {
  const withTrust = (sharedWith: string[], perimeter?: DataPerimeter, account?: string) => () => {
    const stack = new Stack(new App(), 'Stack', account ? { env: { account, region: 'eu-west-1' } } : {});
    const network = new SecureNetwork(stack, 'Network', {
      availabilityZones: zonesOf(stack), addresses: NetworkAddresses.block('10.0.0.0/20'), tiers: [SubnetTier.ISOLATED, SubnetTier.ENDPOINT, SubnetTier.TRANSIT], endpoints: [], endpointClients: SPOKES, perimeter,
    });
    return new SharedEndpoints(stack, 'Endpoints', { hub: new NetworkHub(stack, 'Hub'), network, spokes: SPOKES, sharedWith });
  };
  const ORGANIZATION = 'arn:aws:organizations::999999999999:organization/o-abcdefghij';
  const UNIT = 'arn:aws:organizations::999999999999:ou/o-abcdefghij/ou-ab12-34567890';
  const [ONE, OTHER] = ['111111111111', '222222222222'];
  const accounts = (...trustedAccounts: string[]) => new DataPerimeter({ trustedAccounts });
  const organization = new DataPerimeter({ trustedAccounts: [], organizationId: 'o-abcdefghij' });

  test.each<[string, string[], DataPerimeter | undefined, string, string | undefined]>([
    ['an account where only the own one is trusted', [ONE], undefined, `sharedWith is ["${ONE}"]: whoever reaches the endpoints is trusted by their policies, which trust ["the network's own account"] only. Name them in the perimeter`, undefined],
    ['an account where others are trusted', [ONE, OTHER], accounts(ONE), `sharedWith is ["${OTHER}"]: whoever reaches the endpoints is trusted by their policies, which trust ["${ONE}"] only`, undefined],
    ['an account where only the own one, which is known, is trusted', [ONE, OTHER], undefined, `sharedWith is ["${OTHER}"]: whoever reaches the endpoints is trusted by their policies, which trust ["${ONE}"] only`, ONE],
    ['the organisation where accounts are trusted', [ORGANIZATION], accounts(ONE, OTHER), `sharedWith is ["${ORGANIZATION}"]`, undefined],
    ['a unit of another organisation', [UNIT.replace('o-abcdefghij', 'o-klmnopqrst')], organization, 'which trust ["o-abcdefghij"] only', undefined],
  ])('%s are trusted, or it is an error: %j', (_, sharedWith, perimeter, message, account) => {
    expect(withTrust(sharedWith, perimeter, account)).toThrow(message);
  });

  test.each<[string, string[], DataPerimeter]>([
    ['trusted accounts', [ONE, OTHER], accounts(OTHER, ONE)],
    ['an organisation, its units and its accounts', [ORGANIZATION, UNIT, ONE], organization],
    ['a token', [Fn.importValue('account')], accounts(ONE)],
    ['whom a token may name', [ONE], accounts(Fn.importValue('account'))],
    ['whom an organisation that is a token may have', [ORGANIZATION], new DataPerimeter({ trustedAccounts: [], organizationId: Fn.importValue('organization') })],
  ])('%s pass', (_, sharedWith, perimeter) => {
    expect(withTrust(sharedWith, perimeter)).not.toThrow();
  });
});
