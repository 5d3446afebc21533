import { CfnElement, CfnOutput, type Stack } from 'aws-cdk-lib';
import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { AdoptedNetwork, EndpointCatalog, NetworkCheck, NetworkIpv6, NetworkParameters, SecureNetwork } from '../../src';
import { bareNetwork, type Flaws } from './bare-network';
import { Deployed } from './deployed';

// stacks are created with functions that run
jest.setTimeout(120_000);

const KMS = EndpointCatalog.of('keys', [{ id: 'Kms', service: InterfaceVpcEndpointAwsService.KMS }]);
const ZONES = ['eu-west-1a', 'eu-west-1b'];
let local: Deployed;

beforeAll(async () => { local = await Deployed.start(); });
afterAll(() => local.stop());

const pathOf = (name: string) => NetworkParameters.pathOf(name);
const outputs = (stack: Stack, values: Record<string, string>) => Object.entries(values).forEach(([id, value]) => new CfnOutput(stack, id, { value }));

/** Makes a network in one stack, that tells its ids by parameters. */
const make = (name: string, flaws: Flaws) => local.deploy(name, (stack) => { NetworkParameters.publish(stack, 'Published', bareNetwork(stack, flaws), { path: pathOf(name) }); });

/** Adopts it in another one. */
const adopt = (name: string, check = NetworkCheck.FAIL, subnetCount?: number) => local.deploy(`${name}-adopted`, (stack) => {
  const network = AdoptedNetwork.fromParameters(stack, 'Network', { path: pathOf(name), endpoints: [KMS], check, subnetCount });
  outputs(stack, { Findings: network.findings, Vpc: network.vpc.vpcId });
});

// nobody closes that of a network of plain resources
const DEFAULT_GROUP = /^warning \[default-group\] The default security group allows nothing: sg-[0-9a-f]+ has 1 rule\(s\)\. Remove its rules\.$/;

test('a network that SecureNetwork made is adopted, by its parameters, and let go again', async () => {
  const made = await local.deploy('secure', (stack) => {
    const network = new SecureNetwork(stack, 'Network', { availabilityZones: ZONES });
    NetworkParameters.publish(stack, 'Published', network, { path: pathOf('secure') });
    outputs(stack, { Vpc: network.vpc.vpcId });
  });
  expect(made.failures).toEqual({});
  const adopted = await local.deploy('secure-adopted', (stack) => {
    const network = AdoptedNetwork.fromParameters(stack, 'Network', { path: pathOf('secure') });
    outputs(stack, { Findings: network.findings, Vpc: network.vpc.vpcId });
  });
  expect(adopted).toEqual({ failures: {}, outputs: { Findings: 'none', Vpc: made.outputs.Vpc } });
  await local.delete('secure-adopted');
});

test('a network with IPv6 that SecureNetwork made is adopted: its own blocks lead nowhere else', async () => {
  const made = await local.deploy('ipv6', (stack) => {
    NetworkParameters.publish(stack, 'Published', new SecureNetwork(stack, 'Network', { availabilityZones: ZONES, ipv6: NetworkIpv6.amazonProvided() }), { path: pathOf('ipv6') });
  });
  expect(made.failures).toEqual({});
  const adopted = await local.deploy('ipv6-adopted', (stack) => { outputs(stack, { Findings: AdoptedNetwork.fromParameters(stack, 'Network', { path: pathOf('ipv6') }).findings }); });
  expect(adopted).toEqual({ failures: {}, outputs: { Findings: 'none' } });
});

test('a good one of plain resources is adopted; what had better be otherwise is told', async () => {
  await make('good', {});
  const { outputs: { Findings }, failures } = await adopt('good');
  expect(failures).toEqual({});
  expect(Findings).toMatch(DEFAULT_GROUP);
});

const BAD: [string, Flaws, RegExp[]][] = [
  ['without-names', { dnsHostnames: false }, [/problem \[dns\] .*: enableDnsHostnames of vpc-\w+ is false\. Turn both on in the VPC\./]],
  ['public', { isPublic: true }, [/problem \[public\] .*: rtb-\w+ sends 0\.0\.0\.0\/0 to igw-\w+\. Remove the route\./]],
  ['open-to-ipv6', { isOpenToIpv6: true }, [/problem \[public\] .*: rtb-\w+ sends ::\/0 to eigw-\w+\. Remove the route\./]],
  ['without-endpoints', { endpoints: false }, [/problem \[s3\] .*: rtb-\w+ has none\./, /problem \[endpoint\] .*: com\.amazonaws\.eu-west-1\.kms has none\./]],
  ['loose', { endpointIsLoose: true }, [
    /problem \[endpoint-dns\] .*: vpce-\w+ of com\.amazonaws\.eu-west-1\.kms does not\./, /problem \[endpoint-policy\] .*: that of vpce-\w+ of com\.amazonaws\.eu-west-1\.kms lets everybody in\./,
    /problem \[endpoint-group\] .*: vpce-\w+ of com\.amazonaws\.eu-west-1\.kms \(sg-\w+\) does not let sg-\w+ in\./,
  ]],
  ['careless', { isCareless: true }, [/problem \[zone\] .*: subnet-\w+ is the second in eu-west-1a\./, /problem \[workload-ingress\] .*: sg-\w+ lets 0\.0\.0\.0\/0 in\./]],
];

test.each(BAD)('a bad one fails its deployment, with all that is wrong: %s', async (name, flaws, expected) => {
  await make(name, flaws);
  const { failures } = await adopt(name);
  const [reason, ...others] = Object.entries(failures).filter(([id]) => id.startsWith('NetworkCheck')).map(([, text]) => text);
  expect(others).toEqual([]);
  for (const line of expected) expect(reason).toMatch(line);
  expect(reason.match(/^problem \[/gm)).toHaveLength(expected.length);
});

test('a bad one is adopted where it is only warned of', async () => {
  await make('warned', { dnsHostnames: false });
  const { outputs: { Findings }, failures } = await adopt('warned', NetworkCheck.WARN);
  expect(failures).toEqual({});
  expect(Findings).toMatch(/^problem \[dns\] [^]*\nwarning \[default-group\]/);
});

test('a network that is not there fails its deployment', async () => {
  const { failures } = await local.deploy('nowhere', (stack) => {
    new AdoptedNetwork(stack, 'Network', { vpcId: 'vpc-00000000', availabilityZones: ZONES, subnetIds: ['subnet-00000000', 'subnet-00000001'], workloadSecurityGroupId: 'sg-00000000' });
  });
  expect(Object.values(failures).join()).toContain('vpc-00000000 is not seen from here');
});

test('a network in the same stack is checked after it was made', async () => {
  const { outputs: { Findings }, failures } = await local.deploy('together', (stack) => {
    const { vpc, subnets, workloadSecurityGroup } = bareNetwork(stack, {});
    const { subnetIds, availabilityZones } = vpc.selectSubnets(subnets);
    const adopted = new AdoptedNetwork(stack, 'Network', { vpcId: vpc.vpcId, subnetIds, availabilityZones, workloadSecurityGroupId: workloadSecurityGroup.securityGroupId, endpoints: [KMS] });
    adopted.node.addDependency(...stack.node.findAll().filter((child) => CfnElement.isCfnElement(child) && /^(S3|Kms|Association\d)$/.test(child.node.id)));
    outputs(stack, { Findings: adopted.findings });
  });
  expect(failures).toEqual({});
  expect(Findings).toMatch(DEFAULT_GROUP);
});
