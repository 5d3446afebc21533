import { Aws } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge, synthesize } from '@mlops-foundation/test-kit';
import { type Allowed, allow } from '../src/statements';

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
