import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Aws } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { ModelEndpoint, type ModelEndpointProps } from '../../src';
import { PROD, REGION, TOOLING } from '../fixtures';

function endpoint(scope: Construct, id: string, change: Partial<ModelEndpointProps> = {}): ModelEndpoint {
  return new ModelEndpoint(scope, id, {
    endpointName: id, modelPackageArn: `arn:${Aws.PARTITION}:sagemaker:${REGION}:${TOOLING}:model-package/p-1/1`, instanceType: 'ml.m5.large',
    role: Role.fromRoleName(scope, `${id}Role`, 'mlops-credit-model-execution'), encryptionKey: Key.fromKeyArn(scope, `${id}Key`, `arn:${Aws.PARTITION}:kms:${REGION}:${PROD}:key/own`),
    vpc: Vpc.fromVpcAttributes(scope, `${id}Vpc`, { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-1', 'subnet-2'], privateSubnetRouteTableIds: ['rtb-1', 'rtb-2'], isolatedSubnetIds: ['subnet-3', 'subnet-4'], isolatedSubnetRouteTableIds: ['rtb-3', 'rtb-4'] }),
    securityGroups: [SecurityGroup.fromSecurityGroupId(scope, `${id}Group`, 'sg-1')], ...change,
  });
}

describeConstruct('ModelEndpoint', {
  'with defaults': (scope, id) => endpoint(scope, id),
  'with everything': (scope, id) => endpoint(scope, id, { instanceCount: 2, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } }),
});

const { template } = synthesize((scope) => endpoint(scope, 'credit', { instanceCount: 2, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED } }), { account: PROD, region: REGION });

test('the approved version of the registry is served, in the subnets that were chosen', () => {
  template.hasResourceProperties('AWS::SageMaker::Model', {
    PrimaryContainer: { ModelPackageName: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:sagemaker:${REGION}:${TOOLING}:model-package/p-1/1`]] } },
    VpcConfig: { Subnets: ['subnet-3', 'subnet-4'], SecurityGroupIds: ['sg-1'] },
  });
});

test('the private subnets are the default, and one instance', () => {
  const plain = synthesize((scope) => endpoint(scope, 'credit'), { account: PROD, region: REGION }).template;
  plain.hasResourceProperties('AWS::SageMaker::Model', { VpcConfig: { Subnets: ['subnet-1', 'subnet-2'] } });
  plain.hasResourceProperties('AWS::SageMaker::EndpointConfig', { ProductionVariants: [{ InitialInstanceCount: 1 }] });
});

test('the storage of instances is under the key, and the variant\'s name is constant', () => {
  template.hasResourceProperties('AWS::SageMaker::EndpointConfig', {
    KmsKeyId: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:kms:${REGION}:${PROD}:key/own`]] },
    ProductionVariants: [{ VariantName: 'main', InstanceType: 'ml.m5.large', InitialInstanceCount: 2, InitialVariantWeight: 1 }],
  });
});

test('applications call it by the name they were given', () => {
  template.hasResourceProperties('AWS::SageMaker::Endpoint', { EndpointName: 'credit' });
});

test('model and configuration have no name of their own, so that each version can take the place of another', () => {
  const names = ['AWS::SageMaker::Model', 'AWS::SageMaker::EndpointConfig'].flatMap((type) => Object.values(template.findResources(type)).map(({ Properties }) => Properties.ModelName ?? Properties.EndpointConfigName));
  expect(names).toEqual([undefined, undefined]);
});
