import nativeDrops from '../../../packages/local-cloud/src/lowering/native-drops.json';
import { nativeDrops as read, propertiesOf } from '../../documentation/native-drops';

test('what the emulator drops is what its source says: npx tsx tools/documentation/native-drops.ts writes it', async () => {
  expect(nativeDrops).toEqual(await read());
});

test('the properties of a type are CloudFormation\'s, whatever stands in their values', () => {
  expect(propertiesOf('AWS::DynamoDB::Table')).toEqual(expect.arrayContaining(['KeySchema', 'SSESpecification', 'Tags', 'TableName']));
  expect(propertiesOf('AWS::DynamoDB::Table')).not.toContain('KeyType');
});
