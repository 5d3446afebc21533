import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { acknowledge, acknowledgements, synthesize, unacknowledgedFindings } from '../../src';

describe('unacknowledgedFindings', () => {
  test('a stack with an open bucket has findings', () => {
    const { findings } = synthesize((stack) => new Bucket(stack, 'Open'));
    expect(findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['AwsSolutions-S1', 'AwsSolutions-S10']));
    expect(findings[0].path).toBe('Stack/Open/Resource');
  });

  test('a wildcard action is a finding that is named exactly', () => {
    const { findings } = synthesize((stack) => wildcardRole(stack));
    expect(findings.map(({ id }) => id)).toContain('AwsSolutions-IAM5[Action::s3:*]');
  });

  test('an acknowledged finding is gone, the others stay', () => {
    const { findings } = synthesize((stack) => acknowledge(new Bucket(stack, 'Open'), 'the test needs no access logs', 'AwsSolutions-S1'));
    expect(findings.map(({ id }) => id)).toEqual(['AwsSolutions-S10']);
  });

  test('a finding acknowledged in the construct itself is gone', () => {
    const { findings } = synthesize((stack) => {
      const role = wildcardRole(stack);
      Validations.of(role).acknowledge({ id: 'AwsSolutions-IAM5[Action::s3:*]', reason: 'a test' });
    });
    expect(findings.map(({ id }) => id)).toEqual(['AwsSolutions-IAM5[Resource::*]']);
  });
});

test('acknowledgements are listed with path, id and reason', () => {
  const { stack } = synthesize((scope) => acknowledge(new Bucket(scope, 'Open'), 'a test', 'AwsSolutions-S1', 'AwsSolutions-S10'));
  expect(acknowledgements(stack)).toEqual([
    { path: 'Stack/Open', id: 'AwsSolutions-S1', reason: 'a test' },
    { path: 'Stack/Open', id: 'AwsSolutions-S10', reason: 'a test' },
  ]);
  expect(unacknowledgedFindings(stack)).toEqual([]);
});

function wildcardRole(stack: Stack): Role {
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
  return role;
}
