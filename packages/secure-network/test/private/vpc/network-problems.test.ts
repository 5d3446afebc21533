import { Fn, Lazy } from 'aws-cdk-lib';
import { DataPerimeter, NetworkAddresses, NetworkDns, NetworkEgress, NetworkIpv6, type SecureNetworkProps, SubnetTier } from '../../../src';
import { networkProblems } from '../../../src/private/vpc/network-problems';

const zones = ['eu-west-1a', 'eu-west-1b'];
const FIVE = ['a', 'b', 'c', 'd', 'e'].map((letter) => `eu-west-1${letter}`);
const later = Lazy.string({ produce: () => 'later' });
const { ISOLATED, ENDPOINT, TRANSIT, EGRESS } = SubnetTier;
const block = (cidr: string) => ({ addresses: NetworkAddresses.block(cidr) });
const inspected = (...allowedDomains: string[]) => ({ egress: NetworkEgress.inspected({ allowedDomains }) });

test.each<[string, Partial<SecureNetworkProps>, string, unknown, string, string]>([
  ['no zone', { availabilityZones: [] }, 'availabilityZones', [], 'one to 4 zones', 'Name two'],
  ['five zones', { availabilityZones: FIVE }, 'availabilityZones', FIVE, 'one to 4 zones', 'Name two'],
  ['a zone twice', { availabilityZones: ['eu-west-1a', 'eu-west-1a'] }, 'availabilityZones', ['eu-west-1a'], 'named once', 'Remove the repeated'],
  ['a list of zones that is a token', { availabilityZones: Fn.getAzs() }, 'availabilityZones', 'a token', 'known at synthesis', 'Fn.select(0, Fn.getAzs())'],
  ['a zone without a name before a firewall', { availabilityZones: [Fn.select(0, Fn.getAzs())], ...inspected('pypi.org') }, 'availabilityZones', 'a token', 'by the name of its zone', 'eu-west-1a'],
  ['a zone of another region', { availabilityZones: ['eu-west-1a', 'eu-central-1b'] }, 'availabilityZones', ['eu-central-1b'], 'of the stack\'s region, eu-west-1', 'eu-west-1a'],
  ['a block that is too large', block('10.0.0.0/8'), 'addresses.cidr', '10.0.0.0/8', '/16 to /24', '10.0.0.0/16'],
  ['a block that is too small', block('10.0.0.0/28'), 'addresses.cidr', '10.0.0.0/28', '/16 to /24', '10.0.0.0/16'],
  ['a block that is too small for its tiers', { ...block('10.0.0.0/24'), tiers: [ISOLATED, TRANSIT] }, 'addresses.cidr', '10.0.0.0/24', '/16 to /22', '10.0.0.0/16'],
  ['a block that is too small for its egress', { ...block('10.0.0.0/23'), ...inspected('pypi.org') }, 'addresses.cidr', '10.0.0.0/23', '/16 to /22', '10.0.0.0/16'],
  ['a block of IPv6', block('2001:db8::/56'), 'addresses.cidr', '2001:db8::/56', 'IPv4', '10.0.0.0/16'],
  ['a block that is a token', block(later), 'addresses.cidr', 'a token', 'at synthesis', '10.0.0.0/16'],
  ['workloads among the rest', { addresses: NetworkAddresses.withWorkloads('10.0.0.0/20', '10.0.8.0/21') }, 'addresses.workloadCidr', '10.0.8.0/21', 'overlaps addresses.cidr, 10.0.0.0/20', 'share no address'],
  ['few workloads', { addresses: NetworkAddresses.withWorkloads('10.0.0.0/20', '100.64.0.0/27') }, 'addresses.workloadCidr', '100.64.0.0/27', '/16 to /26', '10.0.0.0/16'],
  ['a small block of IPAM', { addresses: NetworkAddresses.fromIpam({ poolId: 'ipam-pool-1', netmaskLength: 26 }) }, 'addresses.netmaskLength', 26, '/16 to /24', 'Take 20'],
  ['addresses of the internet', block('8.8.0.0/16'), 'addresses.cidr', '8.8.0.0/16', 'somebody\'s on the internet', 'a block of these'],
  ['addresses that AWS uses inside', block('172.17.0.0/16'), 'addresses.cidr', '172.17.0.0/16', 'used by services of AWS', 'beside it'],
  ['workloads of a range that does not go with the network\'s', { addresses: NetworkAddresses.withWorkloads('10.0.0.0/20', '192.168.0.0/18') }, 'addresses.workloadCidr', '192.168.0.0/18', 'the same range or of 100.64.0.0/10', '100.64.0.0/10'],
  ['clients of endpoints among workloads', { tiers: [ISOLATED], endpointClients: ['10.64.0.0/12'] }, 'endpointClients', ['10.64.0.0/12'], 'never among workloads', 'SubnetTier.ENDPOINT'],
  ['more clients than a list has room for', { endpointClients: Array.from({ length: 19 }, (_, index) => `10.${index}.0.0/16`) }, 'endpointClients', 19, 'room for 18', 'supernets'],
  ['everybody as a client', { endpointClients: ['0.0.0.0/0'] }, 'endpointClients[0]', '0.0.0.0/0', 'private addresses', 'choose an egress'],
  ['clients with IPv6 addresses', { endpointClients: ['2001:db8::/32'] }, 'endpointClients[0]', '2001:db8::/32', 'an IPv4 block', '10.64.0.0/12'],
  ['more clients than a list has room for beside IPv6', { ipv6: NetworkIpv6.amazonProvided(), endpointClients: Array.from({ length: 18 }, (_, index) => `10.${index}.0.0/16`) }, 'endpointClients', 18, 'room for 17', 'supernets'],
  ['IPv6 with a way out', { ipv6: NetworkIpv6.amazonProvided(), ...inspected('pypi.org') }, 'egress', 'inspected', 'no egress leads IPv6 packets out', 'NetworkEgress.none()'],
  ['a pool of IPv6 addresses that is none', { ipv6: NetworkIpv6.fromIpam('2001:db8::/32') }, 'ipv6.ipamPoolId', '2001:db8::/32', 'ipam-pool-', 'Copy it from IPAM'],
  ['no tier for workloads', { tiers: [ENDPOINT] }, 'tiers', [ENDPOINT], 'workloads have a tier', 'SubnetTier.ISOLATED'],
  ['a way out without an egress', { tiers: [ISOLATED, EGRESS] }, 'tiers', [EGRESS], 'comes with an egress', 'NetworkEgress.inspected'],
  ['an egress to nowhere', inspected(), 'egress.allowedDomains', [], 'one domain at least', 'NetworkEgress.none()'],
  ['a domain with a scheme', inspected('pypi.org', 'https://pypi.org/simple'), 'egress.allowedDomains[1]', 'https://pypi.org/simple', 'without a scheme', 'Write pypi.org'],
  ['a domain as the resolver writes it', inspected('*.pypi.org'), 'egress.allowedDomains[0]', '*.pypi.org', '.pypi.org stands for all names below', 'Write .pypi.org'],
  ['a domain as the firewall writes it', { dns: NetworkDns.closed({ allowedDomains: ['.corp.example'] }) }, 'dns.allowedDomains[0]', '.corp.example', '*.corp.example stands', 'Write *.corp.example'],
  ['every domain', { dns: NetworkDns.closed({ allowedDomains: ['*'] }) }, 'dns.allowedDomains[0]', '*', 'a domain of letters', 'example.com'],
  ['an account that lost its zero', { perimeter: new DataPerimeter({ trustedAccounts: ['111111111111', '12345678901'] }) }, 'perimeter.trustedAccounts[1]', '12345678901', '12 digits', 'leading zeros'],
  ['a perimeter that trusts nobody', { perimeter: new DataPerimeter({ trustedAccounts: [] }) }, 'perimeter.trustedAccounts', [], 'somebody is trusted', 'organizationId'],
  ['an organisation\'s name', { perimeter: new DataPerimeter({ trustedAccounts: [], organizationId: 'acme' }) }, 'perimeter.organizationId', 'acme', 'id is o-', 'AWS Organizations'],
])('%s is refused', (_, props, prop, value, rule, remedy) => {
  expect(networkProblems({ availabilityZones: zones, ...props }, 'eu-west-1')).toEqual([{ prop, value, rule: expect.stringContaining(rule), remedy: expect.stringContaining(remedy) }]);
});

test.each<[string, Partial<SecureNetworkProps>]>([
  ['two zones', {}],
  ['one zone', { availabilityZones: ['eu-west-1a'] }],
  ['zones that are tokens, one by one', { availabilityZones: [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())] }],
  ['the largest block', block('10.0.0.0/16')],
  ['the smallest block', block('10.0.0.0/24')],
  ['the smallest block of every tier', { ...block('10.0.0.0/22'), tiers: [ISOLATED, ENDPOINT, TRANSIT], ...inspected('pypi.org') }],
  ['a pool of IPAM that is a token', { addresses: NetworkAddresses.fromIpam({ poolId: later, netmaskLength: 20 }) }],
  ['IPv6 of a pool that is a token', { ipv6: NetworkIpv6.fromIpam(later), egress: NetworkEgress.none() }],
  ['as many clients as there is room for beside IPv6', { ipv6: NetworkIpv6.amazonProvided(), endpointClients: Array.from({ length: 17 }, (_, index) => `10.${index}.0.0/16`) }],
  ['domains that are tokens', { ...inspected(later), dns: NetworkDns.closed({ allowedDomains: [later] }) }],
  ['domains and all below them', { ...inspected('pypi.org', '.pythonhosted.org'), dns: NetworkDns.closed({ allowedDomains: ['example.com', '*.corp.example.com'] }) }],
  ['accounts and an organisation that are tokens', { perimeter: new DataPerimeter({ trustedAccounts: [later], organizationId: later }) }],
  ['an organisation without accounts', { perimeter: new DataPerimeter({ trustedAccounts: [], organizationId: 'o-abcdefghij' }) }],
])('%s passes', (_, props) => {
  expect(networkProblems({ availabilityZones: zones, ...props }, 'eu-west-1')).toEqual([]);
});
