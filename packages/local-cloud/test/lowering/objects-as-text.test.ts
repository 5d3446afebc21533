import { withObjectsAsText } from '../../src/lowering/objects-as-text';

test('a document becomes its text, with its numbers', () => {
  expect(withObjectsAsText({ Definition: { TimeoutSeconds: 3 }, Other: { a: 1 } }, ['Definition'])).toEqual({ Definition: '{"TimeoutSeconds":3}', Other: { a: 1 } });
});

test('functions in it stay functions', () => {
  const { Definition } = withObjectsAsText({ Definition: { Resource: { 'Fn::GetAtt': ['F', 'Arn'] }, n: 1, Name: { Ref: 'N' } } }, ['Definition']);
  expect(Definition).toEqual({ 'Fn::Join': ['', ['{"Resource":"', { 'Fn::GetAtt': ['F', 'Arn'] }, '","n":1,"Name":"', { Ref: 'N' }, '"}']] });
});

test('a text stays as it is', () => {
  expect(withObjectsAsText({ Definition: '{}' }, ['Definition'])).toEqual({ Definition: '{}' });
});
