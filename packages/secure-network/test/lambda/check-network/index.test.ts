import { handler } from '../../../lambda/check-network';
import type { ResourceEvent } from '../../../lambda/check-network/answer';
import { type Answer, FakeAws, list, type Xml } from './fake-aws';

// the function waits for IAM, a test does not
jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(async () => undefined) }));

const S3 = 'com.amazonaws.eu-west-1.s3';
const KMS = 'com.amazonaws.eu-west-1.kms';
const CLOSED = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalAccount': '111111111111' } } }] });

/** A good VPC, as EC2 answers: element names as in https://docs.aws.amazon.com/AWSEC2/latest/APIReference/ */
const GOOD: Record<string, readonly Xml[]> = {
  DescribeVpcs: [list('vpcSet', [['vpcId', 'vpc-1']])],
  enableDnsSupport: [['enableDnsSupport', [['value', 'true']]]],
  enableDnsHostnames: [['enableDnsHostnames', [['value', 'true']]]],
  DescribeSubnets: [list('subnetSet', ...['a', 'b'].map((name, index): Xml[] => [['subnetId', `subnet-${name}`], ['availabilityZone', `eu-west-1${name}`], ['availableIpAddressCount', '251'], ['cidrBlock', `10.0.${index}.0/24`]]))],
  DescribeRouteTables: [list('routeTableSet', [
    ['routeTableId', 'rtb-1'], list('associationSet', [['main', 'true']]),
    list('routeSet', [['destinationCidrBlock', '10.0.0.0/16'], ['gatewayId', 'local']], [['destinationPrefixListId', 'pl-1'], ['gatewayId', 'vpce-s3']]),
  ])],
  DescribeVpcEndpoints: [list('vpcEndpointSet',
    [['vpcEndpointId', 'vpce-s3'], ['vpcEndpointType', 'Gateway'], ['serviceName', S3], ['state', 'available'], list('routeTableIdSet', 'rtb-1'), ['policyDocument', CLOSED]],
    [['vpcEndpointId', 'vpce-kms'], ['vpcEndpointType', 'Interface'], ['serviceName', KMS], ['state', 'available'], ['privateDnsEnabled', 'true'], list('groupSet', [['groupId', 'sg-endpoints']]), ['policyDocument', CLOSED]],
  )],
  DescribeSecurityGroups: [list('securityGroupInfo',
    [['groupId', 'sg-endpoints'], ['groupName', 'endpoints'], list('ipPermissions', [['ipProtocol', 'tcp'], ['fromPort', '443'], ['toPort', '443'], list('groups', [['groupId', 'sg-workload']])])],
    [['groupId', 'sg-workload'], ['groupName', 'workload'], list('ipPermissions')],
    [['groupId', 'sg-default'], ['groupName', 'default'], list('ipPermissions'), list('ipPermissionsEgress')],
  )],
};
const answersOf = (changes: Record<string, Answer> = {}) => (action: string, parameters: URLSearchParams): Answer => {
  const name = parameters.get('Attribute') ?? action;
  return changes[name] ?? GOOD[name] ?? { code: 'UnknownAction' };
};
const REQUESTED = {
  VpcId: 'vpc-1', SubnetIds: ['subnet-a', 'subnet-b'], AvailabilityZones: ['eu-west-1a', 'eu-west-1b'], WorkloadSecurityGroupId: 'sg-workload',
  Services: [{ Name: KMS, TakesPolicy: 'true' }], ObjectStore: S3, Egress: 'none', OnProblem: 'fail',
};

let aws: FakeAws;
const environment = { ...process.env };

beforeAll(async () => {
  aws = await FakeAws.start();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.endpoint, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_LAMBDA_LOG_GROUP_NAME: 'the-logs', AWS_MAX_ATTEMPTS: '1',
  });
});
afterAll(async () => {
  process.env = environment;
  await aws.stop();
});
beforeEach(() => {
  aws.answer(answersOf());
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

/** Runs the function. @returns what CloudFormation was told */
async function run(RequestType: ResourceEvent['RequestType'], properties: object = {}, PhysicalResourceId?: string): Promise<Record<string, unknown>> {
  await handler({
    RequestType, PhysicalResourceId, ResponseURL: `${aws.endpoint}/answer?X-Amz-Signature=s`, StackId: 'arn:stack', RequestId: 'request', LogicalResourceId: 'Check',
    ResourceProperties: { ...REQUESTED, ...properties },
  });
  return JSON.parse(aws.told[0].body);
}

const IDS = { StackId: 'arn:stack', RequestId: 'request', LogicalResourceId: 'Check' };

test('a good network is well', async () => {
  expect(await run('Create')).toEqual({ ...IDS, Status: 'SUCCESS', PhysicalResourceId: 'check-of-vpc-1', Data: { Findings: 'none' } });
});

test('the answer has no type, for CloudFormation\'s address is signed for none', async () => {
  await run('Create');
  expect(aws.told.map(({ method, headers }) => [method, headers['content-type']])).toEqual([['PUT', '']]);
});

test('EC2 is asked about this VPC only', async () => {
  await run('Create');
  const about = aws.asked.map((parameters) => [parameters.get('Attribute') ?? parameters.get('Action'), parameters.get('VpcId') ?? `${parameters.get('Filter.1.Name')}=${parameters.get('Filter.1.Value.1')}`]);
  expect(about).toEqual([
    ['DescribeVpcs', 'vpc-id=vpc-1'], ['enableDnsSupport', 'vpc-1'], ['enableDnsHostnames', 'vpc-1'],
    ...['Subnets', 'RouteTables', 'VpcEndpoints', 'SecurityGroups'].map((name) => [`Describe${name}`, 'vpc-id=vpc-1']),
  ]);
});

const BAD = { enableDnsSupport: [['enableDnsSupport', [['value', 'false']]]], DescribeVpcEndpoints: [list('vpcEndpointSet')] } as const;
const LINES = [
  'problem [dns] The private names of endpoints take DNS support and DNS hostnames: enableDnsSupport of vpc-1 is false. Turn both on in the VPC.',
  'problem [way-out] No route of the subnets leads out of the VPC but by what egress says: a firewall\'s endpoint where it is inspected: rtb-1 sends pl-1 to vpce-s3. Remove the route, or say by egress which way out is meant.',
  'problem [s3] Each route table of the subnets has an S3 gateway endpoint: rtb-1 has none. Create one for these tables.',
  `problem [endpoint] Each required service has an interface endpoint in the VPC: ${KMS} has none. Create it, or require other sets by endpoints.`,
];

test('a bad one fails the deployment, with all that is wrong', async () => {
  aws.answer(answersOf(BAD));
  expect(await run('Update', {}, 'check-of-old')).toEqual({ ...IDS, Status: 'FAILED', PhysicalResourceId: 'check-of-old', Reason: ['vpc-1: 4 problem(s)', ...LINES].join('\n') });
});

test('what is wrong is in the log too', async () => {
  aws.answer(answersOf(BAD));
  await run('Create');
  expect(jest.mocked(console.log).mock.calls).toEqual([[JSON.stringify({ vpc: 'vpc-1', problems: 4, lines: LINES })]]);
});

test('where it is to warn only, it is told and the deployment goes on', async () => {
  aws.answer(answersOf(BAD));
  expect(await run('Create', { OnProblem: 'warn' })).toEqual({ ...IDS, Status: 'SUCCESS', PhysicalResourceId: 'check-of-vpc-1', Data: { Findings: LINES.join('\n') } });
});

test('routes of a spoke are well where they are allowed', async () => {
  const toHub: readonly Xml[] = [list('routeSet', [['destinationCidrBlock', '10.9.0.0/16'], ['transitGatewayId', 'tgw-1']])];
  aws.answer(answersOf({ DescribeRouteTables: [list('routeTableSet', [['routeTableId', 'rtb-1'], list('associationSet', [['main', 'true']]), ...toHub])] }));
  expect(await run('Create', { AllowTransit: 'true' })).toMatchObject({ Status: 'SUCCESS' });
  aws.told.length = 0;
  expect(await run('Create')).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('rtb-1 sends 10.9.0.0/16 to tgw-1') });
});

test('an endpoint that is given is looked for, and whom it is to let in', async () => {
  expect(await run('Create', { Services: [{ Name: KMS, TakesPolicy: 'true', EndpointId: 'vpce-other' }] })).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(`${KMS} has vpce-kms, not vpce-other. Correct interfaceEndpointIds.`) });
  aws.told.length = 0;
  expect(await run('Create', { EndpointClients: ['10.64.0.0/12'] })).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('does not let 10.64.0.0/12 in. Allow their blocks') });
});

test('warnings fail nothing', async () => {
  aws.answer(answersOf({ DescribeSubnets: JSON.parse(JSON.stringify(GOOD.DescribeSubnets).replace('"251"', '"3"')) }));
  expect(await run('Create')).toMatchObject({ Status: 'SUCCESS', Data: { Findings: expect.stringMatching(/^warning \[addresses\].*subnet-a has 3 free addresses\./) } });
});

test('parameters that name other subnets than are adopted are found', async () => {
  expect(await run('Create', { PublishedSubnetIds: 'subnet-a, subnet-b,subnet-c' })).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('3 subnets are published (subnet-a, subnet-b, subnet-c), 2 adopted') });
});

test('a VPC that is not there is the only thing that is said', async () => {
  aws.answer(answersOf({ DescribeVpcs: [list('vpcSet')] }));
  expect((await run('Create')).Reason).toBe('vpc-1: 1 problem(s)\nproblem [vpc] The VPC is one of this account and region, or shared with it: vpc-1 is not seen from here. Correct vpcId.');
  expect(aws.asked).toHaveLength(1);
});

test('what EC2 answers in pages is read to the end', async () => {
  const [[name, items]] = GOOD.DescribeSubnets as [readonly [string, readonly Xml[]]];
  const page = (parameters: URLSearchParams): Answer => (parameters.get('NextToken') === 'more' ? [[name, [items[1]]]] : [[name, [items[0]]], ['nextToken', 'more']]);
  aws.answer((action, parameters) => (action === 'DescribeSubnets' ? page(parameters) : answersOf()(action, parameters)));
  expect(await run('Create')).toMatchObject({ Status: 'SUCCESS' });
});

test('an answer stays within what CloudFormation takes, and says where the rest is', async () => {
  const routes = Array.from({ length: 200 }, (_, index): Xml[] => [['destinationCidrBlock', `10.${index}.0.0/16`], ['vpcPeeringConnectionId', 'pcx-1']]);
  aws.answer(answersOf({ DescribeRouteTables: [list('routeTableSet', [['routeTableId', 'rtb-1'], list('associationSet', [['main', 'true']]), list('routeSet', ...routes)])] }));
  const { Status, Reason } = await run('Create');
  expect(Status).toBe('FAILED');
  expect(Reason).toContain('more line(s) are in the log group the-logs');
  expect(Buffer.byteLength(aws.told[0].body)).toBeLessThanOrEqual(4096);
});

describe('what may not be read', () => {
  const refused = answersOf({ DescribeSubnets: { code: 'UnauthorizedOperation' } });
  const REASON = 'vpc-1 could not be checked: UnauthorizedOperation: DescribeSubnets';

  test('is asked for again, for what a role may do is not known everywhere at once', async () => {
    let attempts = 0;
    aws.answer((action, parameters) => (action === 'DescribeSubnets' && ++attempts < 4 ? { code: 'UnauthorizedOperation' } : answersOf()(action, parameters)));
    expect(await run('Create')).toMatchObject({ Status: 'SUCCESS' });
    expect(attempts).toBe(4);
  });

  test('fails the deployment after six times', async () => {
    aws.answer(refused);
    expect(await run('Create')).toMatchObject({ Status: 'FAILED', Reason: REASON });
    expect(aws.asked.filter((parameters) => parameters.get('Action') === 'DescribeSubnets')).toHaveLength(6);
  });

  test('is told where it is to warn only', async () => {
    aws.answer(refused);
    expect(await run('Create', { OnProblem: 'warn' })).toMatchObject({ Status: 'SUCCESS', Data: { Findings: REASON } });
  });

  test('is not asked for again where the reason is another one', async () => {
    aws.answer(answersOf({ DescribeSubnets: { code: 'InvalidParameterValue' } }));
    expect(await run('Create')).toMatchObject({ Status: 'FAILED', Reason: 'vpc-1 could not be checked: InvalidParameterValue: DescribeSubnets' });
    expect(aws.asked.filter((parameters) => parameters.get('Action') === 'DescribeSubnets')).toHaveLength(1);
  });
});

test('a check that is deleted reads nothing', async () => {
  aws.answer(() => ({ code: 'UnauthorizedOperation' }));
  expect(await run('Delete', {}, 'check-of-vpc-1')).toMatchObject({ ...IDS, Status: 'SUCCESS', PhysicalResourceId: 'check-of-vpc-1' });
  expect(aws.asked).toEqual([]);
});

test('an answer that CloudFormation does not take is an error, so that Lambda runs the function again', async () => {
  aws.status = 403;
  await expect(run('Create')).rejects.toThrow('CloudFormation answered 403 to the answer for Check');
});
