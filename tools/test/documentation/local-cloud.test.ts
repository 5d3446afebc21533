import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { localCloudTable, withTable } from '../../documentation/local-cloud';
import { ROOT } from '../../root';

test('docs/local-cloud.md says what the code says: npm run build writes it', () => {
  const text = readFileSync(path.join(ROOT, 'docs', 'local-cloud.md'), 'utf8');
  expect(withTable(text, localCloudTable())).toBe(text);
});

test('operations and resource types of the services are found', () => {
  const table = localCloudTable().join('\n');
  expect(table).toMatch(/\| codecommit \| .*CreatePullRequest.* \| `AWS::CodeCommit::Repository` \|/);
});

test('a document without a place for the table is refused', () => {
  expect(() => withTable('# nothing', [])).toThrow('has no place for its table');
});
