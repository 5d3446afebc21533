import { evaluate } from '@mlops-foundation/policy-evaluation';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { identityPolicies, keyPolicies, resourcePolicies, synthesize, trustPolicy } from '../../src';

const ACCOUNT = '111111111111';
const principal = { arn: `arn:aws:iam::${ACCOUNT}:role/reader`, account: ACCOUNT };

const { template } = synthesize((stack) => {
  const bucket = new Bucket(stack, 'Data', { enforceSSL: true });
  const role = new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('in/*')] }));
  role.addManagedPolicy(new ManagedPolicy(stack, 'List', { statements: [new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] })] }));
  new Role(stack, 'Other', { assumedBy: new ServicePrincipal('ecs.amazonaws.com') });
  new Key(stack, 'Key');
}, { account: ACCOUNT, region: 'eu-west-1' });

const bucketId = Object.keys(template.findResources('AWS::S3::Bucket'))[0];
const values = { [`${bucketId}.Arn`]: 'arn:aws:s3:::data' };

test.each([
  ['s3:GetObject', 'arn:aws:s3:::data/in/a.csv', 'allowed'],
  ['s3:GetObject', 'arn:aws:s3:::data/out/a.csv', 'implicitDeny'],
  ['s3:ListBucket', 'arn:aws:s3:::data', 'allowed'],
])('%s on %s is %s by the identity policies of the role', (action, resource, decision) => {
  const identity = identityPolicies(template, /^Reader/, values);
  expect(evaluate({ principal, action, resource }, { identity }).decision).toBe(decision);
});

test('policies of another role are not read', () => {
  expect(identityPolicies(template, /^Other/, values)).toEqual([]);
});

test('the trust policy names the service', () => {
  expect(trustPolicy(template, /^Reader/).statements[0].Principal).toEqual({ Service: 'lambda.amazonaws.com' });
});

test('a pattern that more than one role matches is refused', () => {
  expect(() => trustPolicy(template, /./)).toThrow(/2 resources of AWS::IAM::Role/);
});

test('key and bucket policies are read', () => {
  expect(keyPolicies(template, /^Key/)[0].statements[0].Principal).toEqual({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
  const [policy] = resourcePolicies(template, 'AWS::S3::BucketPolicy', /^Data/, values);
  expect(policy.statements[0].Resource).toEqual(['arn:aws:s3:::data', 'arn:aws:s3:::data/*']);
});
