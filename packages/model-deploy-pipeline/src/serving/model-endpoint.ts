import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnEndpoint, CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { endpointProblems } from '../private/endpoint-problems';
import { ValidationError } from '../private/validation-error';

/** Props of an endpoint. */
export interface ModelEndpointProps {
  /** The name that applications call, at most 63 characters of letters, digits and hyphens. */
  readonly endpointName: string;
  /** The ARN of the approved version to serve; it may lie in another account's registry. */
  readonly modelPackageArn: string;
  /** `ml.m5.large`, for example. */
  readonly instanceType: string;
  /**
   * How many instances answer.
   * @default 1
   */
  readonly instanceCount?: number;
  /** The role in which the model's container runs. */
  readonly role: IRole;
  /** The key of the instances' storage. */
  readonly encryptionKey: IKey;
  /** Where the instances have their network interfaces. */
  readonly vpc: IVpc;
  /**
   * Which subnets.
   * @default - the private subnets of the VPC
   */
  readonly vpcSubnets?: SubnetSelection;
  /** What the containers may reach. */
  readonly securityGroups: ISecurityGroup[];
}

/** The one variant. Its name is constant: alarms and scaling name it. */
const VARIANT = 'main';

/**
 * A real-time SageMaker endpoint that serves an approved version in a private network.
 * @example
 * new ModelEndpoint(this, 'Endpoint', { endpointName: 'credit', modelPackageArn: arn, instanceType: 'ml.m5.large', role, encryptionKey: key, vpc, securityGroups: [group] });
 */
export class ModelEndpoint extends Construct {
  /** The name that applications call. */
  readonly endpointName: string;

  constructor(scope: Construct, id: string, props: ModelEndpointProps) {
    super(scope, id);
    ValidationError.throwIfAny(this, endpointProblems(props));
    this.endpointName = props.endpointName;
    const model = this.createModel(props);
    const configuration = this.createConfiguration(props, model);
    new CfnEndpoint(this, 'Endpoint', { endpointName: props.endpointName, endpointConfigName: configuration.attrEndpointConfigName });
  }

  private createModel({ modelPackageArn, role, vpc, vpcSubnets, securityGroups }: ModelEndpointProps): CfnModel {
    return new CfnModel(this, 'Model', {
      executionRoleArn: role.roleArn,
      primaryContainer: { modelPackageName: modelPackageArn },
      vpcConfig: { subnets: vpc.selectSubnets(vpcSubnets).subnetIds, securityGroupIds: securityGroups.map(({ securityGroupId }) => securityGroupId) },
    });
  }

  private createConfiguration({ encryptionKey, instanceType, instanceCount = 1 }: ModelEndpointProps, model: CfnModel): CfnEndpointConfig {
    return new CfnEndpointConfig(this, 'Configuration', {
      kmsKeyId: encryptionKey.keyArn,
      productionVariants: [{ variantName: VARIANT, modelName: model.attrModelName, instanceType, initialInstanceCount: instanceCount, initialVariantWeight: 1 }],
    });
  }
}
