/** Whether a service of the foundation runs in subnets that another account shares. */
export interface SharedSubnetService {
  /** The service, and what of it runs in a VPC. */
  readonly name: string;
  /** Whether AWS lists it among the services that support resources in shared subnets. What is not listed may work, and AWS says of it neither that nor the contrary: try it first. */
  readonly isListed: boolean;
  /** What its participants have to know; undefined where there is nothing. */
  readonly note?: string;
  /** AWS's page. */
  readonly source: string;
}

/** The list, which "is intended to include all services" and names what else may work as a possibility. */
const LIST = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing-service-behavior.html';

const listed = (name: string, source = LIST, note?: string): SharedSubnetService => ({ name, isListed: true, source, note });
const unlisted = (name: string, note?: string): SharedSubnetService => ({ name, isListed: false, source: LIST, note });

/** The services with which the foundation's accounts work in a VPC, as of 2026-11. */
export const SHARED_SUBNET_SERVICES: readonly SharedSubnetService[] = [
  unlisted('Amazon SageMaker AI training, processing and tuning jobs'),
  unlisted('Amazon SageMaker AI endpoints and batch transform'),
  unlisted('Amazon SageMaker AI Studio domains', 'Amazon SageMaker Unified Studio is another service, and is listed'),
  unlisted('AWS CodeBuild'),
  listed('AWS Lambda'),
  listed('AWS Glue', 'https://docs.aws.amazon.com/glue/latest/dg/shared-vpc.html'),
  listed('Amazon EMR', 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-clusters-in-a-vpc.html'),
  listed('Amazon Redshift', 'https://docs.aws.amazon.com/redshift/latest/mgmt/rs-shared-subnet-vpc.html'),
  listed('Amazon EC2', 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-vpc.html'),
  listed('Amazon ECS', 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-regions-zones.html'),
  listed('Amazon EFS', 'https://docs.aws.amazon.com/efs/latest/ug/mount-fs-diff-account-same-vpc.html'),
  listed('AWS PrivateLink', 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html', 'participants use the owner\'s endpoints, and neither see nor make any'),
];
