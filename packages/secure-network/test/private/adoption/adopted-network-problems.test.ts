import { Fn, Token } from 'aws-cdk-lib';
import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { type AdoptedNetworkProps, EndpointCatalog } from '../../../src';
import { adoptedNetworkProblems } from '../../../src/private/adoption/adopted-network-problems';

const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-01234567'];
const GOOD: AdoptedNetworkProps = { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a', 'eu-west-1b'], subnetIds: SUBNETS, workloadSecurityGroupId: 'sg-01234567' };
const problemsOf = (props: Partial<AdoptedNetworkProps>) => adoptedNetworkProblems({ ...GOOD, ...props });
const token = Token.asString({ Ref: 'Given' });
const twice = EndpointCatalog.of('twice', [{ id: 'One', service: InterfaceVpcEndpointAwsService.KMS }, { id: 'Two', service: InterfaceVpcEndpointAwsService.KMS }]);

test('nothing is wrong with a network of two zones', () => {
  expect(problemsOf({ routeTableIds: ['rtb-01234567', 'rtb-01234567'], vpcCidrBlock: '10.0.0.0/16' })).toEqual([]);
});

test('one zone is enough, as for a network of our own', () => {
  expect(problemsOf({ availabilityZones: ['eu-west-1a'], subnetIds: [SUBNETS[0]] })).toEqual([]);
});

test.each<[string, Partial<AdoptedNetworkProps>, unknown, string, string]>([
  ['vpcId', { vpcId: 'fraud' }, 'fraud', 'an id is vpc- and 8 or 17 hexadecimal digits', 'Copy it from the VPC console'],
  ['vpcId', { vpcId: 'subnet-01234567' }, 'subnet-01234567', 'an id is vpc- and 8 or 17 hexadecimal digits', 'Copy it from the VPC console'],
  ['workloadSecurityGroupId', { workloadSecurityGroupId: 'sg-xyz' }, 'sg-xyz', 'an id is sg- and 8 or 17 hexadecimal digits', 'Copy it from the VPC console'],
  ['subnetIds', { subnetIds: [SUBNETS[0], 'subnet-012345678'] }, 'subnet-012345678', 'an id is subnet- and 8 or 17 hexadecimal digits', 'Copy it from the VPC console'],
  ['subnetIds', { subnetIds: [SUBNETS[0], SUBNETS[0]] }, [SUBNETS[0]], 'each subnet is named once', 'Remove the repeated ones'],
  ['subnetIds', { subnetIds: [SUBNETS[0]] }, [SUBNETS[0]], 'there is one for each of the 2 availabilityZones, in their order', 'Give one for each'],
  ['availabilityZones', { availabilityZones: [], subnetIds: [] }, [], 'jobs run in a zone at least', 'Name two zones and their subnets'],
  ['availabilityZones', { availabilityZones: ['eu-west-1a', 'eu-west-1a'] }, ['eu-west-1a'], 'each zone has one subnet', 'Remove the repeated ones'],
  ['routeTableIds', { routeTableIds: ['rtb-01234567'] }, ['rtb-01234567'], 'there is one for each subnet, in their order', 'Repeat a table that several subnets share'],
  ['routeTableIds', { routeTableIds: ['rtb-01234567', 'table'] }, 'table', 'an id is rtb- and 8 or 17 hexadecimal digits', 'Copy it from the VPC console'],
  ['vpcCidrBlock', { vpcCidrBlock: '10.0.0.0' }, '10.0.0.0', 'it is an IPv4 block in CIDR notation', 'Give the VPC\'s, such as 10.20.0.0/16'],
  ['subnetIds', { subnetIds: Fn.split(',', token) }, 'a token', 'its length is known at synthesis', 'Give the elements one by one: Fn.split(\',\', value, 2)'],
  ['availabilityZones', { availabilityZones: Fn.getAzs() }, 'a token', 'its length is known at synthesis', 'Give the elements one by one: Fn.split(\',\', value, 2)'],
  ['routeTableIds', { routeTableIds: Fn.split(',', token) }, 'a token', 'its length is known at synthesis', 'Give the elements one by one: Fn.split(\',\', value, 2)'],
])('%s: %j', (prop, props, value, rule, remedy) => {
  expect(problemsOf(props)).toEqual([{ prop, value, rule, remedy }]);
});

test('the endpoint sets are looked at as those of a network of our own', () => {
  expect(problemsOf({ endpoints: [twice] })).toMatchObject([{ prop: 'endpoints', value: ['One', 'Two'] }]);
});

test('tokens pass, also where several are the same', () => {
  expect(problemsOf({ vpcId: token, workloadSecurityGroupId: token, vpcCidrBlock: token, subnetIds: [token, token], availabilityZones: [token, token], routeTableIds: [token, token] })).toEqual([]);
});

test('all that is wrong is collected', () => {
  expect(problemsOf({ vpcId: 'v', workloadSecurityGroupId: 's', subnetIds: ['t'], availabilityZones: [], vpcCidrBlock: 'c' }).map(({ prop }) => prop)).toEqual([
    'vpcId', 'workloadSecurityGroupId', 'subnetIds', 'availabilityZones', 'subnetIds', 'vpcCidrBlock',
  ]);
});
