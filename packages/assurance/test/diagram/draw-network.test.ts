import { drawNetwork } from '../../src';
import { faultsOf, routesOf, wordsOf } from './faults-of';
import { APPS, assemblyOf } from './pictured';
import { wellFormed } from './well-formed';

const assemblies = new Map(Object.keys(APPS).map((name) => [name, assemblyOf(name)]));
const named = (name: string) => assemblies.get(name)!;

test.each([...assemblies])('%s: the same each time, well formed, no words upon words, every subnet once', (_, assembly) => {
  expect(faultsOf(assembly)).toEqual([]);
});

test('what only the deployment knows is shown as the template says it', () => {
  const assembly = named('resources by hand');
  const svg = drawNetwork(assembly);
  const words = wordsOf(assembly);
  expect(words).toEqual(expect.arrayContaining(['Ref Block', 'Fn::Select 2 of Fn::Cidr', 'zone 1 of the region', 'zone that AWS chooses', 'Main route', 'no flow logs', 'What the templates do not decide']));
  expect(words).toEqual(expect.arrayContaining(['Target not read', 'Ref Appliance', 'not in these templates', 'VPC not read']));
  expect(svg).toContain('<title>ByHand: R&amp;D &lt;&quot;old&quot;&gt; network</title>');
  expect(svg).toContain('Back1WithAVeryLongNameThatFitsIntoNoCellOfAnyPictureThatAnybodyWouldWantToLookAt');
});

test('routes are told by where they lead, and where they cross zones', () => {
  expect(routesOf(named('resources by hand'))).toEqual(expect.arrayContaining([
    'Leads to NAT gateway, peering, transit gateway: 0.0.0.0/0 → Leads to internet gateway (across zones)', 'Leads to internet gateway: 0.0.0.0/0 → Internet gateway Gateway',
    'Leads to NAT gateway, peering, transit gateway: Ref Other → Peering Peering', 'Leads to NAT gateway, peering, transit gateway: 192.168.0.0/16 → Target not read Ref Appliance',
  ]));
  expect(routesOf(named('the VPC of aws-cdk'))).toEqual(['App: 0.0.0.0/0 → Public', expect.stringMatching(/^Public: 0\.0\.0\.0\/0 → Internet gateway /)]);
});

test('a network that is only named is drawn with what is known of it', () => {
  expect(wordsOf(named('a function in subnets that are named only'))).toEqual(expect.arrayContaining(['VPC a VPC that is not named', 'subnet-0a1b2c3e', 'zone not given', 'block not in these templates']));
  expect(wordsOf(named('nothing of a network'))).toContain('No network is made or named by these templates.');
});

test.each([
  ['a tag that is not closed', '<svg><g></svg>'], ['an attribute without quotes', '<svg><g a=b/></svg>'], ['an attribute twice', '<svg a="1" a="2"></svg>'], ['an ampersand', '<svg>a & b</svg>'],
  ['a bare angle', '<svg>a < b</svg>'], ['a letter that is none', '<svg>\u0007</svg>'],
])('the check of pictures finds %s', (_, text) => {
  expect(wellFormed(text)).not.toEqual([]);
});
