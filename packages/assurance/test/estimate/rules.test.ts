import { estimateCost } from '../../src';
import { RULES } from '../../src/estimate/rules';
import { resources, templateAssembly } from './assembly-of';
import { tableOf } from './prices';

type Properties = Readonly<Record<string, unknown>>;

const prices = tableOf(1, { 'sagemaker-hosting/ml.m5.large': 0.115, 'sagemaker-hosting/ml.m5.xlarge': 0.23 });
const estimate = (...all: [string, Properties?][]) => estimateCost(templateAssembly(resources(...all)), { prices });
const bill = (...all: [string, Properties?][]) => estimate(...all).lines.map(({ what, quantity }) => [what, quantity]);

test('every rule names the page of AWS that it is from', () => {
  expect(Object.entries(RULES).filter(([, { page }]) => !page.startsWith('https://aws.amazon.com/')).map(([type]) => type)).toEqual([]);
});

test.each<[string, Properties, unknown[]]>([
  ['AWS::EC2::VPCEndpoint', {}, []],
  ['AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' }, []],
  ['AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', SubnetIds: ['a', 'b'] }, [['interface endpoint in a zone', 1460]]],
  ['AWS::EC2::VPCEndpoint', { VpcEndpointType: 'GatewayLoadBalancer', SubnetIds: ['a'] }, [['gateway load balancer endpoint in a zone', 730]]],
  ['AWS::NetworkFirewall::Firewall', { SubnetMappings: [{ SubnetId: 'a' }, { SubnetId: 'b' }] }, [['Network Firewall endpoint in a zone', 1460]]],
  ['AWS::Route53Resolver::ResolverEndpoint', { IpAddresses: [{}, {}] }, [['Route 53 Resolver endpoint address', 1460]]],
  ['AWS::Route53Resolver::FirewallDomainList', { Domains: ['a.example', 'b.example'] }, [['domain in a DNS Firewall list of yours', 2]]],
  ['AWS::EC2::TransitGatewayVpcAttachment', {}, [['transit gateway attachment', 730]]],
  ['AWS::KMS::ReplicaKey', {}, [['KMS key', 1]]],
  ['AWS::SSM::Parameter', {}, []],
  ['AWS::SSM::Parameter', { Tier: 'Advanced' }, [['advanced parameter', 1]]],
  ['AWS::CodePipeline::Pipeline', {}, [['active pipeline (V1)', 1]]],
  ['AWS::CodePipeline::Pipeline', { PipelineType: 'V2' }, []],
  ['AWS::CloudWatch::Alarm', { Period: 300 }, [['metric of an alarm', 1]]],
  ['AWS::CloudWatch::Alarm', { Period: 10 }, [['metric of a high-resolution alarm', 1]]],
  ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'a/b' }, { MetricStat: { Period: 60 } }, { MetricStat: { Period: 60 } }] }, [['metric of an alarm', 2]]],
  ['AWS::CloudWatch::Alarm', { ThresholdMetricId: 'band', Metrics: [{ Expression: 'ANOMALY_DETECTION_BAND(m)' }, { MetricStat: { Period: 60 } }] }, [['metric of an alarm', 3]]],
  ['AWS::CloudWatch::CompositeAlarm', {}, [['composite alarm', 1]]],
])('%s with %j costs what AWS bills for it', (type, properties, expected) => {
  expect(bill([type, properties])).toEqual(expected);
  expect(estimate([type, properties]).unpriced).toEqual([]);
});

test.each<[string, Properties, string]>([
  ['AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' }, 'gateway endpoints have neither an hourly charge nor one for data'],
  ['AWS::SSM::Parameter', { Tier: 'Standard' }, 'standard parameters cost nothing'],
  ['AWS::KMS::Alias', {}, 'a name of a key, which is billed itself'],
])('%s with %j is free, for a reason and with the page', (type, properties, reason) => {
  expect(estimate([type, properties]).free).toEqual([{ type, count: 1, reason, page: expect.stringContaining('https://aws.amazon.com/') }]);
});

const config = (...ProductionVariants: Properties[]): [string, Properties] => ['AWS::SageMaker::EndpointConfig', { ProductionVariants }];
const endpoint: [string, Properties] = ['AWS::SageMaker::Endpoint', { EndpointConfigName: { 'Fn::GetAtt': ['R0', 'EndpointConfigName'] } }];

test('an endpoint costs the instances of all its variants, by their type', () => {
  const { lines, monthly } = estimate(config({ InstanceType: 'ml.m5.large', InitialInstanceCount: 2 }, { InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 }), endpoint);
  expect(lines.map(({ what, quantity, monthly: each }) => [what, quantity, each])).toEqual([
    ['instance of an endpoint, ml.m5.large', 1460, 167.9],
    ['instance of an endpoint, ml.m5.xlarge', 730, 167.9],
  ]);
  expect(monthly).toBe(335.8);
});

test('a configuration that no endpoint uses costs nothing', () => {
  expect(estimate(config({ InstanceType: 'ml.m5.large', InitialInstanceCount: 2 }))).toMatchObject({ monthly: 0, unresolved: [] });
});

test.each<[string, [string, Properties][], string]>([
  ['a configuration elsewhere', [['AWS::SageMaker::Endpoint', { EndpointConfigName: 'other' }]], 'its configuration is not in the template'],
  ['a variant that names no instance type', [config({ InitialInstanceCount: 1 }), endpoint], 'a variant names no InstanceType'],
  ['a parameter tier that AWS chooses', [['AWS::SSM::Parameter', { Tier: 'Intelligent-Tiering' }]], 'the tier Intelligent-Tiering is decided at deployment'],
  ['domains in a file', [['AWS::Route53Resolver::FirewallDomainList', { DomainFileUrl: 's3://a/b' }]], 'its domains lie in a file in S3'],
])('%s is listed as unresolved', (_, all, why) => {
  expect(estimate(...all).unresolved).toEqual([expect.objectContaining({ why })]);
});

test.each<[string, [string, Properties][], string]>([
  ['an instance type without a price', [config({ InstanceType: 'ml.p9.huge', InitialInstanceCount: 1 }), endpoint], 'no price of sagemaker-hosting/ml.p9.huge in eu-west-1 is known'],
  ['a serverless variant', [config({ ServerlessConfig: { MemorySizeInMB: 2048 } }), endpoint], 'serverless variants cost by use, which is not reckoned here'],
  ['provisioned capacity of a table', [['AWS::DynamoDB::Table', {}]], 'provisioned capacity is not reckoned here'],
  ['provisioned concurrency', [['AWS::Lambda::Alias', { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 } }]], 'provisioned concurrency is not reckoned here'],
  ['an alarm over a query', [['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'SELECT MAX(CPUUtilization) FROM "AWS/EC2"' }] }]], 'an alarm over a query is billed by the metrics that the query finds'],
  ['an endpoint of another type', [['AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Resource' }]], 'endpoints of type Resource are billed in a way that is not reckoned here'],
])('%s is listed as unpriced', (_, all, reason) => {
  expect(estimate(...all)).toMatchObject({ monthly: 0, unpriced: [expect.objectContaining({ reason })] });
});

test('no type is passed over in silence: each is in a line or in a list that says why not', () => {
  const types = [...Object.keys(RULES), 'AWS::New::Thing', 'Custom::Thing'];
  const { lines, unpriced, byUse, unresolved, free } = estimate(...types.map((type): [string] => [type]));
  const told = new Set([...lines.flatMap((line) => line.types), ...[...unpriced, ...byUse, ...unresolved, ...free].map(({ type }) => type)]);
  expect(types.filter((type) => !told.has(type))).toEqual([]);
});

test('builds are used by the size of their machine', () => {
  const { byUse } = estimate(['AWS::CodeBuild::Project', { Environment: { ComputeType: 'BUILD_GENERAL1_SMALL' } }]);
  expect(byUse).toEqual([expect.objectContaining({ by: ['codebuild-minute/BUILD_GENERAL1_SMALL'] })]);
});

test('custom resources are functions that run at deployment', () => {
  expect(estimate(['Custom::Anything']).byUse).toEqual([expect.objectContaining({ type: 'Custom::Anything', by: ['lambda-request', 'lambda-duration'] })]);
});

test('the figure says what is special about the services in it', () => {
  const { assumptions } = estimate(['AWS::KMS::Key'], ['AWS::CodePipeline::Pipeline'], ['AWS::EC2::NatGateway'], ['AWS::NetworkFirewall::Firewall', { SubnetMappings: [] }]);
  expect(assumptions.join('\n')).toMatch(/rotations of a key[^]*Every V1 pipeline counts as active[^]*What pipelines deploy is not in the assembly[^]*NAT gateways count in full/);
});
