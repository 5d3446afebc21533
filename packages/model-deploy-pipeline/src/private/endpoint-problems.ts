import { Token } from 'aws-cdk-lib';
import type { ModelEndpointProps } from '../serving/model-endpoint';
import { NAME_LIMITS } from './names';
import type { Problem } from './validation-error';

/** What is wrong with an endpoint's props (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html). Unresolved tokens are not looked at. */
export function endpointProblems({ endpointName, modelPackageArn, instanceType, instanceCount, securityGroups }: ModelEndpointProps): Problem[] {
  const problems: Problem[] = [];
  const known = (value: unknown) => value !== undefined && !Token.isUnresolved(value);
  if (known(endpointName) && (!/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(endpointName) || endpointName.length > NAME_LIMITS.endpoint)) {
    problems.push({ prop: 'endpointName', value: endpointName, rule: `it has at most ${NAME_LIMITS.endpoint} letters, digits and inner hyphens`, remedy: 'Choose a shorter or plainer name' });
  }
  if (known(modelPackageArn) && !/^arn:[^:]+:sagemaker:[^:]+:\d{12}:model-package\/.+\/\d+$/.test(modelPackageArn)) {
    problems.push({ prop: 'modelPackageArn', value: modelPackageArn, rule: 'it is the ARN of a version: arn:aws:sagemaker:<region>:<account>:model-package/<group>/<number>', remedy: 'Take it from ListModelPackages' });
  }
  if (known(instanceType) && !/^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(instanceType)) {
    problems.push({ prop: 'instanceType', value: instanceType, rule: 'it is a SageMaker instance type such as ml.m5.large', remedy: 'Begin it with ml.' });
  }
  if (known(instanceCount) && (!Number.isInteger(instanceCount) || Number(instanceCount) < 1)) {
    problems.push({ prop: 'instanceCount', value: instanceCount, rule: 'it is a whole number of at least 1', remedy: 'Give 2 or more where the loss of a zone must not end the service' });
  }
  if (securityGroups.length === 0) problems.push({ prop: 'securityGroups', value: [], rule: 'a container in a VPC has one security group at least', remedy: 'Give the network\'s workload group' });
  return problems;
}
