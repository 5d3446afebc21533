import { pairsAt, textsAt, valuesAt } from '../../src/authorization/parameters';

const GIVEN = {
  name: 'a', count: 3, on: false, empty: '', nothing: null, since: new Date(0),
  list: [{ role: 'x' }, {}, { role: 'y' }], map: { one: { role: 'z' }, two: 'text', three: ['list'] }, json: '{"role":"j"}',
};

const read = <T>(reader: (parameters: unknown, path: string, complain: (problem: string) => void) => T, path: string, given: unknown = GIVEN) => {
  const problems: string[] = [];
  return { values: reader(given, path, (problem) => problems.push(problem)), problems };
};

test.each([
  ['name', ['a']], ['count', ['3']], ['on', ['false']], ['empty', []], ['nothing', []], ['missing.deeper[]', []], ['since', ['1970-01-01T00:00:00.000Z']],
  ['list[].role', ['x', 'y']], ['map{keys}', ['one', 'two', 'three']], ['map.*.role', ['z']], ['json{json}.role', ['j']], ['name{suffix}', [':a']],
])('%s', (path, expected) => expect(read(textsAt, path)).toEqual({ values: expected, problems: [] }));

test.each([
  ['name.deeper', 'name is "a": it must be a structure'],
  ['map[].x', 'map is {"one":{"role":"z"},"two":"text","three":["list"]}: it must be a list'],
  ['list', 'list is [{"role":"x"},{},{"role":"y"}]: it must be a text, a number or a boolean'],
  ['count{json}', 'count is 3: it must be JSON text'],
  ['count{path}', 'count is 3: it must be a text'],
  ['map.two.three', 'map.two is "text": it must be a structure'],
])('%s is told: %s', (path, problem) => expect(read(textsAt, path)).toEqual({ values: [], problems: [problem] }));

test('what a structure only inherits is not there', () => {
  expect(read(valuesAt, 'constructor').values).toEqual([]);
});

test('parameters that are none', () => {
  expect(read(textsAt, 'name', 'text').problems).toEqual(['parameters is "text": it must be a structure']);
  expect(read(textsAt, 'name', null)).toEqual({ values: [], problems: [] });
});

test('a long value is cut', () => {
  expect(read(textsAt, 'a.b', { a: 'x'.repeat(200) }).problems[0]).toMatch(/^a is "x{79}…: it must be a structure$/);
});

describe('pairs', () => {
  test.each([
    ['a map', { team: 'a', n: 1 }, [['team', 'a'], ['n', '1']]],
    ['a list', [{ Key: 'team', Value: 'a' }], [['team', 'a']]],
    ['a list in small letters', [{ key: 'team', value: 'a' }], [['team', 'a']]],
    ['a list of KMS', [{ TagKey: 'team', TagValue: 'a' }], [['team', 'a']]],
    ['a tag without a value', [{ Key: 'team' }], [['team', '']]],
    ['a query', 'team=a&x=%26', [['team', 'a'], ['x', '&']]],
  ])('of %s', (_, tags, expected) => expect(read(pairsAt, 'tags', { tags })).toEqual({ values: expected, problems: [] }));

  test.each([
    [3, 'tags is 3: it must be a map or a list of tags'],
    [[{ Value: 'a' }], 'tags holds {"Value":"a"}: a tag has a key'],
    [{ team: { a: 1 } }, 'tags has {"a":1} under "team": it must be a text'],
  ])('of %j are told', (tags, problem) => expect(read(pairsAt, 'tags', { tags })).toEqual({ values: [], problems: [problem] }));
});
