import { synthesize } from '@mlops-foundation/test-kit';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ModelEndpoint } from '../../src';
import { KEY_ARN, PROD, REGION, TOOLING } from '../fixtures';

/** The account that serves, with one version in service. */
const served = (version: number) => synthesize((scope) => new ModelEndpoint(scope, 'Endpoint', {
  endpointName: 'credit', modelPackageArn: `arn:aws:sagemaker:${REGION}:${TOOLING}:model-package/p-1/${version}`, instanceType: 'ml.m5.large',
  role: Role.fromRoleName(scope, 'Role', 'mlops-credit-model-execution'), encryptionKey: Key.fromKeyArn(scope, 'Key', KEY_ARN),
  vpc: Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'], privateSubnetRouteTableIds: ['rtb-1'] }),
  securityGroups: [SecurityGroup.fromSecurityGroupId(scope, 'Group', 'sg-1')],
}), { account: PROD, region: REGION }).template;

const [one, two] = [served(1), served(2)];
const properties = (template: typeof one, type: string) => Object.entries(template.findResources(`AWS::SageMaker::${type}`)).map(([id, { Properties }]) => ({ id, Properties }))[0];

describe('a new version', () => {
  test('is another model of the same resource, which CloudFormation makes before the old one goes: neither it nor the configuration has a name in the way', () => {
    expect(properties(two, 'Model').id).toBe(properties(one, 'Model').id);
    expect(properties(two, 'Model').Properties).not.toEqual(properties(one, 'Model').Properties);
    expect([properties(two, 'Model').Properties.ModelName, properties(two, 'EndpointConfig').Properties.EndpointConfigName]).toEqual([undefined, undefined]);
    expect(properties(two, 'EndpointConfig').Properties.ProductionVariants).toEqual([expect.objectContaining({ ModelName: { 'Fn::GetAtt': [properties(two, 'Model').id, 'ModelName'] } })]);
  });

  test('keeps the endpoint: its name is the same, and its configuration is the one that was made', () => {
    expect(properties(two, 'Endpoint')).toEqual(properties(one, 'Endpoint'));
    expect(properties(two, 'Endpoint').Properties).toEqual({ EndpointName: 'credit', EndpointConfigName: { 'Fn::GetAtt': [properties(two, 'EndpointConfig').id, 'EndpointConfigName'] } });
  });

  /**
   * Where no policy is given SageMaker makes a new fleet, and then flips the traffic to it
   * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeploymentConfig.html).
   */
  test('comes blue/green: nothing chooses a rolling update', () => {
    expect(properties(two, 'Endpoint').Properties.DeploymentConfig?.RollingUpdatePolicy).toBeUndefined();
  });
});
