import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Assembly, AssemblyError, type Resource, withTemplates } from '../../src';
import { temporaryFolder } from '../synthesized';

const EMPTY: Assembly = { folder: 'cdk.out', stacks: [] };
const PLACE = { accounts: ['111111111111'], region: 'eu-west-1' };

function written(text: string, name = 'landing-zone.template.yaml'): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

const propertiesOf = (properties: string): Resource['Properties'] => withTemplates(EMPTY, [{ ...PLACE, file: written(`Resources:\n  One:\n    Type: Some::Thing\n    Properties:\n${properties}`) }]).stacks[0].template.Resources?.One.Properties;

test('a template stands in each of its accounts, before the stacks of the app, under the name of its file', () => {
  const own = { name: 'Own', account: '111111111111', region: 'eu-west-1', template: {}, bytes: 2, nested: [] };
  const text = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
  const { folder, stacks } = withTemplates({ folder: 'cdk.out', stacks: [own] }, [{ file: written(text), accounts: ['111111111111', '222222222222'], region: 'eu-west-1' }]);
  expect(folder).toBe('cdk.out');
  expect(stacks).toEqual([
    ...['111111111111', '222222222222'].map((account) => ({ name: 'landing-zone', account, region: 'eu-west-1', template: { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }, bytes: text.length, nested: [] })),
    own,
  ]);
});

// as in the examples of https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
test.each<[string, string, unknown]>([
  ['a reference', '!Ref Vpc', { Ref: 'Vpc' }],
  ['an attribute', '!GetAtt Group.GroupId', { 'Fn::GetAtt': ['Group', 'GroupId'] }],
  ['an attribute with a dot', '!GetAtt Stack.Outputs.VpcId', { 'Fn::GetAtt': ['Stack', 'Outputs.VpcId'] }],
  ['an attribute as a list', '!GetAtt [Group, GroupId]', { 'Fn::GetAtt': ['Group', 'GroupId'] }],
  ['a text with references', '!Sub arn:${AWS::Partition}:s3:::data', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::data' }],
  ['functions in functions', '!Join [",", [!Ref A, !Select [0, !GetAZs ""]]]', { 'Fn::Join': [',', [{ Ref: 'A' }, { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }]] }],
  ['a function in what it is given', '!If [HasKey, !Ref Key, !Ref "AWS::NoValue"]', { 'Fn::If': ['HasKey', { Ref: 'Key' }, { Ref: 'AWS::NoValue' }] }],
  ['a map', '!Transform { Name: "AWS::Include", Parameters: { Location: !Ref Where } }', { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: { Ref: 'Where' } } } }],
  ['a condition', '!Not [!Condition HasKey]', { 'Fn::Not': [{ Condition: 'HasKey' }] }],
  ['the long form', '{ "Fn::Sub": "${A}" }', { 'Fn::Sub': '${A}' }],
  ['a date that is the name of a version', '2012-10-17', '2012-10-17'],
])('%s: %s', (_, text, expected) => {
  expect(propertiesOf(`      Value: ${text}\n`)).toEqual({ Value: expected });
});

test.each<[string, string, string]>([
  ['no YAML', 'Resources: [', 'it is no template that can be read ('],
  ['a tag that nobody knows', 'Resources: { A: { Type: B, Properties: { C: !Rfe D } } }', 'it is no template that can be read (Unresolved tag: !Rfe'],
  ['nothing', '', 'it has no Resources'],
  ['something else', 'cells: []', 'it has no Resources'],
  ['no resource', 'Resources: {}', 'it has no Resources'],
  ['resources that are none', 'Resources: { A: { Type: B }, C: { Tpye: D }, E: }', 'C, E of its Resources have no Type'],
])('a template that is %s is told, with its file and what to do', (_, text, message) => {
  const file = written(text);
  expect(() => withTemplates(EMPTY, [{ ...PLACE, file }])).toThrow(AssemblyError);
  expect(() => withTemplates(EMPTY, [{ ...PLACE, file }])).toThrow(`${file}: ${message}`);
  expect(() => withTemplates(EMPTY, [{ ...PLACE, file }])).toThrow(/Give a CloudFormation template in YAML or JSON\.$/);
});

test('a template that is not there is told', () => {
  expect(() => withTemplates(EMPTY, [{ ...PLACE, file: '/nowhere.yaml' }])).toThrow('/nowhere.yaml: there is no template that can be read here (ENOENT). Give a CloudFormation template in YAML or JSON.');
});

test('two stacks of one name in one place are told; in two accounts they are two', () => {
  const file = written('Resources: { A: { Type: B } }');
  expect(() => withTemplates(EMPTY, [{ ...PLACE, file }, { ...PLACE, file }])).toThrow(`${file}: there is another stack landing-zone in 111111111111 eu-west-1. Name each template once`);
  expect(withTemplates(EMPTY, [{ ...PLACE, file }, { ...PLACE, file, accounts: ['222222222222'] }, { ...PLACE, file, region: 'eu-west-2' }]).stacks).toHaveLength(3);
});
