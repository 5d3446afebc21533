import { InterfaceVpcEndpointAwsService as Service } from 'aws-cdk-lib/aws-ec2';
import type { EndpointEntry } from '../../endpoints/endpoint-catalog';
import { CODE_ARTIFACT } from '../perimeter/accounts-of-aws';

/** Neither China nor GovCloud has it, nor has every other region: https://docs.aws.amazon.com/general/latest/gr/codeartifact.html */
const CODE_ARTIFACT_PLACES = { partitions: ['aws'], regions: Object.keys(CODE_ARTIFACT) };
/** China has none, by AWS's page on CodeBuild there: https://docs.amazonaws.cn/en_us/aws/latest/userguide/codebuild.html */
const NOT_IN_CHINA = { partitions: ['aws', 'aws-us-gov'] };
/** Whose private endpoints support IPv6: https://docs.aws.amazon.com/vpc/latest/userguide/aws-ipv6-support.html. Endpoints that the page does not speak of have IPv4 only. */
const IPV6 = { supportsIpv6: true };
const SAGEMAKER = 'https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html';

const entry = (id: string, service: Service, source: string, rest: Partial<EndpointEntry> = {}): EndpointEntry => ({ id, service, source, ...rest });

/** Every endpoint of the sets, once. */
export const ENTRIES = {
  athena: entry('Athena', Service.ATHENA, 'https://docs.aws.amazon.com/athena/latest/ug/interface-vpc-endpoint.html', IPV6),
  cloudFormation: entry('CloudFormation', Service.CLOUDFORMATION, 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html', IPV6),
  codeArtifactApi: entry('CodeArtifactApi', Service.CODEARTIFACT_API, 'https://docs.aws.amazon.com/codeartifact/latest/ug/create-vpc-endpoints.html', { ...CODE_ARTIFACT_PLACES, ...IPV6 }),
  codeArtifactRepositories: entry('CodeArtifactRepositories', Service.CODEARTIFACT_REPOSITORIES, 'https://docs.aws.amazon.com/codeartifact/latest/ug/create-vpc-endpoints.html', { ...CODE_ARTIFACT_PLACES, ...IPV6 }),
  codeBuild: entry('CodeBuild', Service.CODEBUILD, 'https://docs.aws.amazon.com/codebuild/latest/userguide/use-vpc-endpoints-with-codebuild.html', { fips: Service.CODEBUILD_FIPS, ...IPV6 }),
  codeCommit: entry('CodeCommit', Service.CODECOMMIT, 'https://docs.aws.amazon.com/codecommit/latest/userguide/codecommit-and-interface-VPC.html', { fips: Service.CODECOMMIT_FIPS, ...IPV6 }),
  codePipeline: entry('CodePipeline', Service.CODEPIPELINE, 'https://docs.aws.amazon.com/codepipeline/latest/userguide/vpc-support.html', NOT_IN_CHINA),
  ecrApi: entry('EcrApi', Service.ECR, 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html'),
  ecrDocker: entry('EcrDocker', Service.ECR_DOCKER, 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html'),
  events: entry('Events', Service.EVENTBRIDGE, 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-related-service-vpc.html', IPV6),
  git: entry('Git', Service.CODECOMMIT_GIT, 'https://docs.aws.amazon.com/codecommit/latest/userguide/codecommit-and-interface-VPC.html', { fips: Service.CODECOMMIT_GIT_FIPS }),
  glue: entry('Glue', Service.GLUE, 'https://docs.aws.amazon.com/glue/latest/dg/vpc-interface-endpoints.html', IPV6),
  kms: entry('Kms', Service.KMS, 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-vpc-endpoint.html', { fips: Service.KMS_FIPS, ...IPV6 }),
  lakeFormation: entry('LakeFormation', Service.LAKE_FORMATION, 'https://docs.aws.amazon.com/lake-formation/latest/dg/privatelink.html', IPV6),
  logs: entry('Logs', Service.CLOUDWATCH_LOGS, 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-and-interface-VPC.html', IPV6),
  monitoring: entry('Monitoring', Service.CLOUDWATCH_MONITORING, 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-interface-VPC.html', IPV6),
  sageMakerApi: entry('SageMakerApi', Service.SAGEMAKER_API, SAGEMAKER, { fips: Service.SAGEMAKER_API_FIPS, ...IPV6 }),
  sageMakerFeatureStore: entry('SageMakerFeatureStore', Service.SAGEMAKER_FEATURESTORE_RUNTIME, SAGEMAKER),
  sageMakerMetrics: entry('SageMakerMetrics', Service.SAGEMAKER_METRICS, SAGEMAKER),
  sageMakerRuntime: entry('SageMakerRuntime', Service.SAGEMAKER_RUNTIME, SAGEMAKER, { fips: Service.SAGEMAKER_RUNTIME_FIPS, fipsTakesPolicy: false, ...IPV6 }),
  sageMakerStudio: entry('SageMakerStudio', Service.SAGEMAKER_STUDIO, 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html'),
  secretsManager: entry('SecretsManager', Service.SECRETS_MANAGER, 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html', IPV6),
  serviceCatalog: entry('ServiceCatalog', Service.SERVICE_CATALOG, 'https://docs.aws.amazon.com/servicecatalog/latest/adminguide/vpc-endpoints.html', IPV6),
  ssm: entry('Ssm', Service.SSM, 'https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html', { fips: Service.SSM_FIPS, ...IPV6 }),
  ssmMessages: entry('SsmMessages', Service.SSM_MESSAGES, 'https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html'),
  stepFunctions: entry('StepFunctions', Service.STEP_FUNCTIONS, 'https://docs.aws.amazon.com/step-functions/latest/dg/vpc-endpoints.html', IPV6),
  sts: entry('Sts', Service.STS, 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sts_vpce.html', { fips: Service.STS_FIPS, ...IPV6 }),
  xRay: entry('XRay', Service.XRAY, 'https://docs.aws.amazon.com/xray/latest/devguide/xray-security-vpc-endpoint.html', IPV6),
} as const satisfies Readonly<Record<string, EndpointEntry>>;
