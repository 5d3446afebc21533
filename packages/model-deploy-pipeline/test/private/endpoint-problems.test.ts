import { Aws, Token } from 'aws-cdk-lib';
import type { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { endpointProblems } from '../../src/private/endpoint-problems';
import type { ModelEndpointProps } from '../../src';

const GOOD = { endpointName: 'credit', modelPackageArn: 'arn:aws:sagemaker:eu-west-1:111111111111:model-package/p-1/1', instanceType: 'ml.m5.large', instanceCount: 2, securityGroups: [{} as ISecurityGroup] };
const problemsOf = (change: Partial<ModelEndpointProps>) => endpointProblems({ ...GOOD, ...change } as ModelEndpointProps);

test.each<[keyof ModelEndpointProps, unknown, string]>([
  ['endpointName', 'a_b', 'Choose a shorter or plainer name'], ['endpointName', 'e'.repeat(64), 'Choose a shorter or plainer name'], ['endpointName', '', 'Choose a shorter or plainer name'],
  ['modelPackageArn', 'arn:aws:sagemaker:eu-west-1:111111111111:model-package-group/p-1', 'Take it from ListModelPackages'], ['modelPackageArn', 'p-1/1', 'Take it from ListModelPackages'],
  ['instanceType', 'm5.large', 'Begin it with ml.'], ['instanceType', 'ml.m5', 'Begin it with ml.'],
  ['instanceCount', 0, 'Give 2 or more where the loss of a zone must not end the service'], ['instanceCount', 1.5, 'Give 2 or more where the loss of a zone must not end the service'],
  ['securityGroups', [], 'Give the network\'s workload group'],
])('%s %j is refused with prop, value and remedy', (prop, value, remedy) => {
  expect(problemsOf({ [prop]: value })).toEqual([{ prop, value, rule: expect.any(String), remedy }]);
});

test.each(['', '-cn', '-us-gov'])('a version of partition aws%s is taken', (end) => {
  expect(problemsOf({ modelPackageArn: GOOD.modelPackageArn.replace('arn:aws', `arn:aws${end}`) })).toEqual([]);
});

test('values that are not known yet are taken', () => {
  expect(problemsOf({ endpointName: `${Aws.STACK_NAME}_`, modelPackageArn: Aws.STACK_NAME, instanceType: Aws.STACK_NAME, instanceCount: Token.asNumber({ Ref: 'Count' }) })).toEqual([]);
});

test('every problem is told at once', () => {
  expect(problemsOf({ endpointName: '', modelPackageArn: '', instanceType: '', instanceCount: 0, securityGroups: [] }).map(({ prop }) => prop)).toEqual(['endpointName', 'modelPackageArn', 'instanceType', 'instanceCount', 'securityGroups']);
});
