import { acknowledgements, synthesize } from '@mlops-foundation/test-kit';
import { Aws } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { acknowledgeWildcards } from '../../src/private/wildcards';

const known = new PolicyStatement({ actions: ['s3:Get*', 's3:PutObject'], resources: [`arn:${Aws.PARTITION}:s3:::data-*`, 'arn:plain'] });
const denied = new PolicyStatement({ effect: Effect.DENY, actions: ['kms:*'], resources: ['*'] });
const later = new PolicyStatement({ actions: ['sqs:*'], resources: ['arn:queue'] });

const { findings, stack } = synthesize((scope) => {
  const policy = new ManagedPolicy(scope, 'Policy', { statements: [known, denied, later] });
  acknowledgeWildcards(policy, [known, denied], 'a reason');
});

test('each wildcard that is allowed gets the reason under the name that cdk-nag has for it', () => {
  expect(acknowledgements(stack)).toEqual([
    { path: 'Stack/Policy', id: 'AwsSolutions-IAM5[Action::s3:Get*]', reason: 'a reason' },
    { path: 'Stack/Policy', id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::data-*]', reason: 'a reason' },
  ]);
});

test('a wildcard that was not spoken of stays a finding', () => {
  expect(findings.map(({ id }) => id)).toEqual(['AwsSolutions-IAM5[Action::sqs:*]']);
});

test('statements without wildcards leave no trace', () => {
  const { stack: plain } = synthesize((scope) => acknowledgeWildcards(new ManagedPolicy(scope, 'Policy', { statements: [denied] }), [denied], 'a reason'));
  expect(acknowledgements(plain)).toEqual([]);
});
