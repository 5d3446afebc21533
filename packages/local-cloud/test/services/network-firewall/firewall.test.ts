import { CloudFormationClient, CreateStackCommand, DescribeStackEventsCommand, UpdateStackCommand, waitUntilStackCreateComplete, waitUntilStackUpdateComplete } from '@aws-sdk/client-cloudformation';
import { DescribeRouteTablesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ACCOUNT, CloudUnderTest } from '../codebuild/cloud-under-test';

let cloud: CloudUnderTest;
let ec2: EC2Client;
let formation: CloudFormationClient;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  ec2 = cloud.client(EC2Client);
  formation = cloud.client(CloudFormationClient);
});
afterAll(() => cloud.stop());

const WAITING = { maxWaitTime: 60, minDelay: 0.1, maxDelay: 0.2 };
const ref = (id: string) => ({ Ref: id });
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
const subnet = (CidrBlock: string, AvailabilityZone: string) => ({ Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Vpc'), CidrBlock, AvailabilityZone } });
/** As templates find the endpoint of a zone, for the list has no order. */
const endpointIn = (zone: string) => ({ 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::Select': [1, { 'Fn::Split': [`${zone}:`, { 'Fn::Join': [',', attribute('Firewall', 'EndpointIds')] }] }] }] }] });

const template = (subnets: readonly string[]) => JSON.stringify({
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    One: subnet('10.0.1.0/24', 'eu-west-1a'),
    Two: subnet('10.0.2.0/24', 'eu-west-1b'),
    Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
    Rules: { Type: 'AWS::NetworkFirewall::RuleGroup', Properties: { RuleGroupName: 'domains', Type: 'STATEFUL', Capacity: 100, RuleGroup: { RulesSource: { RulesSourceList: { Targets: ['pypi.org'], TargetTypes: ['TLS_SNI'], GeneratedRulesType: 'ALLOWLIST' } } } } },
    Policy: { Type: 'AWS::NetworkFirewall::FirewallPolicy', Properties: { FirewallPolicyName: 'policy', FirewallPolicy: { StatefulRuleGroupReferences: [{ ResourceArn: attribute('Rules', 'RuleGroupArn') }], StatelessDefaultActions: ['aws:forward_to_sfe'], StatelessFragmentDefaultActions: ['aws:drop'] } } },
    Firewall: { Type: 'AWS::NetworkFirewall::Firewall', Properties: { FirewallName: 'wall', VpcId: ref('Vpc'), FirewallPolicyArn: attribute('Policy', 'FirewallPolicyArn'), SubnetMappings: subnets.map((id) => ({ SubnetId: id.startsWith('subnet-') ? id : ref(id) })) } },
    Logging: { Type: 'AWS::NetworkFirewall::LoggingConfiguration', Properties: { FirewallArn: ref('Firewall'), LoggingConfiguration: { LogDestinationConfigs: [{ LogType: 'ALERT', LogDestinationType: 'CloudWatchLogs', LogDestination: { logGroup: 'alerts' } }] } } },
    Out: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: ref('Table'), DestinationCidrBlock: '0.0.0.0/0', VpcEndpointId: endpointIn('eu-west-1b') } },
  },
  Outputs: {
    Endpoints: { Value: { 'Fn::Join': [',', attribute('Firewall', 'EndpointIds')] } }, Table: { Value: ref('Table') },
    Firewall: { Value: ref('Firewall') }, Policy: { Value: ref('Policy') }, Rules: { Value: ref('Rules') }, Logging: { Value: ref('Logging') }, Id: { Value: attribute('Firewall', 'FirewallId') },
  },
});

async function outputsOf(done: Promise<{ readonly reason?: any }>): Promise<Record<string, string>> {
  return Object.fromEntries((await done).reason.Stacks[0].Outputs.map(({ OutputKey, OutputValue }: { OutputKey: string; OutputValue: string }) => [OutputKey, OutputValue]));
}

async function create(StackName: string, ...subnets: string[]) {
  await formation.send(new CreateStackCommand({ StackName, TemplateBody: template(subnets) }));
  return outputsOf(waitUntilStackCreateComplete({ client: formation, ...WAITING }, { StackName }));
}

test('a firewall has an endpoint in each zone of its subnets, to which routes lead, and keeps them when it is updated', async () => {
  const made = await create('wall', 'One', 'Two');
  const endpoints = made.Endpoints.split(',');
  expect(endpoints.map((one) => one.split(':')[0])).toEqual(['eu-west-1a', 'eu-west-1b']);
  for (const one of endpoints) expect(one).toMatch(/^eu-west-1[ab]:vpce-[0-9a-f]{17}$/);
  expect(new Set(endpoints.map((one) => one.split(':')[1])).size).toBe(2);
  const { RouteTables: [table] = [] } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [made.Table] }));
  const out = table.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
  expect(JSON.stringify(out)).toContain(endpoints[1].split(':')[1]);
  await formation.send(new UpdateStackCommand({ StackName: 'wall', TemplateBody: template(['Two', 'One']) }));
  expect((await outputsOf(waitUntilStackUpdateComplete({ client: formation, ...WAITING }, { StackName: 'wall' }))).Endpoints).toBe([...endpoints].reverse().join(','));
});

test('its parts have ARNs for names', async () => {
  const made = await create('named', 'Two');
  const arn = (rest: string) => `arn:aws:network-firewall:eu-west-1:${ACCOUNT}:${rest}`;
  expect(made).toMatchObject({ Firewall: arn('firewall/wall'), Logging: arn('firewall/wall'), Policy: arn('firewall-policy/policy'), Rules: arn('stateful-rulegroup/domains') });
  expect(made.Id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('a subnet that the VPC has not fails it', async () => {
  await formation.send(new CreateStackCommand({ StackName: 'stray', TemplateBody: template(['subnet-01234567']) }));
  await expect(waitUntilStackCreateComplete({ client: formation, ...WAITING }, { StackName: 'stray' })).rejects.toThrow();
  const { StackEvents = [] } = await formation.send(new DescribeStackEventsCommand({ StackName: 'stray' }));
  expect(StackEvents.map(({ ResourceStatusReason }) => ResourceStatusReason)).toContainEqual(expect.stringMatching(/vpc-\w+ of the firewall wall has no subnet subnet-01234567/));
});
