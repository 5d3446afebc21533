import { parseMatrix, readMatrix } from '../../../src/prove/personas/read-matrix';

const cell = { persona: 'clerk', purpose: 'office', action: 's3:GetObject', expect: 'deny' };
const purposes = { office: ['111111111111'] };

test('YAML and JSON say the same', () => {
  const yaml = 'purposes: { office: "111111111111" }\ncells:\n  - { persona: clerk, purpose: office, action: "s3:GetObject", expect: deny }';
  expect(parseMatrix('m', yaml)).toEqual(parseMatrix('m', JSON.stringify({ purposes, cells: [cell] })));
});

test.each<[string, unknown, string]>([
  ['a persona of its own', [], 'it is no object'],
  ['an unknown section', { purposes, cells: [cell], rows: [] }, 'rows is not known'],
  ['no cell', { purposes, cells: [] }, 'a matrix without a cell proves nothing'],
  ['cells that are no list', { purposes, cells: {} }, 'cells is {}: it must be a list'],
  ['a cell that is none', { purposes, cells: ['x'] }, 'cells[0] is "x": it must be an object'],
  ['an unknown field', { purposes, cells: [{ ...cell, resorce: 'x' }] }, 'cells[0].resorce is not known'],
  ['a misspelt expectation', { purposes, cells: [{ ...cell, expect: 'forbid' }] }, 'cells[0].expect is "forbid": it must be allow or deny'],
  ['an action with a wildcard', { purposes, cells: [{ ...cell, action: 's3:Get*' }] }, 'cells[0].action is s3:Get*'],
  ['a purpose without accounts', { purposes, cells: [{ ...cell, purpose: 'shop' }] }, 'cells[0].purpose is shop, which purposes does not name'],
  ['an account that is none', { purposes: { office: ['12'] }, cells: [cell] }, 'purposes.office holds 12'],
  ['a context that is none', { purposes, cells: [{ ...cell, context: 'x' }] }, 'cells[0].context is "x"'],
  ['an acceptance without a reason', { purposes, cells: [cell], accepted: [{ persona: 'clerk', role: 'arn:x' }] }, 'accepted[0].because is missing'],
])('%s is refused with its place', (_, given, message) => {
  expect(() => parseMatrix('m.yaml', JSON.stringify(given))).toThrow(message);
});

test('all problems are told at once', () => {
  expect(() => parseMatrix('m.yaml', JSON.stringify({ purposes, cells: [{}, { ...cell, expect: 1 }] }))).toThrow(/^m\.yaml: 5 problem\(s\)/);
});

test('a file that is not there, or no YAML, is refused', () => {
  expect(() => readMatrix('/nowhere.yaml')).toThrow('/nowhere.yaml: 1 problem(s)\n  it cannot be read (ENOENT)');
  expect(() => parseMatrix('m.yaml', 'cells: [')).toThrow('m.yaml: ');
});
