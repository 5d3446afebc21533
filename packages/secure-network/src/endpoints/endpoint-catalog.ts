import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';

/** An interface endpoint that a purpose needs. */
export interface EndpointEntry {
  /** The construct id, and what people call it: `SageMakerApi`. */
  readonly id: string;
  /** The AWS service. */
  readonly service: InterfaceVpcEndpointAwsService;
  /**
   * Whether the endpoint takes an endpoint policy
   * (https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html).
   * @default true
   */
  readonly supportsPolicy?: boolean;
}

/**
 * Endpoint sets as data: which AWS services a private network must reach for a purpose.
 * @example
 * new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], endpoints: [EndpointCatalog.TRAINING] });
 */
export class EndpointCatalog {
  /** What training and processing jobs in a VPC call: images, logs, metrics, keys, sessions, SageMaker. S3 has a gateway endpoint always. */
  static readonly TRAINING = new EndpointCatalog('training', [
    { id: 'EcrApi', service: InterfaceVpcEndpointAwsService.ECR },
    { id: 'EcrDocker', service: InterfaceVpcEndpointAwsService.ECR_DOCKER },
    { id: 'Kms', service: InterfaceVpcEndpointAwsService.KMS },
    { id: 'Logs', service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS },
    { id: 'Monitoring', service: InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING },
    { id: 'SageMakerApi', service: InterfaceVpcEndpointAwsService.SAGEMAKER_API },
    { id: 'Sts', service: InterfaceVpcEndpointAwsService.STS },
  ]);

  /** What an endpoint's containers and their callers need. */
  static readonly INFERENCE = new EndpointCatalog('inference', [
    { id: 'EcrApi', service: InterfaceVpcEndpointAwsService.ECR },
    { id: 'EcrDocker', service: InterfaceVpcEndpointAwsService.ECR_DOCKER },
    { id: 'Kms', service: InterfaceVpcEndpointAwsService.KMS },
    { id: 'Logs', service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS },
    { id: 'Monitoring', service: InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING },
    { id: 'SageMakerRuntime', service: InterfaceVpcEndpointAwsService.SAGEMAKER_RUNTIME },
    { id: 'Sts', service: InterfaceVpcEndpointAwsService.STS },
  ]);

  /** What notebooks and people in a private network call besides the training set. */
  static readonly EXPERIMENTATION = new EndpointCatalog('experimentation', [
    { id: 'Athena', service: InterfaceVpcEndpointAwsService.ATHENA },
    { id: 'Git', service: InterfaceVpcEndpointAwsService.CODECOMMIT_GIT },
    { id: 'CodeCommit', service: InterfaceVpcEndpointAwsService.CODECOMMIT },
    { id: 'Glue', service: InterfaceVpcEndpointAwsService.GLUE },
    { id: 'Ssm', service: InterfaceVpcEndpointAwsService.SSM },
  ]);

  /**
   * A set of your own.
   * @param name what the set is for
   * @param entries the services
   */
  static of(name: string, entries: EndpointEntry[]): EndpointCatalog {
    return new EndpointCatalog(name, entries);
  }

  private constructor(
    /** What the set is for. */
    readonly name: string,
    /** The services. */
    readonly entries: EndpointEntry[],
  ) {}
}
