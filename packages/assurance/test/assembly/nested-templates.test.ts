import { nestedTemplate } from '../../src/assembly/nested-templates';

const uploads = new Map([['abc.json', 'Stack.nested.template.json']]);
const nested = (TemplateURL: unknown, Metadata = {}) => nestedTemplate({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL }, Metadata }, uploads);

test.each([
  ['a plain address', 'https://s3.eu-west-1.amazonaws.com/bucket/abc.json'],
  ['a joined address', { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::URLSuffix' }, '/bucket/abc.json']] }],
  ['a substituted address', { 'Fn::Sub': 'https://s3.${AWS::URLSuffix}/bucket/abc.json' }],
])('%s leads to the file', (_, url) => {
  expect(nested(url)).toBe('Stack.nested.template.json');
});

test('the metadata of the CDK CLI leads to the file', () => {
  expect(nested({ Ref: 'Parameter' }, { 'aws:asset:path': 'x.json' })).toBe('x.json');
});

test('a template that lies elsewhere has no file', () => {
  expect(nested('https://elsewhere/xabc.json')).toBeUndefined();
});

test('another resource is no nested stack', () => {
  expect(nestedTemplate({ Type: 'AWS::SNS::Topic' }, uploads)).toBeUndefined();
});
