import * as by from './rules-by-properties';
import { byUse, each, free, hourly, monthly, type Rule } from './rule';

const VPC = 'https://aws.amazon.com/vpc/pricing/';
const IAM = 'https://aws.amazon.com/iam/faqs/';
const KMS = 'https://aws.amazon.com/kms/pricing/';
const CLOUDWATCH = 'https://aws.amazon.com/cloudwatch/pricing/';
const EVENTS = 'https://aws.amazon.com/eventbridge/pricing/';
const S3 = 'https://aws.amazon.com/s3/pricing/';
const SSM = 'https://aws.amazon.com/systems-manager/pricing/';
const SAGEMAKER = 'https://aws.amazon.com/sagemaker/ai/pricing/';
const CATALOG = 'https://aws.amazon.com/servicecatalog/pricing/';
const CLOUDFORMATION = 'https://aws.amazon.com/cloudformation/pricing/';
const ROUTE_53 = 'https://aws.amazon.com/route53/pricing/';
const FIREWALL = 'https://aws.amazon.com/network-firewall/pricing/';
const TRANSIT = 'https://aws.amazon.com/transit-gateway/pricing/';
const LAMBDA = 'https://aws.amazon.com/lambda/pricing/';

const partOfVpc = free(VPC, 'a VPC and what it is made of cost nothing by themselves');
const identity = free(IAM, 'IAM has no charge');
const catalog = byUse(CATALOG, 'service-catalog-request');
const settings = (page: string, of: string) => free(page, `a setting of ${of}, which is billed itself`);

/** How each type of resource is billed: one entry a type. A type that is not here is listed as unpriced, never taken for free. */
export const RULES: Readonly<Record<string, Rule>> = {
  'AWS::Athena::WorkGroup': byUse('https://aws.amazon.com/athena/pricing/', 'athena-scan'),
  'AWS::Budgets::Budget': free('https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/', 'a budget that only tells costs nothing'),
  'AWS::CDK::Metadata': free(CLOUDFORMATION, 'a note in the template, nothing is created'),
  'AWS::CloudFormation::CustomResource': byUse(LAMBDA, 'lambda-request', 'lambda-duration'),
  'AWS::CloudFormation::Stack': free(CLOUDFORMATION, 'resource types of AWS are deployed at no charge'),
  'AWS::CloudFormation::WaitCondition': free(CLOUDFORMATION, 'resource types of AWS are deployed at no charge'),
  'AWS::CloudFormation::WaitConditionHandle': free(CLOUDFORMATION, 'resource types of AWS are deployed at no charge'),
  'AWS::CloudTrail::Trail': byUse('https://aws.amazon.com/cloudtrail/pricing/', 'cloudtrail-data-event'),
  'AWS::CloudWatch::Alarm': { page: CLOUDWATCH, bill: by.alarm },
  'AWS::CloudWatch::CompositeAlarm': each(CLOUDWATCH, monthly('alarm-composite')),
  'AWS::CloudWatch::Dashboard': each(CLOUDWATCH, monthly('dashboard')),
  'AWS::CodeArtifact::Domain': byUse('https://aws.amazon.com/codeartifact/pricing/', 'codeartifact-storage', 'codeartifact-request'),
  'AWS::CodeArtifact::PackageGroup': settings('https://aws.amazon.com/codeartifact/pricing/', 'a domain'),
  'AWS::CodeArtifact::Repository': settings('https://aws.amazon.com/codeartifact/pricing/', 'a domain'),
  'AWS::CodeBuild::Project': { page: 'https://aws.amazon.com/codebuild/pricing/', bill: by.buildProject },
  'AWS::CodeCommit::Repository': byUse('https://aws.amazon.com/codecommit/pricing/', 'codecommit-user'),
  'AWS::CodePipeline::Pipeline': { page: 'https://aws.amazon.com/codepipeline/pricing/', bill: by.pipeline },
  'AWS::Config::ConfigRule': byUse('https://aws.amazon.com/config/pricing/', 'config-evaluation'),
  'AWS::Config::ConfigurationRecorder': byUse('https://aws.amazon.com/config/pricing/', 'config-item'),
  'AWS::Config::DeliveryChannel': settings('https://aws.amazon.com/config/pricing/', 'the recorder'),
  'AWS::DynamoDB::Table': { page: 'https://aws.amazon.com/dynamodb/pricing/', bill: by.table },
  'AWS::EC2::DHCPOptions': partOfVpc,
  'AWS::EC2::EIP': each(VPC, hourly('public-address')),
  'AWS::EC2::EIPAssociation': partOfVpc,
  'AWS::EC2::FlowLog': byUse(CLOUDWATCH, 'vended-log-ingestion'),
  'AWS::EC2::InternetGateway': partOfVpc,
  'AWS::EC2::NatGateway': each(VPC, hourly('nat-gateway'), 'nat-gateway-data'),
  'AWS::EC2::NetworkAcl': partOfVpc,
  'AWS::EC2::NetworkAclEntry': partOfVpc,
  'AWS::EC2::PrefixList': partOfVpc,
  'AWS::EC2::Route': partOfVpc,
  'AWS::EC2::RouteTable': partOfVpc,
  'AWS::EC2::SecurityGroup': partOfVpc,
  'AWS::EC2::SecurityGroupEgress': partOfVpc,
  'AWS::EC2::SecurityGroupIngress': partOfVpc,
  'AWS::EC2::Subnet': partOfVpc,
  'AWS::EC2::SubnetNetworkAclAssociation': partOfVpc,
  'AWS::EC2::SubnetRouteTableAssociation': partOfVpc,
  'AWS::EC2::TransitGateway': free(TRANSIT, 'its attachments and the data are billed, not the gateway'),
  'AWS::EC2::TransitGatewayAttachment': each(TRANSIT, hourly('transit-attachment'), 'transit-data'),
  'AWS::EC2::TransitGatewayRoute': free(TRANSIT, 'its attachments and the data are billed, not the gateway'),
  'AWS::EC2::TransitGatewayRouteTable': free(TRANSIT, 'its attachments and the data are billed, not the gateway'),
  'AWS::EC2::TransitGatewayRouteTableAssociation': free(TRANSIT, 'its attachments and the data are billed, not the gateway'),
  'AWS::EC2::TransitGatewayRouteTablePropagation': free(TRANSIT, 'its attachments and the data are billed, not the gateway'),
  'AWS::EC2::TransitGatewayVpcAttachment': each(TRANSIT, hourly('transit-attachment'), 'transit-data'),
  'AWS::EC2::VPC': partOfVpc,
  'AWS::EC2::VPCCidrBlock': partOfVpc,
  'AWS::EC2::VPCEndpoint': { page: 'https://aws.amazon.com/privatelink/pricing/', bill: by.vpcEndpoint },
  'AWS::EC2::VPCGatewayAttachment': partOfVpc,
  'AWS::ECR::Repository': byUse('https://aws.amazon.com/ecr/pricing/', 'ecr-storage'),
  'AWS::EFS::FileSystem': byUse('https://aws.amazon.com/efs/pricing/', 'efs-storage'),
  'AWS::EFS::MountTarget': settings('https://aws.amazon.com/efs/pricing/', 'a file system'),
  'AWS::Events::EventBus': byUse(EVENTS, 'event'),
  'AWS::Events::EventBusPolicy': settings(EVENTS, 'an event bus'),
  'AWS::Events::Rule': free(EVENTS, 'events are billed where they are published, and those of AWS services not at all'),
  'AWS::Glue::Crawler': byUse('https://aws.amazon.com/glue/pricing/', 'glue-dpu-hour'),
  'AWS::Glue::Job': byUse('https://aws.amazon.com/glue/pricing/', 'glue-dpu-hour'),
  'AWS::GuardDuty::Detector': byUse('https://aws.amazon.com/guardduty/pricing/', 'guardduty-event'),
  'AWS::IAM::Group': identity,
  'AWS::IAM::InstanceProfile': identity,
  'AWS::IAM::ManagedPolicy': identity,
  'AWS::IAM::OIDCProvider': identity,
  'AWS::IAM::Policy': identity,
  'AWS::IAM::Role': identity,
  'AWS::IAM::RolePolicy': identity,
  'AWS::IAM::SAMLProvider': identity,
  'AWS::IAM::ServiceLinkedRole': identity,
  'AWS::IAM::User': identity,
  'AWS::KMS::Alias': free(KMS, 'a name of a key, which is billed itself'),
  'AWS::KMS::Key': each(KMS, monthly('kms-key'), 'kms-request'),
  'AWS::KMS::ReplicaKey': each(KMS, monthly('kms-key'), 'kms-request'),
  'AWS::Lambda::Alias': { page: LAMBDA, bill: by.version },
  'AWS::Lambda::EventInvokeConfig': settings(LAMBDA, 'a function'),
  'AWS::Lambda::Function': byUse(LAMBDA, 'lambda-request', 'lambda-duration'),
  'AWS::Lambda::LayerVersion': settings(LAMBDA, 'a function'),
  'AWS::Lambda::Permission': settings(LAMBDA, 'a function'),
  'AWS::Lambda::Version': { page: LAMBDA, bill: by.version },
  'AWS::Logs::LogGroup': byUse(CLOUDWATCH, 'log-ingestion', 'log-storage'),
  'AWS::Logs::LogStream': settings(CLOUDWATCH, 'a log group'),
  'AWS::Logs::MetricFilter': byUse(CLOUDWATCH, 'custom-metric'),
  'AWS::Logs::ResourcePolicy': settings(CLOUDWATCH, 'log groups'),
  'AWS::NetworkFirewall::Firewall': { page: FIREWALL, bill: (firewall) => ({ fixed: [hourly('firewall-endpoint', firewall.length('SubnetMappings'))], use: ['firewall-data'] }) },
  'AWS::NetworkFirewall::FirewallPolicy': settings(FIREWALL, 'a firewall'),
  'AWS::NetworkFirewall::LoggingConfiguration': settings(FIREWALL, 'a firewall'),
  'AWS::NetworkFirewall::RuleGroup': settings(FIREWALL, 'a firewall'),
  'AWS::RAM::ResourceShare': free('https://aws.amazon.com/ram/', 'sharing has no charge, what is shared is billed to its owner'),
  'AWS::Route53::HostedZone': each(ROUTE_53, monthly('hosted-zone'), 'hosted-zone-query'),
  'AWS::Route53::RecordSet': settings(ROUTE_53, 'a hosted zone'),
  // of several profiles of an account AWS bills the first hundred VPCs together: a template does not tell, so that each is counted by itself
  'AWS::Route53Profiles::Profile': each(ROUTE_53, hourly('resolver-profile')),
  'AWS::Route53Profiles::ProfileAssociation': free(ROUTE_53, 'the first hundred VPCs of an account\'s profiles are in their price; those beyond cost more, which one account\'s templates do not tell'),
  'AWS::Route53Profiles::ProfileResourceAssociation': settings(ROUTE_53, 'a profile'),
  'AWS::Route53Resolver::FirewallDomainList': { page: ROUTE_53, bill: by.firewallDomains },
  'AWS::Route53Resolver::FirewallRuleGroup': settings(ROUTE_53, 'DNS Firewall'),
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': byUse(ROUTE_53, 'dns-firewall-query'),
  'AWS::Route53Resolver::ResolverEndpoint': { page: ROUTE_53, bill: (endpoint) => ({ fixed: [hourly('resolver-endpoint', endpoint.length('IpAddresses'))], use: ['resolver-query'] }) },
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': byUse(CLOUDWATCH, 'vended-log-ingestion'),
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': settings(ROUTE_53, 'query logging'),
  'AWS::Route53Resolver::ResolverRule': settings(ROUTE_53, 'Resolver endpoints'),
  'AWS::Route53Resolver::ResolverRuleAssociation': settings(ROUTE_53, 'Resolver endpoints'),
  'AWS::S3::AccessPoint': settings(S3, 'a bucket'),
  'AWS::S3::Bucket': byUse(S3, 's3-storage', 's3-write', 's3-read'),
  'AWS::S3::BucketPolicy': settings(S3, 'a bucket'),
  'AWS::SNS::Subscription': settings('https://aws.amazon.com/sns/pricing/', 'a topic'),
  'AWS::SNS::Topic': byUse('https://aws.amazon.com/sns/pricing/', 'sns-request'),
  'AWS::SNS::TopicPolicy': settings('https://aws.amazon.com/sns/pricing/', 'a topic'),
  'AWS::SQS::Queue': byUse('https://aws.amazon.com/sqs/pricing/', 'sqs-request'),
  'AWS::SQS::QueuePolicy': settings('https://aws.amazon.com/sqs/pricing/', 'a queue'),
  'AWS::SSM::Document': settings(SSM, 'what runs it'),
  'AWS::SSM::Parameter': { page: SSM, bill: by.parameter },
  'AWS::SageMaker::Domain': byUse(SAGEMAKER, 'sagemaker-studio', 'efs-storage'),
  'AWS::SageMaker::Endpoint': { page: SAGEMAKER, bill: by.endpoint },
  'AWS::SageMaker::EndpointConfig': settings(SAGEMAKER, 'an endpoint'),
  'AWS::SageMaker::Model': settings(SAGEMAKER, 'an endpoint or a job'),
  'AWS::SageMaker::ModelPackageGroup': free(SAGEMAKER, 'AWS publishes no price for the registry: models cost where they are stored and run'),
  'AWS::SageMaker::MonitoringSchedule': byUse(SAGEMAKER, 'sagemaker-processing'),
  'AWS::SageMaker::NotebookInstance': byUse(SAGEMAKER, 'sagemaker-notebook'),
  'AWS::SageMaker::Pipeline': byUse(SAGEMAKER, 'sagemaker-training', 'sagemaker-processing', 'sagemaker-transform'),
  'AWS::SageMaker::Project': settings(SAGEMAKER, 'what its template provisions'),
  'AWS::SageMaker::UserProfile': settings(SAGEMAKER, 'a domain'),
  'AWS::SecretsManager::Secret': each('https://aws.amazon.com/secrets-manager/pricing/', monthly('secret'), 'secret-request'),
  'AWS::ServiceCatalog::CloudFormationProduct': catalog,
  'AWS::ServiceCatalog::LaunchRoleConstraint': catalog,
  'AWS::ServiceCatalog::Portfolio': catalog,
  'AWS::ServiceCatalog::PortfolioPrincipalAssociation': catalog,
  'AWS::ServiceCatalog::PortfolioProductAssociation': catalog,
  'AWS::ServiceCatalog::TagOption': catalog,
  'AWS::ServiceCatalog::TagOptionAssociation': catalog,
  'AWS::StepFunctions::StateMachine': byUse('https://aws.amazon.com/step-functions/pricing/', 'state-transition'),
};

/** Custom resources are functions that run at deployment. */
export function ruleOf(type: string): Rule | undefined {
  return type.startsWith('Custom::') ? RULES['AWS::CloudFormation::CustomResource'] : Object.hasOwn(RULES, type) ? RULES[type] : undefined;
}
