import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readImages } from '../../src/processes/images-file';

const folder = mkdtempSync(path.join(tmpdir(), 'images-'));
const file = path.join(folder, 'images.json');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (content: unknown) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readImages(file);
};

test('rows name programs beside their file', () => {
  expect(read([{ pattern: '/a:', environment: 'steps', serve: ['{python}', '{folder}/serve.py'] }, { pattern: '/b:', environment: 'build' }])).toEqual([
    { pattern: '/a:', environment: 'steps', serve: ['{python}', `${folder}/serve.py`] }, { pattern: '/b:', environment: 'build' },
  ]);
});

test('everything that is wrong with rows is told at once', () => {
  expect(() => read([{ pattern: '(', environment: 'steps' }, { pattern: '/a:', serve: 'x' }])).toThrow(
    `${file}: row 1: pattern ( is no regular expression; row 2: environment must be a text, not undefined; row 2: serve must be a list of texts, not "x"`,
  );
});

test.each([['{}', 'is no list of rows'], ['nothing', 'cannot be read']])('%s is no such file', (content, problem) => {
  expect(() => read(content)).toThrow(problem);
});
