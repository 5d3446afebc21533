import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Dataset } from '../dataset';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'dataset-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function dataset(text: string, target = 'churned'): Dataset {
  const file = path.join(folder, 'rows.csv');
  writeFileSync(file, text);
  return new Dataset(file, target);
}

test('the last rows of each truth are taken, whatever the truths are called', () => {
  const rows = dataset('id,churned\n1,yes\n2,no\n3,yes\n4,no\n5,yes\n').lastRows(4);
  expect(rows.map(({ id, churned }) => `${id} ${churned}`)).toEqual(['2 no', '4 no', '3 yes', '5 yes']);
});

test('a request holds numbers as numbers and nothing of the truth', () => {
  const one = dataset('id,plan,minutes,churned\r\n7,gold,,yes\r\n8,tin,1.5,no\r\n');
  expect(one.lastRows(2).map((row) => one.request(row))).toEqual([{ id: 8, plan: 'tin', minutes: 1.5 }, { id: 7, plan: 'gold', minutes: '' }]);
});

test.each([
  ['id,age\n1,2\n', 'it has no column churned, the target of input.json: id, age'],
  ['id,churned\n1,yes\n2,yes\n', 'churned is yes: there must be two values to learn from'],
  ['id,churned\n"1,2",yes\n', 'it has quotes: the walk reads plain CSV, where no value holds a comma'],
])('%j is refused', (text, why) => {
  expect(() => dataset(text)).toThrow(why);
});

test('the walk\'s own dataset has two truths', () => {
  const credit = Dataset.credit(path.join(__dirname, '..', '..', '..'));
  expect(credit.lastRows(10).map((row) => row.default)).toEqual([...Array(5).fill('0'), ...Array(5).fill('1')]);
});
