import { App, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ModelGroupSource } from '../../src';

test('a group is what its attributes say', () => {
  const stack = new Stack(new App(), 'Stack');
  const attributes = { modelGroupArn: 'arn', modelGroupName: 'p-1', bucket: new Bucket(stack, 'Bucket'), encryptionKey: new Key(stack, 'Key') };
  expect({ ...ModelGroupSource.fromAttributes(attributes) }).toEqual(attributes);
});
