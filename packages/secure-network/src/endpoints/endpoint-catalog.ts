import type { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { ENTRIES } from '../private/endpoints/endpoint-entries';

/** An interface endpoint that a purpose needs. Its private name is the service's own, so that clients need not know of it. */
export interface EndpointEntry {
  /** The construct id, and what people call it: `SageMakerApi`. */
  readonly id: string;
  /** The AWS service. */
  readonly service: InterfaceVpcEndpointAwsService;
  /**
   * The service's FIPS endpoint, which takes its place in a network with `fips`.
   * @default - there is none
   */
  readonly fips?: InterfaceVpcEndpointAwsService;
  /**
   * Whether the endpoint takes an endpoint policy
   * (https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html).
   * @default true
   */
  readonly supportsPolicy?: boolean;
  /**
   * Whether its FIPS endpoint does.
   * @default - as the endpoint itself
   */
  readonly fipsTakesPolicy?: boolean;
  /**
   * Whether the endpoint takes IPv6 addresses, which it has in a network with `ipv6`
   * (https://docs.aws.amazon.com/vpc/latest/userguide/aws-ipv6-support.html, private endpoints). A FIPS endpoint has IPv4 addresses only.
   * @default false
   */
  readonly supportsIpv6?: boolean;
  /**
   * The partitions that have the service: `aws`, `aws-cn`, `aws-us-gov`.
   * @default - every one
   */
  readonly partitions?: string[];
  /**
   * The regions that have the service, where its partition does not say it.
   * @default - every one of the partitions
   */
  readonly regions?: string[];
  /**
   * The page of AWS that describes the endpoint.
   * @default - not said
   */
  readonly source?: string;
}

/**
 * Endpoint sets as data: which AWS services a private network must reach for a purpose. Where one is missing a job does not fail but waits until it times out.
 * S3 and DynamoDB have gateway endpoints always.
 * @example
 * new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], endpoints: [EndpointCatalog.TRAINING, EndpointCatalog.DATA_ACCESS] });
 */
export class EndpointCatalog {
  /** What training and processing jobs in a VPC call: images, logs, metrics, keys, sessions, SageMaker. */
  static readonly TRAINING = new EndpointCatalog('training', [ENTRIES.ecrApi, ENTRIES.ecrDocker, ENTRIES.kms, ENTRIES.logs, ENTRIES.monitoring, ENTRIES.sageMakerApi, ENTRIES.sts]);

  /** What an endpoint's containers and their callers need. */
  static readonly INFERENCE = new EndpointCatalog('inference', [ENTRIES.ecrApi, ENTRIES.ecrDocker, ENTRIES.kms, ENTRIES.logs, ENTRIES.monitoring, ENTRIES.sageMakerRuntime, ENTRIES.sts]);

  /**
   * What Studio in VPC-only mode calls, with its projects and repositories
   * (https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html).
   */
  static readonly STUDIO = new EndpointCatalog('studio', [
    ENTRIES.codeCommit, ENTRIES.ecrApi, ENTRIES.ecrDocker, ENTRIES.git, ENTRIES.kms, ENTRIES.logs, ENTRIES.monitoring, ENTRIES.sageMakerApi, ENTRIES.sageMakerRuntime, ENTRIES.sageMakerStudio,
    ENTRIES.serviceCatalog, ENTRIES.ssm, ENTRIES.sts,
  ]);

  /** What reads a data lake and a feature store. */
  static readonly DATA_ACCESS = new EndpointCatalog('data-access', [ENTRIES.athena, ENTRIES.glue, ENTRIES.lakeFormation, ENTRIES.sageMakerFeatureStore]);

  /** What builds and deployments in a VPC call. In China without CodePipeline, which AWS's pages say is not there: take `PIPELINES_IN_CHINA`. */
  static readonly PIPELINES = new EndpointCatalog('pipelines', [
    ENTRIES.cloudFormation, ENTRIES.codeBuild, ENTRIES.codeCommit, ENTRIES.codePipeline, ENTRIES.ecrApi, ENTRIES.ecrDocker, ENTRIES.events, ENTRIES.git, ENTRIES.kms, ENTRIES.logs, ENTRIES.sageMakerApi,
    ENTRIES.ssm, ENTRIES.stepFunctions, ENTRIES.sts,
  ]);

  /** What builds and deployments in a VPC call in the regions of China. */
  static readonly PIPELINES_IN_CHINA = new EndpointCatalog('pipelines-in-china', EndpointCatalog.PIPELINES.entries.filter(({ id }) => id !== ENTRIES.codePipeline.id));

  /** What people and agents that operate machines call: sessions, secrets, traces, metrics. */
  static readonly OPERATIONS = new EndpointCatalog('operations', [ENTRIES.events, ENTRIES.kms, ENTRIES.logs, ENTRIES.monitoring, ENTRIES.secretsManager, ENTRIES.ssm, ENTRIES.ssmMessages, ENTRIES.xRay]);

  /** Packages and images from repositories of your own instead of the internet. Not in China, GovCloud and other regions that have no CodeArtifact. */
  static readonly PACKAGE_MIRROR = new EndpointCatalog('package-mirror', [ENTRIES.codeArtifactApi, ENTRIES.codeArtifactRepositories, ENTRIES.ecrApi, ENTRIES.ecrDocker, ENTRIES.sts]);

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
