import { NETWORK_FORMATS } from './network-formats';

/** How resources of a type are named, and what `Ref` gives. */
export interface ArnFormat {
  /** With `{partition}`, `{region}`, `{account}`, `{name}`, and properties such as `{Path}`. */
  readonly arn: string;
  /** The property that gives the name. @default - none: CloudFormation generates it */
  readonly name?: string;
  /** What `Ref` is. @default 'name' */
  readonly ref?: 'name' | 'arn';
  /** Attributes of `Fn::GetAtt` that are the ARN, beside `Arn`. */
  readonly arnAttributes?: readonly string[];
  /** Attributes that are the name. */
  readonly nameAttributes?: readonly string[];
  /** Attributes that are what a property of the same name says. */
  readonly propertyAttributes?: readonly string[];
  /** Attributes that name something which is created along with the resource: a VPC's default security group. */
  readonly derivedAttributes?: readonly string[];
  /** Properties that the ARN has in lower case. */
  readonly lowercase?: readonly string[];
  /** Properties in the ARN and their values where a template leaves them out. */
  readonly defaults?: Readonly<Record<string, string>>;
}

const local = (service: string, resource: string, rest: Omit<ArnFormat, 'arn'> = {}): ArnFormat => ({ arn: `arn:{partition}:${service}:{region}:{account}:${resource}`, ...rest });
const iam = (kind: string, name: string, rest: Omit<ArnFormat, 'arn' | 'name'> = {}): ArnFormat => ({ arn: `arn:{partition}:iam::{account}:${kind}{Path}{name}`, name, defaults: { Path: '/' }, ...rest });

/**
 * Formats by type: ARNs from the tables of https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
 * what `Ref` and `Fn::GetAtt` give from https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html.
 */
export const ARN_FORMATS: Readonly<Record<string, ArnFormat>> = {
  ...NETWORK_FORMATS,
  'AWS::ApiGateway::RestApi': { arn: 'arn:{partition}:execute-api:{region}:{account}:{name}' },
  'AWS::AppRunner::Service': local('apprunner', 'service/{name}/generated', { name: 'ServiceName', ref: 'arn', arnAttributes: ['ServiceArn'] }),
  'AWS::Athena::WorkGroup': local('athena', 'workgroup/{name}', { name: 'Name' }),
  'AWS::Batch::JobDefinition': local('batch', 'job-definition/{name}', { name: 'JobDefinitionName', ref: 'arn' }),
  'AWS::BedrockAgentCore::BrowserCustom': local('bedrock-agentcore', 'browser-custom/{name}', { arnAttributes: ['BrowserArn'] }),
  'AWS::BedrockAgentCore::CodeInterpreterCustom': local('bedrock-agentcore', 'code-interpreter-custom/{name}', { arnAttributes: ['CodeInterpreterArn'] }),
  'AWS::BedrockAgentCore::Runtime': local('bedrock-agentcore', 'runtime/{name}', { arnAttributes: ['AgentRuntimeArn'] }),
  'AWS::CloudFormation::Stack': local('cloudformation', 'stack/{name}/generated', { ref: 'arn' }),
  'AWS::CloudFormation::StackSet': local('cloudformation', 'stackset/{name}:generated', { name: 'StackSetName' }),
  'AWS::CloudTrail::Trail': local('cloudtrail', 'trail/{name}', { name: 'TrailName' }),
  'AWS::CloudWatch::Alarm': local('cloudwatch', 'alarm:{name}', { name: 'AlarmName' }),
  'AWS::CodeArtifact::Domain': local('codeartifact', 'domain/{name}', { name: 'DomainName', ref: 'arn', nameAttributes: ['Name'] }),
  'AWS::CodeArtifact::Repository': local('codeartifact', 'repository/{DomainName}/{name}', { name: 'RepositoryName', ref: 'arn', nameAttributes: ['Name'] }),
  'AWS::CodeBuild::Project': local('codebuild', 'project/{name}', { name: 'Name' }),
  'AWS::CodeCommit::Repository': local('codecommit', '{name}', { name: 'RepositoryName', nameAttributes: ['Name'] }),
  'AWS::CodePipeline::Pipeline': local('codepipeline', '{name}', { name: 'Name' }),
  'AWS::DynamoDB::Table': local('dynamodb', 'table/{name}', { name: 'TableName' }),
  'AWS::EC2::Instance': local('ec2', 'instance/{name}'),
  'AWS::EC2::LaunchTemplate': local('ec2', 'launch-template/{name}'),
  'AWS::EC2::VPCEndpoint': local('ec2', 'vpc-endpoint/{name}', { nameAttributes: ['Id'] }),
  'AWS::ECR::Repository': local('ecr', 'repository/{name}', { name: 'RepositoryName' }),
  'AWS::ECS::Cluster': local('ecs', 'cluster/{name}', { name: 'ClusterName' }),
  'AWS::ECS::Service': local('ecs', 'service/{name}', { name: 'ServiceName', ref: 'arn' }),
  'AWS::ECS::TaskDefinition': local('ecs', 'task-definition/{name}:1', { name: 'Family', ref: 'arn' }),
  'AWS::Events::EventBus': local('events', 'event-bus/{name}', { name: 'Name' }),
  'AWS::Events::Rule': local('events', 'rule/{name}', { name: 'Name' }),
  'AWS::Glue::Database': local('glue', 'database/{name}'),
  'AWS::Glue::DevEndpoint': local('glue', 'devEndpoint/{name}', { name: 'EndpointName' }),
  'AWS::Glue::Job': local('glue', 'job/{name}', { name: 'Name' }),
  'AWS::IAM::Group': iam('group', 'GroupName'),
  'AWS::IAM::InstanceProfile': iam('instance-profile', 'InstanceProfileName'),
  'AWS::IAM::ManagedPolicy': iam('policy', 'ManagedPolicyName', { ref: 'arn', arnAttributes: ['PolicyArn'] }),
  'AWS::IAM::Role': iam('role', 'RoleName'),
  'AWS::IAM::User': iam('user', 'UserName'),
  'AWS::KMS::Alias': local('kms', '{name}', { name: 'AliasName' }),
  'AWS::KMS::Key': local('kms', 'key/{name}', { nameAttributes: ['KeyId'] }),
  'AWS::Kinesis::Stream': local('kinesis', 'stream/{name}', { name: 'Name' }),
  'AWS::KinesisFirehose::DeliveryStream': local('firehose', 'deliverystream/{name}', { name: 'DeliveryStreamName' }),
  'AWS::Lambda::Function': local('lambda', 'function:{name}', { name: 'FunctionName' }),
  'AWS::Lambda::LayerVersion': local('lambda', 'layer:{name}:1', { name: 'LayerName', ref: 'arn', arnAttributes: ['LayerVersionArn'] }),
  'AWS::Logs::LogGroup': local('logs', 'log-group:{name}', { name: 'LogGroupName' }),
  'AWS::S3::AccessPoint': local('s3', 'accesspoint/{name}', { name: 'Name' }),
  'AWS::S3::Bucket': { arn: 'arn:{partition}:s3:::{name}', name: 'BucketName' },
  'AWS::SNS::Topic': local('sns', '{name}', { name: 'TopicName', ref: 'arn', arnAttributes: ['TopicArn'], nameAttributes: ['TopicName'] }),
  'AWS::SQS::Queue': local('sqs', '{name}', { name: 'QueueName', nameAttributes: ['QueueName'] }),
  'AWS::SSM::Document': local('ssm', 'document/{name}', { name: 'Name' }),
  'AWS::SSM::Parameter': local('ssm', 'parameter/{name}', { name: 'Name' }),
  'AWS::SageMaker::Domain': local('sagemaker', 'domain/{name}', { arnAttributes: ['DomainArn'], nameAttributes: ['DomainId'] }),
  'AWS::SageMaker::Endpoint': local('sagemaker', 'endpoint/{name}', { name: 'EndpointName', ref: 'arn', nameAttributes: ['EndpointName'] }),
  'AWS::SageMaker::EndpointConfig': local('sagemaker', 'endpoint-config/{name}', { name: 'EndpointConfigName', ref: 'arn', nameAttributes: ['EndpointConfigName'] }),
  'AWS::SageMaker::FeatureGroup': local('sagemaker', 'feature-group/{name}', { name: 'FeatureGroupName' }),
  'AWS::SageMaker::Image': local('sagemaker', 'image/{name}', { name: 'ImageName', ref: 'arn', arnAttributes: ['ImageArn'] }),
  'AWS::SageMaker::Model': local('sagemaker', 'model/{name}', { name: 'ModelName', ref: 'arn', nameAttributes: ['ModelName'] }),
  'AWS::SageMaker::ModelPackageGroup': local('sagemaker', 'model-package-group/{name}', { name: 'ModelPackageGroupName', ref: 'arn', arnAttributes: ['ModelPackageGroupArn'] }),
  'AWS::SageMaker::NotebookInstance': local('sagemaker', 'notebook-instance/{name}', { name: 'NotebookInstanceName', ref: 'arn', nameAttributes: ['NotebookInstanceName'] }),
  'AWS::SageMaker::Pipeline': local('sagemaker', 'pipeline/{name}', { name: 'PipelineName' }),
  'AWS::SageMaker::Project': local('sagemaker', 'project/{name}', { name: 'ProjectName', ref: 'arn', arnAttributes: ['ProjectArn'] }),
  'AWS::SageMaker::UserProfile': local('sagemaker', 'user-profile/{DomainId}/{name}', { name: 'UserProfileName', arnAttributes: ['UserProfileArn'] }),
  'AWS::Scheduler::Schedule': local('scheduler', 'schedule/{GroupName}/{name}', { name: 'Name', defaults: { GroupName: 'default' } }),
  'AWS::SecretsManager::Secret': local('secretsmanager', 'secret:{name}-??????', { name: 'Name', ref: 'arn', arnAttributes: ['Id'] }),
  'AWS::ServiceCatalog::CloudFormationProduct': { arn: 'arn:{partition}:catalog:{region}:{account}:product/{name}' },
  'AWS::ServiceCatalog::Portfolio': { arn: 'arn:{partition}:catalog:{region}:{account}:portfolio/{name}' },
  'AWS::StepFunctions::StateMachine': local('states', 'stateMachine:{name}', { name: 'StateMachineName', ref: 'arn', nameAttributes: ['Name'] }),
};
