import { obeysResourceControl } from '../../src/evaluation/resource-control';
import { HERE, read, session, THERE } from './fixtures';

const LINKED = `arn:aws:iam::${HERE}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`;

test.each([
  ['s3:GetObject', true], ['S3:GetObject', true], ['kms:Decrypt', true], ['sts:AssumeRole', true], ['codepipeline:PutApprovalResult', true], ['kms:RetireGrant', false],
  ['sagemaker:CreateEndpoint', false], ['glue:GetTable', false], ['lambda:InvokeFunction', false], ['iam:PassRole', false],
])('%s: %s', (action, expected) => {
  expect(obeysResourceControl(read({ action }), undefined)).toBe(expected);
});

test('resources of the management account are free, its principals elsewhere are not', () => {
  expect([obeysResourceControl(read(), HERE), obeysResourceControl(read({ resourceAccount: THERE }), HERE), obeysResourceControl(read({ resourceAccount: THERE }), THERE)]).toEqual([false, true, false]);
});

test('service-linked roles are free, and may be assumed', () => {
  expect(obeysResourceControl(read({ principal: { ...session, roleArn: LINKED } }), undefined)).toBe(false);
  expect(obeysResourceControl(read({ action: 'sts:AssumeRole', resource: LINKED }), undefined)).toBe(false);
});
