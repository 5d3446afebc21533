import { synthesize } from '@mlops-foundation/test-kit';
import { NetworkAddresses, NetworkEgress, SecureNetwork, type SecureNetworkProps, SubnetTier } from '../../../src';

/** Rules as `tier direction peer ports`, and which tier each list is for. */
function rulesOf(props: Partial<SecureNetworkProps>): string[] {
  const { template } = synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], addresses: NetworkAddresses.block('10.0.0.0/20'), ...props }));
  const associations = Object.values(template.findResources('AWS::EC2::SubnetNetworkAclAssociation')).map(({ Properties }) => [Properties.NetworkAclId.Ref, /Vpc(\w+?)Subnet/.exec(Properties.SubnetId.Ref)?.[1]]);
  return Object.values(template.findResources('AWS::EC2::NetworkAclEntry')).map(({ Properties: { NetworkAclId, Egress, CidrBlock, PortRange, Protocol, RuleAction } }) => {
    const tiers = [...new Set(associations.filter(([acl]) => acl === NetworkAclId.Ref).map(([, tier]) => tier))].join('+');
    const peer = typeof CidrBlock === 'string' ? CidrBlock : 'network';
    return `${tiers} ${RuleAction} ${Egress ? 'to' : 'from'} ${peer} ${Protocol === -1 ? 'all' : `${PortRange.From}-${PortRange.To}`}`;
  }).sort();
}

const ENDPOINT = ['Endpoint allow from network 443-443', 'Endpoint allow to network 1024-65535'];
const ISOLATED = ['Isolated allow from 0.0.0.0/0 1024-3388', 'Isolated allow from 0.0.0.0/0 3390-65535', 'Isolated allow from network all', 'Isolated allow to 0.0.0.0/0 443-443', 'Isolated allow to network all'];

test('endpoints are asked by HTTPS and answer; workloads speak with the network and ask anyone by HTTPS', () => {
  expect(rulesOf({})).toEqual([...ENDPOINT, ...ISOLATED]);
});

test('with a way out HTTP is one too, in every tier on it', () => {
  const web = (tier: string) => [...ISOLATED, 'Isolated allow to 0.0.0.0/0 80-80'].map((rule) => rule.replace('Isolated', tier));
  expect(rulesOf({ egress: NetworkEgress.inspected({ allowedDomains: ['pypi.org'] }) })).toEqual([...web('Egress'), ...ENDPOINT, ...web('Inspection'), ...web('Isolated')].sort());
});

test('an attachment to a transit gateway has no list that narrows it', () => {
  expect(rulesOf({ tiers: [SubnetTier.ISOLATED, SubnetTier.TRANSIT] })).toEqual([...ISOLATED, 'Transit allow from 0.0.0.0/0 all', 'Transit allow to 0.0.0.0/0 all']);
});

test('workloads with a block of their own belong to the network', () => {
  const own = rulesOf({ addresses: NetworkAddresses.withWorkloads('10.0.0.0/20', '100.64.0.0/18') }).filter((rule) => rule.includes('100.64.0.0/18'));
  expect(own).toEqual(['Endpoint allow from 100.64.0.0/18 443-443', 'Endpoint allow to 100.64.0.0/18 1024-65535', 'Isolated allow from 100.64.0.0/18 all', 'Isolated allow to 100.64.0.0/18 all']);
});
