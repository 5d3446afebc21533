import { Stack } from 'aws-cdk-lib';
import { roleArnPatterns } from '../../src/private/role-arn-patterns';

test('each role has a pattern, in any partition', () => {
  expect(new Stack().resolve(roleArnPatterns({ account: '444444444444', roleNames: ['a', 'b-*'] }))).toEqual(['a', 'b-*'].map((name) => (
    { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::444444444444:role/${name}`]] }
  )));
});
