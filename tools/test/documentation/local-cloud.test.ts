import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { localCloudTable, withTable } from '../../documentation/local-cloud';
import { ROOT } from '../../root';

test('docs/local-cloud.md says what the code says: npm run build writes it', () => {
  const text = readFileSync(path.join(ROOT, 'docs', 'local-cloud.md'), 'utf8');
  expect(withTable(text, localCloudTable())).toBe(text);
});

test('operations are told apart by what becomes of them, and counted against AWS\'s own', () => {
  const table = localCloudTable().join('\n');
  expect(table).toMatch(/^\| servicecatalog \| 90 \| 40: .*ProvisionProduct.* \| 6: .*CreateTagOption.* \| all other 44 \|$/m);
  expect(table).toMatch(/^\| SageMaker \| .*ModelPackageGroup.* \| Domain, UserProfile \| – \|$/m);
});

test('a difference that is written beside an operation or known of the emulator is told', () => {
  const table = localCloudTable([
    { service: 'sagemaker', kind: 'operation', name: 'CreateModel', treatment: 'runs', differs: 'makes no model.' },
    { service: 'sns', kind: 'type', name: 'AWS::SNS::Topic', treatment: 'native', differs: 'is created without FifoTopic.' },
  ]).join('\n');
  expect(table).toContain('- `sagemaker:CreateModel` makes no model.');
  expect(table.split('says nothing')[1]).toContain('- `AWS::SNS::Topic` is created without FifoTopic.');
});

test('a document without a place for the table is refused', () => {
  expect(() => withTable('# nothing', [])).toThrow('has no place for its table');
});
