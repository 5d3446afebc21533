import { Fn, Lazy } from 'aws-cdk-lib';
import { DataPerimeter } from '../../src';
import { networkProblems } from '../../src/private/network-problems';

const zones = ['eu-west-1a', 'eu-west-1b'];
const later = Lazy.string({ produce: () => 'later' });

test.each([
  ['one zone', { availabilityZones: ['eu-west-1a'] }, 'availabilityZones', ['eu-west-1a'], 'spans two zones', 'Name another zone'],
  ['a zone twice', { availabilityZones: ['eu-west-1a', 'eu-west-1a'] }, 'availabilityZones', ['eu-west-1a'], 'named once', 'Remove the repeated'],
  ['a list of zones that is a token', { availabilityZones: Fn.getAzs() }, 'availabilityZones', 'a token', 'known at synthesis', 'Fn.select(0, Fn.getAzs())'],
  ['a block that is too large', { availabilityZones: zones, cidr: '10.0.0.0/8' }, 'cidr', '10.0.0.0/8', '/16 to /24', '10.20.0.0/16'],
  ['a block that is too small', { availabilityZones: zones, cidr: '10.0.0.0/28' }, 'cidr', '10.0.0.0/28', '/16 to /24', '10.20.0.0/16'],
  ['an address that does not exist', { availabilityZones: zones, cidr: '10.0.0.256/16' }, 'cidr', '10.0.0.256/16', 'IPv4 block', '10.20.0.0/16'],
  ['a text that is no block', { availabilityZones: zones, cidr: 'large' }, 'cidr', 'large', 'CIDR notation', '10.20.0.0/16'],
  ['a block that is a token', { availabilityZones: zones, cidr: later }, 'cidr', 'a token', 'at synthesis', '10.20.0.0/16'],
  ['an account that lost its zero', { availabilityZones: zones, perimeter: new DataPerimeter({ trustedAccounts: ['111111111111', '12345678901'] }) }, 'perimeter.trustedAccounts[1]', '12345678901', '12 digits', 'Quote the whole id'],
  ['a perimeter that trusts nobody', { availabilityZones: zones, perimeter: new DataPerimeter({ trustedAccounts: [] }) }, 'perimeter.trustedAccounts', [], 'somebody is trusted', 'organizationId'],
  ['an organisation\'s name', { availabilityZones: zones, perimeter: new DataPerimeter({ trustedAccounts: [], organizationId: 'acme' }) }, 'perimeter.organizationId', 'acme', 'id is o-', 'AWS Organizations'],
])('%s is refused', (_, props, prop, value, rule, remedy) => {
  expect(networkProblems(props)).toEqual([{ prop, value, rule: expect.stringContaining(rule), remedy: expect.stringContaining(remedy) }]);
});

test.each([
  ['two zones', { availabilityZones: zones }],
  ['zones that are tokens, one by one', { availabilityZones: [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())] }],
  ['the largest block', { availabilityZones: zones, cidr: '10.0.0.0/16' }],
  ['the smallest block', { availabilityZones: zones, cidr: '10.0.0.0/24' }],
  ['accounts and an organisation that are tokens', { availabilityZones: zones, perimeter: new DataPerimeter({ trustedAccounts: [later], organizationId: later }) }],
  ['an organisation without accounts', { availabilityZones: zones, perimeter: new DataPerimeter({ trustedAccounts: [], organizationId: 'o-abcdefghij' }) }],
])('%s passes', (_, props) => {
  expect(networkProblems(props)).toEqual([]);
});
