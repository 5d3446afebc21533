import nativeDrops from '../../../packages/local-cloud/src/lowering/native-drops.json';
import { nativeDrops as read, propertiesOf } from '../../documentation/native-drops';

test('what the emulator drops is what its source says: npx tsx tools/documentation/native-drops.ts writes it', async () => {
  expect(nativeDrops).toEqual(await read());
  // it reads all of the emulator's source and CDK's, and installs the emulator where nothing did before: five seconds, jest's own limit, are not enough beside other work
}, 300_000);

test('the properties of a type are CloudFormation\'s, whatever stands in their values', () => {
  expect(propertiesOf('AWS::DynamoDB::Table')).toEqual(expect.arrayContaining(['KeySchema', 'SSESpecification', 'Tags', 'TableName']));
  expect(propertiesOf('AWS::DynamoDB::Table')).not.toContain('KeyType');
});
