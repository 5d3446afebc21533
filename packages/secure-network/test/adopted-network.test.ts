import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { App, Aws, CfnOutput, CfnResource, Fn, Stack, Token } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { InterfaceVpcEndpointAwsService, Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { AdoptedNetwork, type AdoptedNetworkProps, EndpointCatalog, NetworkCheck, NetworkEgress } from '../src';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const VPC = 'vpc-0123456789abcdef0';
const GROUP = 'sg-0123456789abcdef0';
const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];
const ZONES = ['eu-west-1a', 'eu-west-1b'];
const ATTRIBUTES: AdoptedNetworkProps = { vpcId: VPC, availabilityZones: ZONES, subnetIds: SUBNETS, workloadSecurityGroupId: GROUP };
const PATH = '/mlops/fraud/network';

const synthesized = (props: Partial<AdoptedNetworkProps> = {}) => synthesize((stack) => new AdoptedNetwork(stack, 'Network', { ...ATTRIBUTES, ...props }), ENV).template;
const checksOf = (template: Template) => Object.entries(template.findResources('Custom::NetworkCheck'));
const asked = (props: Partial<AdoptedNetworkProps> = {}) => checksOf(synthesized(props))[0][1].Properties;

describeConstruct('AdoptedNetwork', {
  'by its attributes': (scope, id) => new AdoptedNetwork(scope, id, ATTRIBUTES),
  'with everything': (scope, id) => new AdoptedNetwork(scope, id, {
    ...ATTRIBUTES, routeTableIds: ['rtb-01234567', 'rtb-01234567'], vpcCidrBlock: '10.0.0.0/16', endpoints: [EndpointCatalog.TRAINING, EndpointCatalog.INFERENCE], egress: NetworkEgress.none(), check: NetworkCheck.WARN,
  }),
  'by parameters': (scope, id) => AdoptedNetwork.fromParameters(scope, id, { path: PATH }),
});

describe('what others take', () => {
  const { stack } = synthesize((scope) => {
    const { vpc, subnets, workloadSecurityGroup } = new AdoptedNetwork(scope, 'Network', { ...ATTRIBUTES, vpcCidrBlock: '10.0.0.0/16', routeTableIds: ['rtb-01234567', 'rtb-89abcdef'] });
    workloadSecurityGroup.connections.allowFrom(Peer.anyIpv4(), Port.tcp(22));
    const { subnetIds, availabilityZones } = vpc.selectSubnets(subnets);
    new CfnResource(scope, 'Job', { type: 'Test::Job', properties: { vpc: vpc.vpcId, cidr: vpc.vpcCidrBlock, subnetIds, availabilityZones, tables: vpc.isolatedSubnets.map(({ routeTable }) => routeTable.routeTableId), group: workloadSecurityGroup.securityGroupId } });
  });

  test('the VPC, the subnets and the security group are those that were given', () => {
    expect(stack.resolve((stack.node.findChild('Job') as CfnResource)._toCloudFormation()).Resources.Job.Properties).toEqual({
      vpc: VPC, cidr: '10.0.0.0/16', subnetIds: SUBNETS, availabilityZones: ZONES, tables: ['rtb-01234567', 'rtb-89abcdef'], group: GROUP,
    });
  });

  test('nothing is added to the network: not even a rule that another construct asks for', () => {
    const types = stack.node.findAll().filter((child) => CfnResource.isCfnResource(child)).map(({ cfnResourceType }) => cfnResourceType);
    expect(types.filter((type) => type.startsWith('AWS::EC2::'))).toEqual([]);
  });
});

describe('the check', () => {
  test('is told what is asked of the network', () => {
    const own = EndpointCatalog.of('own', [{ id: 'Streams', service: InterfaceVpcEndpointAwsService.KINESIS_STREAMS }, { id: 'Traces', service: InterfaceVpcEndpointAwsService.XRAY, supportsPolicy: false }]);
    expect(asked({ endpoints: [own] })).toMatchObject({
      VpcId: VPC, SubnetIds: SUBNETS, AvailabilityZones: ZONES, WorkloadSecurityGroupId: GROUP, ObjectStore: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.s3']] }, Egress: 'none', OnProblem: 'fail', ServiceTimeout: '300',
      Services: [{ Name: 'com.amazonaws.eu-west-1.kinesis-streams', TakesPolicy: true }, { Name: 'com.amazonaws.eu-west-1.xray', TakesPolicy: false }],
    });
  });

  test('allows a transit gateway only where that is chosen', () => {
    expect(asked({ allowTransit: true }).AllowTransit).toBe(true);
    expect([asked({ allowTransit: false }), asked()].map(({ AllowTransit }) => AllowTransit)).toEqual([undefined, undefined]);
  });

  test('asks for the training set unless told otherwise, for each service once', () => {
    const namesOf = (endpoints?: EndpointCatalog[]) => asked({ endpoints }).Services.map(({ Name }: { Name: string }) => Name.replace('com.amazonaws.eu-west-1.', ''));
    expect(namesOf()).toEqual(['ecr.api', 'ecr.dkr', 'kms', 'logs', 'monitoring', 'sagemaker.api', 'sts']);
    expect(namesOf([EndpointCatalog.TRAINING, EndpointCatalog.INFERENCE])).toEqual([...namesOf(), 'sagemaker.runtime']);
  });

  test('in China asks by the names of services there, and for none that is not there', () => {
    const inChina = (set: EndpointCatalog) => checksOf(synthesize((stack) => new AdoptedNetwork(stack, 'Network', { ...ATTRIBUTES, endpoints: [set] }), { ...ENV, region: 'cn-north-1' }).template)[0][1].Properties.Services;
    expect(inChina(EndpointCatalog.TRAINING).slice(0, 3).map(({ Name }: { Name: string }) => Name)).toEqual(['cn.com.amazonaws.cn-north-1.ecr.api', 'cn.com.amazonaws.cn-north-1.ecr.dkr', 'com.amazonaws.cn-north-1.kms']);
    expect(() => inChina(EndpointCatalog.PACKAGE_MIRROR)).toThrow(/Stack\/Network: 1 problem\(s\)[^]*the partition aws-cn has no such service/);
  });

  test('only warns, or is not there, where that is chosen', () => {
    expect(asked({ check: NetworkCheck.WARN }).OnProblem).toBe('warn');
    synthesized({ check: NetworkCheck.OFF }).templateMatches({ Resources: Match.absent() });
  });

  test('tells what it found', () => {
    const findings = (check?: NetworkCheck) => {
      const { template } = synthesize((stack) => new CfnOutput(stack, 'Findings', { value: new AdoptedNetwork(stack, 'Network', { ...ATTRIBUTES, check }).findings }), ENV);
      return [template.toJSON().Outputs.Findings.Value, checksOf(template)[0]?.[0]];
    };
    const [value, id] = findings();
    expect(value).toEqual({ 'Fn::GetAtt': [id, 'Findings'] });
    expect(findings(NetworkCheck.OFF)).toEqual(['not checked', undefined]);
  });

  test('is made anew, under another logical id, when something else is asked, and only then', () => {
    const idOf = (props?: Partial<AdoptedNetworkProps>) => checksOf(synthesized(props))[0][0];
    expect(idOf()).toBe(idOf({ egress: NetworkEgress.none() }));
    expect(new Set([idOf(), idOf({ endpoints: [EndpointCatalog.INFERENCE] }), idOf({ check: NetworkCheck.WARN }), idOf({ vpcId: 'vpc-01234567' })]).size).toBe(4);
  });

  test('two networks of a stack share its function', () => {
    const { template } = synthesize((stack) => {
      new AdoptedNetwork(stack, 'One', ATTRIBUTES);
      new AdoptedNetwork(stack, 'Two', { ...ATTRIBUTES, vpcId: 'vpc-01234567' });
    }, ENV);
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.resourceCountIs('Custom::NetworkCheck', 2);
  });

  test('waits until its function may read', () => {
    const [policy] = Object.keys(synthesized().findResources('AWS::IAM::ManagedPolicy'));
    expect(checksOf(synthesized())[0][1].DependsOn).toContain(policy);
  });

  test('its function has one log group, which forgets, and may do nothing but read the network and write there', () => {
    const template = synthesized();
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
    template.hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('Logs') } }, VpcConfig: Match.absent() });
    template.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
    const actions = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement).flatMap(({ Action }) => Action as string | string[]);
    expect(actions.filter((action) => !/^ec2:Describe(Vpcs|VpcAttribute|Subnets|RouteTables|VpcEndpoints|SecurityGroups)$/.test(action)).sort()).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });
});

describe('by parameters', () => {
  const { template } = synthesize((stack) => AdoptedNetwork.fromParameters(stack, 'Network', { path: PATH, subnetCount: 3, check: NetworkCheck.WARN, endpoints: [] }), ENV);
  const parameter = (name: string) => ({ Ref: Object.entries(template.toJSON().Parameters as Record<string, { Default: string }>).find(([, { Default }]) => Default === `${PATH}/${name}`)?.[0] });

  test('they are read when the stack is deployed', () => {
    const ofNetwork = Object.values(template.toJSON().Parameters as Record<string, { Type: string; Default: string }>).filter(({ Default }) => Default.startsWith(PATH));
    expect(ofNetwork.map(({ Default, Type }) => [Default, Type]).sort()).toEqual(['availability-zones', 'security-group-ids', 'subnet-ids', 'vpc-id'].map((name) => [`${PATH}/${name}`, 'AWS::SSM::Parameter::Value<String>']));
  });

  test('as many subnets and zones are taken as are said, and the first security group', () => {
    const nth = (name: string, index: number) => ({ 'Fn::Select': [index, { 'Fn::Split': [',', parameter(name)] }] });
    expect(checksOf(template)[0][1].Properties).toMatchObject({
      VpcId: parameter('vpc-id'), SubnetIds: [0, 1, 2].map((index) => nth('subnet-ids', index)), AvailabilityZones: [0, 1, 2].map((index) => nth('availability-zones', index)),
      WorkloadSecurityGroupId: nth('security-group-ids', 0), OnProblem: 'warn', Services: [],
    });
  });

  test('the check is told all subnets that are published, and so finds out when there are others than were said', () => {
    expect(checksOf(template)[0][1].Properties.PublishedSubnetIds).toEqual(parameter('subnet-ids'));
  });

  test.each([
    ['path', { path: 'mlops/fraud' }, /Stack: 1 problem\(s\)\n {2}path is "mlops\/fraud": [^]*begins with \/[^]*Give one such as \/mlops\/fraud\/network/],
    ['path', { path: '/mlops/' }, /path is "\/mlops\/"/],
    ['path', { path: Aws.STACK_NAME }, /path is "a token": it is known at synthesis/],
    ['subnetCount', { path: PATH, subnetCount: 0 }, /subnetCount is 0: [^]*one at least[^]*Give the number of subnets/],
    ['subnetCount', { path: PATH, subnetCount: Token.asNumber({ Ref: 'Count' }) }, /subnetCount is "a token"/],
  ])('a wrong %s is told', (_, props, message) => {
    expect(() => synthesize((stack) => AdoptedNetwork.fromParameters(stack, 'Network', props))).toThrow(message);
  });
});

describe('synthesis', () => {
  test('looks nothing up in an environment that is known', () => {
    const app = new App({ analyticsReporting: false });
    new AdoptedNetwork(new Stack(app, 'Stack', { env: ENV }), 'Network', ATTRIBUTES);
    expect(app.synth().manifest.missing).toBeUndefined();
  });

  test('takes attributes that are known at deployment', () => {
    const { template } = synthesize((stack) => new AdoptedNetwork(stack, 'Network', {
      vpcId: Fn.importValue('Vpc'), availabilityZones: Fn.split(',', Fn.importValue('Zones'), 2), subnetIds: Fn.split(',', Fn.importValue('Subnets'), 2), workloadSecurityGroupId: Fn.importValue('Group'),
    }));
    expect(checksOf(template)[0][1].Properties.VpcId).toEqual({ 'Fn::ImportValue': 'Vpc' });
  });

  test('warns of nothing that nobody can change', () => {
    const { stack } = synthesize((scope) => new AdoptedNetwork(scope, 'Network', ATTRIBUTES), ENV);
    expect(stack.node.findAll().flatMap(({ node }) => node.metadata).filter(({ type }) => type === 'aws:cdk:warning')).toEqual([]);
  });

  test('all that is wrong is said at once, with the network\'s path', () => {
    expect(() => synthesized({ vpcId: 'my-vpc', workloadSecurityGroupId: 'sg', subnetIds: ['subnet-1'] })).toThrow(/Stack\/Network: 4 problem\(s\)[^]*vpcId[^]*workloadSecurityGroupId[^]*subnetIds[^]*subnetIds/);
  });
});
