import { estimateCost, type Template } from '../../src';
import { assemblyOf, stackOf, templateAssembly } from '../estimate/assembly-of';
import { tableOf } from '../estimate/prices';

const estimate = (template: Template) => estimateCost(templateAssembly(template), { prices: tableOf(1) });

/** An endpoint whose subnets a template works out: its zones are the quantity in hours. */
function zonesOf(SubnetIds: unknown, rest: Template = {}): number | string {
  const { lines, unresolved } = estimate({ ...rest, Resources: { Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: 'Interface', SubnetIds } } } });
  return unresolved[0]?.why ?? (lines[0]?.quantity ?? 0) / 730;
}

test.each<[string, unknown, Template]>([
  ['references to resources', [{ Ref: 'A' }, { 'Fn::GetAtt': ['B', 'SubnetId'] }], {}],
  ["a list parameter's default", { Ref: 'Subnets' }, { Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>', Default: 'a, b' } } }],
  ['a text that is split', { 'Fn::Split': ['|', 'a|b'] }, {}],
  ['a text that is joined, then split', { 'Fn::Split': [',', { 'Fn::Join': [',', ['a', { Ref: 'AWS::Region' }]] }] }, {}],
  ['a mapping', { 'Fn::FindInMap': ['Subnets', { Ref: 'AWS::Region' }, 'ids'] }, { Mappings: { Subnets: { 'eu-west-1': { ids: ['a', 'b'] } } } }],
  ['an element of a list', { 'Fn::Select': [1, [['a'], ['a', 'b']]] }, {}],
  ['a condition that holds', { 'Fn::If': ['Two', ['a', 'b'], ['a']] }, { Conditions: { Two: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } } }],
  ['an element that is not there', ['a', 'b', { Ref: 'AWS::NoValue' }], {}],
  ['an element under a condition that does not hold', ['a', 'b', { 'Fn::If': ['Never', 'c', { Ref: 'AWS::NoValue' }] }], { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } }],
  ['an open condition whose branches are both there', ['a', { 'Fn::If': ['Open', 'b', 'c'] }], { Parameters: { P: { Type: 'String' } }, Conditions: { Open: { 'Fn::Equals': [{ Ref: 'P' }, 'b'] } } }],
])('%s give two zones', (_, subnets, rest) => {
  expect(zonesOf(subnets, rest)).toBe(2);
});

test.each<[string, unknown, Template, string]>([
  ['a parameter without a default', { Ref: 'P' }, { Parameters: { P: { Type: 'List<String>' } } }, 'the parameter P has no default'],
  ['a parameter from Systems Manager', { Ref: 'P' }, { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/subnets' } } }, 'the parameter P is read from Systems Manager at deployment'],
  ['an import', { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] }, {}, 'Fn::ImportValue is known at deployment'],
  ['an open condition that may leave one out', ['a', { 'Fn::If': ['Open', 'b', { Ref: 'AWS::NoValue' }] }], { Parameters: { P: { Type: 'String' } }, Conditions: { Open: { 'Fn::Equals': [{ Ref: 'P' }, 'b'] } } }, 'the condition Open is open: the parameter P has no default'],
  ['a mapping without the key', { 'Fn::FindInMap': ['M', 'x', 'y'] }, { Mappings: { M: {} } }, 'the mapping M has no x, y'],
  ['an element that the list has not', { 'Fn::Select': [5, ['a']] }, {}, 'Fn::Select finds no element 5'],
  ['a condition that is not there', { 'Fn::If': ['Gone', ['a'], ['b']] }, {}, 'the condition Gone is open: there is no condition Gone'],
  ['no list at all', undefined, {}, 'there is no list SubnetIds'],
])('%s is listed, not guessed', (_, subnets, rest, why) => {
  expect(zonesOf(subnets, rest)).toBe(why);
});

const KEY = { Type: 'AWS::KMS::Key', Condition: 'C' };
const yes = { 'Fn::Equals': ['1', 1] };
const no = { 'Fn::Equals': ['1', '2'] };
const open = { 'Fn::Equals': [{ Ref: 'P' }, 'x'] };

test.each<[string, object, number | string]>([
  ['holds', yes, 1],
  ['does not hold', no, 0],
  ['is the contrary of one that does not hold', { 'Fn::Not': [no] }, 1],
  ['is another condition', { Condition: 'Other' }, 1],
  ['needs both', { 'Fn::And': [yes, no] }, 0],
  ['needs one', { 'Fn::Or': [no, yes] }, 1],
  ['needs both, one open', { 'Fn::And': [yes, open] }, 'the parameter P has no default'],
  ['fails on the first, whatever the open one says', { 'Fn::And': [no, open] }, 0],
  ['holds on the first, whatever the open one says', { 'Fn::Or': [yes, open] }, 1],
  ['depends on itself', { 'Fn::Not': [{ Condition: 'C' }] }, 'the condition C depends on itself'],
  ['asks for a rule function', { 'Fn::Contains': [['a'], 'a'] }, 'Fn::Contains is known at deployment'],
])('a resource whose condition %s', (_, C, expected) => {
  const { monthly, unresolved } = estimate({ Parameters: { P: { Type: 'String' } }, Conditions: { C, Other: yes }, Resources: { Key: KEY } });
  expect(unresolved[0]?.why ?? monthly).toBe(expected);
});

test('a nested stack knows what its parent passes to it', () => {
  const nested = stackOf(
    {
      Parameters: { Zones: { Type: 'CommaDelimitedList' }, Type: { Type: 'String', Default: 'Gateway' } },
      Resources: { Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: { VpcEndpointType: { Ref: 'Type' }, SubnetIds: { Ref: 'Zones' } } } },
    },
    { name: 'S/Inner' },
  );
  const parent = (Parameters: object) => stackOf({ Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters } } } }, { nested: [nested] });
  const { lines } = estimateCost(assemblyOf(parent({ Zones: 'a,b,c', Type: 'Interface' })), { prices: tableOf(1) });
  expect(lines).toEqual([expect.objectContaining({ stack: 'S/Inner', quantity: 3 * 730 })]);
  expect(estimateCost(assemblyOf(parent({ Zones: 'a,b,c' })), { prices: tableOf(1) }).lines).toEqual([]);
});

test('a region that is not decided is not guessed', () => {
  const template = { Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } }, Resources: { Key: KEY } };
  const { unresolved } = estimateCost(assemblyOf(stackOf(template, { region: 'unknown-region' })), { prices: tableOf(1), region: 'eu-west-1' });
  expect(unresolved).toEqual([{ stack: 'S', resource: 'Key', type: 'AWS::KMS::Key', why: 'the stack may go to any region' }]);
});

test('a loop of the language extensions is listed', () => {
  const loop = ['Zone', ['a', 'b'], { 'Key${Zone}': { Type: 'AWS::KMS::Key' } }];
  const { unpriced } = estimate({ Resources: { 'Fn::ForEach::Keys': loop } } as unknown as Template);
  expect(unpriced).toEqual([{ type: 'Fn::ForEach::Keys', count: 1, reason: 'there is no rule how AWS bills it' }]);
});
