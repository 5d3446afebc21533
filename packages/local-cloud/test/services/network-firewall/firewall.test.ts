import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import { ACCOUNT } from '../codebuild/cloud-under-test';
import { attribute, DeployedNetworks, ref, subnet, vpc } from '../ec2/deployed-networks';

let networks: DeployedNetworks;

beforeAll(async () => { networks = await DeployedNetworks.start(); });
afterAll(() => networks.stop());

/** As templates find the endpoint of a zone, for the list has no order. */
const endpointIn = (zone: string) => ({ 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::Select': [1, { 'Fn::Split': [`${zone}:`, { 'Fn::Join': [',', attribute('Firewall', 'EndpointIds')] }] }] }] }] });

const wall = (...subnets: readonly string[]) => ({
  Vpc: vpc(),
  One: subnet('10.0.1.0/24', 'eu-west-1a'),
  Two: subnet('10.0.2.0/24', 'eu-west-1b'),
  Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
  Rules: { Type: 'AWS::NetworkFirewall::RuleGroup', Properties: { RuleGroupName: 'domains', Type: 'STATEFUL', Capacity: 100, RuleGroup: { RulesSource: { RulesSourceList: { Targets: ['pypi.org'], TargetTypes: ['TLS_SNI'], GeneratedRulesType: 'ALLOWLIST' } } } } },
  Policy: { Type: 'AWS::NetworkFirewall::FirewallPolicy', Properties: { FirewallPolicyName: 'policy', FirewallPolicy: { StatefulRuleGroupReferences: [{ ResourceArn: attribute('Rules', 'RuleGroupArn') }], StatelessDefaultActions: ['aws:forward_to_sfe'], StatelessFragmentDefaultActions: ['aws:drop'] } } },
  Firewall: { Type: 'AWS::NetworkFirewall::Firewall', Properties: { FirewallName: 'wall', VpcId: ref('Vpc'), FirewallPolicyArn: attribute('Policy', 'FirewallPolicyArn'), SubnetMappings: subnets.map((id) => ({ SubnetId: id.startsWith('subnet-') ? id : ref(id) })) } },
  Logging: { Type: 'AWS::NetworkFirewall::LoggingConfiguration', Properties: { FirewallArn: ref('Firewall'), LoggingConfiguration: { LogDestinationConfigs: [{ LogType: 'ALERT', LogDestinationType: 'CloudWatchLogs', LogDestination: { logGroup: 'alerts' } }] } } },
  Out: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: ref('Table'), DestinationCidrBlock: '0.0.0.0/0', VpcEndpointId: endpointIn('eu-west-1b') } },
});
const VALUES = { Endpoints: { 'Fn::Join': [',', attribute('Firewall', 'EndpointIds')] }, Id: attribute('Firewall', 'FirewallId') };

test('a firewall has an endpoint in each zone of its subnets, to which routes lead, and keeps them when it is updated', async () => {
  const made = await networks.create('wall', wall('One', 'Two'), VALUES);
  const endpoints = made.Endpoints.split(',');
  expect(endpoints.map((one) => one.split(':')[0])).toEqual(['eu-west-1a', 'eu-west-1b']);
  for (const one of endpoints) expect(one).toMatch(/^eu-west-1[ab]:vpce-[0-9a-f]{17}$/);
  expect(new Set(endpoints.map((one) => one.split(':')[1])).size).toBe(2);
  const { RouteTables: [table] = [] } = await networks.ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [made.Table] }));
  const out = table.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
  expect(JSON.stringify(out)).toContain(endpoints[1].split(':')[1]);
  expect((await networks.update('wall', wall('Two', 'One'), VALUES)).Endpoints).toBe([...endpoints].reverse().join(','));
});

test('its parts have ARNs for names', async () => {
  const made = await networks.create('named', wall('Two'), VALUES);
  const arn = (rest: string) => `arn:aws:network-firewall:eu-west-1:${ACCOUNT}:${rest}`;
  expect(made).toMatchObject({ Firewall: arn('firewall/wall'), Logging: arn('firewall/wall'), Policy: arn('firewall-policy/policy'), Rules: arn('stateful-rulegroup/domains') });
  expect(made.Id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('a subnet that the VPC has not fails it', async () => {
  expect(await networks.failure('stray', wall('subnet-01234567'))).toMatch(/vpc-\w+ of the firewall wall has no subnet subnet-01234567/);
});
