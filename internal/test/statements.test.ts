import { Aws } from 'aws-cdk-lib';
import { Effect, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge, acknowledgements, synthesize } from '@mlops-foundation/test-kit';
import { acknowledgeWildcards, type Allowed, allow } from '../src/statements';

const findingsOf = (...statements: Omit<Allowed, 'actions'>[]) =>
  synthesize((stack) => {
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const bucket = new Bucket(stack, 'Bucket', { enforceSSL: true });
    acknowledge(bucket, 'not what is tested', 'AwsSolutions-S1');
    allow(role, { actions: ['s3:GetObject'], resources: [bucket.arnForObjects('in/*'), 'arn:*:s3:::a'], wildcards: 'below a folder' });
    for (const statement of statements) allow(role, { actions: ['s3:GetObject'], ...statement });
  }, { account: '111111111111', region: 'eu-west-1' }).findings.map(({ id }) => id);

test('wildcards with a reason are no findings: of text, of pseudo parameters, of resources', () => {
  expect(findingsOf({ resources: [`arn:${Aws.PARTITION}:s3:::${Aws.ACCOUNT_ID}/*`], wildcards: 'each account has its own' })).toEqual([]);
});

test('a wildcard without a reason stays a finding, beside others that have one', () => {
  expect(findingsOf({ resources: ['arn:aws:s3:::other/*'] })).toEqual(['AwsSolutions-IAM5[Resource::arn:aws:s3:::other/*]']);
});

test('a wildcard in an action is never accepted', () => {
  expect(findingsOf({ resources: ['arn:aws:s3:::a'], wildcards: 'none', ...{ actions: ['s3:Get*'] } })).toEqual(['AwsSolutions-IAM5[Action::s3:Get*]']);
});

describe('the wildcards of a policy', () => {
  const known = new PolicyStatement({ actions: ['s3:Get*', 's3:PutObject'], resources: [`arn:${Aws.PARTITION}:s3:::data-*`, 'arn:plain'] });
  const denied = new PolicyStatement({ effect: Effect.DENY, actions: ['kms:*'], resources: ['*'] });
  const later = new PolicyStatement({ actions: ['sqs:*'], resources: ['arn:queue'] });
  const { findings, stack } = synthesize((scope) => {
    const policy = new ManagedPolicy(scope, 'Policy', { statements: [known, denied, later] });
    acknowledgeWildcards(policy, [known, denied], 'a reason');
  });

  test('that are allowed get the reason, in actions too, each under the name that cdk-nag has for it', () => {
    expect(acknowledgements(stack)).toEqual([
      { path: 'Stack/Policy', id: 'AwsSolutions-IAM5[Action::s3:Get*]', reason: 'a reason' },
      { path: 'Stack/Policy', id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::data-*]', reason: 'a reason' },
    ]);
  });

  test('that were not spoken of stay findings', () => {
    expect(findings.map(({ id }) => id)).toEqual(['AwsSolutions-IAM5[Action::sqs:*]']);
  });

  test('leave no trace where there are none', () => {
    const { stack: plain } = synthesize((scope) => acknowledgeWildcards(new ManagedPolicy(scope, 'Policy', { statements: [denied] }), [denied], 'a reason'));
    expect(acknowledgements(plain)).toEqual([]);
  });
});
