import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseMatrix, readMatrix } from '../../../src/prove/personas/read-matrix';
import { temporaryFolder } from '../../synthesized';

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
  ['a supposition that is none', { purposes, cells: [{ ...cell, ifAllowed: 'yes' }] }, 'cells[0].ifAllowed is "yes": it must be true or false'],
  ['a group of what is no purpose', { purposes, groups: { all: ['office', 'shop'] }, cells: [cell] }, 'groups.all holds shop, which purposes does not name'],
  ['a group of nothing', { purposes, groups: { all: [] }, cells: [cell] }, 'groups.all is []: it must be a text or a list of texts'],
  ['a survivor without a reason', { purposes, cells: [cell], survivors: [{ mutant: '*' }] }, 'survivors[0].because is missing'],
  ['another matrix that is no file', { extends: 3, purposes, cells: [cell] }, 'extends is 3: it must be the file of another matrix'],
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

describe('a matrix that extends another', () => {
  const written = (files: Record<string, object>) => {
    const folder = temporaryFolder();
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), JSON.stringify(content));
    return (name: string) => readMatrix(path.join(folder, name));
  };

  test('has its rows too, tells them apart by file, and its own accounts, groups and values win', () => {
    const read = written({
      'first.yaml': { purposes, groups: { all: ['office'] }, values: { team: 'one', region: 'r' }, cells: [{ ...cell, purpose: 'all' }], accepted: [{ persona: 'a', role: 'arn:a', because: 'a' }], survivors: [{ mutant: 'm', because: 'm' }] },
      'next.yaml': { extends: 'first.yaml', purposes: { office: ['222222222222'], shop: '333333333333' }, groups: { all: ['office', 'shop'] }, values: { team: 'two' }, products: { Id: 1 }, cells: [cell] },
    });
    expect(read('next.yaml')).toMatchObject({
      purposes: { office: ['222222222222'], shop: ['333333333333'] }, groups: { all: ['office', 'shop'] }, values: { team: 'two', region: 'r' }, products: { Id: '1' },
      cells: [{ at: 'first.yaml cells[0]' }, { at: 'next.yaml cells[0]' }], accepted: [{ role: 'arn:a' }], survivors: [{ at: 'first.yaml survivors[0]', mutant: 'm' }],
    });
    expect(read('first.yaml').cells[0].at).toBe('cells[0]');
  });

  test('may leave a group of it empty, whose rows ask nothing then, and none of its own', () => {
    const read = written({
      'first.yaml': { purposes, groups: { made: ['office'] }, cells: [{ ...cell, purpose: 'made' }] },
      'next.yaml': { extends: 'first.yaml', groups: { made: [] }, cells: [cell] },
      'wrong.yaml': { extends: 'first.yaml', groups: { mode: [] }, cells: [cell] },
    });
    expect(read('next.yaml').groups).toEqual({ made: [] });
    expect(() => read('wrong.yaml')).toThrow('groups.mode is []: it must be a text or a list of texts');
  });

  test('in a circle is refused, and so is one of a file that is not there', () => {
    const read = written({ 'a.yaml': { extends: 'b.yaml', purposes, cells: [cell] }, 'b.yaml': { extends: 'a.yaml' }, 'c.yaml': { extends: 'd.yaml' } });
    expect(() => read('a.yaml')).toThrow('extends is a.yaml, which extends this one in turn');
    expect(() => read('c.yaml')).toThrow(/d\.yaml: 1 problem\(s\)\n {2}it cannot be read/);
  });
});
