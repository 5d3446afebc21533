import { packages } from '../../../packages/packages';
import { missingPrograms, programsIn, programsOf } from '../../../release/trial/readme-programs';
import { isPlainPython } from '../../../release/artifacts/python-distributions';

const published = packages().filter((each) => !each.isPrivate || isPlainPython(each));

test.each(published)('the README of $name shows a program in each language that can use it', (each) => {
  expect(missingPrograms(each, programsOf(each))).toEqual([]);
});

test('programs are told from parts of one', () => {
  const readme = ['```ts', 'part();', '```', '```ts nofixture', 'whole();', '```', '```python', 'whole()', '```', '```', 'shell', '```'].join('\n');
  expect(programsIn(readme)).toEqual({ typescript: ['whole();\n'], python: ['whole()\n'] });
});

test('what a README does not show is named', () => {
  const none = { typescript: [], python: [] };
  expect(missingPrograms({ ...published[0], kind: 'constructs' }, none)).toHaveLength(2);
  expect(missingPrograms({ ...published[0], kind: 'node' }, none)).toEqual([expect.stringContaining('TypeScript')]);
  expect(missingPrograms({ ...published[0], kind: 'python' }, none)).toEqual([expect.stringContaining('Python')]);
});
