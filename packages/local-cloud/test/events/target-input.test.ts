import type { AwsEvent } from '../../src/events/event';
import { inputOf } from '../../src/events/target-input';

const event: AwsEvent = {
  'version': '0', 'id': '1', 'account': '111111111111', 'region': 'eu-west-1', 'time': '2026-11-24T00:00:00Z', 'source': 'aws.codecommit', 'detail-type': 'X', 'resources': [],
  'detail': { name: 'main', said: 'a "word"', list: [{ a: 1 }, { a: 2 }] },
};
const target = (more: object) => ({ Id: 't', Arn: 'arn', ...more });
const rule = { Arn: 'arn:aws:events:eu-west-1:111111111111:rule/r', Name: 'r' };
const paths = { name: '$.detail.name', said: '$.detail.said', list: '$.detail.list', none: '$.detail.none', kind: '$.detail-type' };
const filled = (InputTemplate: string) => inputOf(target({ InputTransformer: { InputPathsMap: paths, InputTemplate } }), event, rule);

test('a target gets the whole event unless it says otherwise', () => {
  expect(JSON.parse(inputOf(target({}), event))).toEqual(event);
});

test('a constant', () => {
  expect(inputOf(target({ Input: '{"x":1}' }), event)).toBe('{"x":1}');
});

test.each([['$.detail.list[0].a', '1'], ['$.detail-type', '"X"'], ['$.detail.list[*]', '[{"a":1},{"a":2}]'], ['$', JSON.stringify(event)], ['$.detail.none.deeper', 'null'], ['$[\'detail\'].name', '"main"']])('the part %s', (InputPath, expected) => {
  expect(inputOf(target({ InputPath }), event)).toBe(expected);
});

describe('a template', () => {
  test('of JSON takes values as JSON', () => {
    expect(JSON.parse(filled('{"branch": <name>, "all": <list>, "said": <said>}'))).toEqual({ branch: 'main', all: event.detail.list, said: 'a "word"' });
  });

  test('takes values as text within quotes, and keeps its own escaped quotes', () => {
    expect(JSON.parse(filled('{"text": "branch <name> \\"quoted\\" of <said>, <list>"}'))).toEqual({ text: 'branch main "quoted" of a "word", [{"a":1},{"a":2}]' });
  });

  test('of text takes texts as they are', () => {
    expect(filled('branch <name> of <kind>: <list>')).toBe('branch main of X: [{"a":1},{"a":2}]');
    expect(filled('"branch <name>"')).toBe('"branch main"');
  });

  test('leaves nothing where the event has nothing', () => {
    expect(filled('"<none>"')).toBe('""');
  });

  test('knows the rule, the time and the event', () => {
    const { detail, ...withoutDetail } = event;
    expect(JSON.parse(filled('{"a": <aws.events.rule-arn>, "n": "<aws.events.rule-name>", "t": <aws.events.event.ingestion-time>, "e": <aws.events.event>, "j": <aws.events.event.json>}')))
      .toEqual({ a: rule.Arn, n: 'r', t: event.time, e: withoutDetail, j: { ...withoutDetail, detail } });
  });
});
