import { coerce } from '../../src/model/coerce';
import { serialize } from '../../src/model/serialize-output';
import type { ServiceModel } from '../../src/model/service-model';
import { problemsOf } from '../../src/model/validate-input';

const model: ServiceModel = {
  metadata: { protocol: 'json', endpointPrefix: 'x', serviceId: 'X', serviceFullName: 'X' },
  operations: {},
  shapes: {
    Input: { type: 'structure', required: ['name'], members: { name: { shape: 'Name' }, count: { shape: 'Count' }, kind: { shape: 'Kind' }, tags: { shape: 'Tags' }, at: { shape: 'Time' }, deep: { shape: 'Input' } } },
    Name: { type: 'string', min: 2, max: 5, pattern: '[a-z]+' },
    Count: { type: 'integer', min: 1 },
    Kind: { type: 'string', enum: ['A', 'B'] },
    Tags: { type: 'list', member: { shape: 'Name' } },
    Time: { type: 'timestamp' },
  },
};
const reference = { shape: 'Input' };

test('input that satisfies the model has no problems', () => {
  expect(problemsOf(model, reference, { name: 'abc', count: 1, kind: 'A', tags: ['xy'] })).toEqual([]);
});

test('every problem is told, with its place', () => {
  const problems = problemsOf(model, reference, { count: 0, kind: 'C', tags: ['TOO'], deep: { name: 'abcdef', other: 1 } });
  expect(problems).toEqual([
    "Value null at 'name' failed to satisfy constraint: Member must not be null",
    "Value '0' at 'count' failed to satisfy constraint: Member must have value greater than or equal to 1",
    "Value 'C' at 'kind' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
    "Value 'TOO' at 'tags.1.member' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
    "Unknown parameter 'deep.other', must be one of: name, count, kind, tags, at, deep",
    "Value 'abcdef' at 'deep.name' failed to satisfy constraint: Member must have length less than or equal to 5",
  ]);
});

test('properties of CloudFormation get the types of the API, whatever the case of their names', () => {
  expect(coerce(model, reference, { Name: 'abc', Count: '3', Unknown: 1, Deep: { NAME: 'x' } })).toEqual({ name: 'abc', count: 3, deep: { name: 'x' } });
});

test('dates go out as seconds and unknown members stay in', () => {
  expect(serialize(model, reference, { name: 'abc', at: new Date(1500), secret: 'x' })).toEqual({ name: 'abc', at: 1.5 });
});
