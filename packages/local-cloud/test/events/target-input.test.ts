import type { AwsEvent } from '../../src/events/event';
import { inputOf } from '../../src/events/target-input';

const event: AwsEvent = {
  'version': '0', 'id': '1', 'account': '111111111111', 'region': 'eu-west-1', 'time': '2026-11-24T00:00:00Z', 'source': 'aws.codecommit', 'detail-type': 'X', 'resources': [],
  'detail': { name: 'main', list: [{ a: 1 }] },
};
const target = (more: object) => ({ Id: 't', Arn: 'arn', ...more });

test('a target gets the whole event unless it says otherwise', () => {
  expect(JSON.parse(inputOf(target({}), event))).toEqual(event);
});

test('a constant, a part', () => {
  expect(inputOf(target({ Input: '{"x":1}' }), event)).toBe('{"x":1}');
  expect(inputOf(target({ InputPath: '$.detail.list[0].a' }), event)).toBe('1');
});

test('a template with text and objects', () => {
  const InputTransformer = { InputPathsMap: { name: '$.detail.name', list: '$.detail.list' }, InputTemplate: '{"branch": <name>, "all": <list>}' };
  expect(JSON.parse(inputOf(target({ InputTransformer }), event))).toEqual({ branch: 'main', all: [{ a: 1 }] });
});
