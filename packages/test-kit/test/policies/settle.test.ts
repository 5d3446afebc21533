import { logicalIdIn, settle } from '../../src/policies/settle';

test.each([
  [{ Ref: 'Bucket' }, 'data'],
  [{ Ref: 'Unknown' }, '<Unknown>'],
  [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:data'],
  [{ 'Fn::GetAtt': 'Bucket.Arn' }, 'arn:data'],
  [{ 'Fn::Join': ['', ['arn:', { Ref: 'Bucket' }, '/*']] }, 'arn:data/*'],
  [{ 'Fn::Join': ['', { 'Fn::Split': ['at', { Ref: 'Bucket' }] }] }, 'da'],
  [{ 'Fn::Sub': '${Bucket}-${!literal}' }, 'data-${!literal}'],
  [{ 'Fn::Sub': ['${name}-${Bucket}', { name: { Ref: 'Bucket' } }] }, 'data-data'],
  [[{ Ref: 'AWS::NoValue' }, 'a'], ['a']],
  [{ a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
])('%j becomes %j', (value, settled) => {
  expect(settle(value, { 'Bucket': 'data', 'Bucket.Arn': 'arn:data' })).toEqual(settled);
});

test('an intrinsic function it does not know is refused', () => {
  expect(() => settle({ 'Fn::Select': [0, []] }, {})).toThrow('Fn::Select');
});

test('the logical id in a reference', () => {
  expect([{ Ref: 'A' }, { 'Fn::GetAtt': ['B', 'Arn'] }, 'text', undefined].map(logicalIdIn)).toEqual(['A', 'B', undefined, undefined]);
});
