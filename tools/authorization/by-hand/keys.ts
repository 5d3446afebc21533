import type { HandKey } from './row';
import { S3_KEYS } from './keys-s3';
import { SAGEMAKER_KEYS } from './keys-sagemaker';

const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/';
const GLOBAL = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';

const TAGS = ['Tags', 'tags', 'TagList', 'TagSpecifications[].Tags', 'Tagging.TagSet', 'CreateBucketConfiguration.Tags', 'AddTags', 'Tag'];
const UNTAGGED = ['TagKeys[]', 'tagKeys[]', 'TagKeyList[]', 'RemoveTags[]', 'TagsToRemove[]'];

const of = (service: string, list: string, keys: Readonly<Record<string, readonly string[]>>): HandKey[] =>
  Object.entries(keys).map(([key, from]) => ({ services: [service], key: key.includes(':') ? key : `${service}:${key}`, from, page: `${REFERENCE}list_${list}.html` }));

/** Parameters of CodeBuild's projects that are condition keys of the same name. */
const CODEBUILD = [
  'artifacts.location', 'artifacts.encryptionDisabled', 'concurrentBuildLimit', 'encryptionKey', 'environment.certificate', 'environment.computeType', 'environment.image',
  'environment.imagePullCredentialsType', 'environment.privilegedMode', 'environment.type', 'logsConfig.s3Logs.location', 'logsConfig.s3Logs.status', 'projectVisibility', 'serviceRole', 'source.buildspec',
  'source.insecureSsl', 'source.location', 'vpcConfig.vpcId', 'authType', 'serverType',
];

/** Condition keys and where a request has their values. An operation has those of them that AWS's reference gives its action. */
export const CONDITION_KEYS: readonly HandKey[] = [
  { services: ['*'], key: 'aws:RequestTag/*', as: 'aws:RequestTag/${TagKey}', from: TAGS, page: `${GLOBAL}#condition-keys-requesttag` },
  { services: ['*'], key: 'aws:TagKeys', from: [...TAGS.map((path) => `${path}{keys}`), ...UNTAGGED], page: `${GLOBAL}#condition-keys-tagkeys` },
  ...SAGEMAKER_KEYS,
  ...S3_KEYS,
  ...of('codebuild', 'awscodebuild', {
    ...Object.fromEntries(CODEBUILD.map((path) => [path, [path]])),
    'vpcConfig.subnets': ['vpcConfig.subnets[]'],
    'vpcConfig.securityGroupIds': ['vpcConfig.securityGroupIds[]'],
  }),
  ...of('iam', 'awsidentityandaccessmanagementiam', { PolicyARN: ['PolicyArn'], PermissionsBoundary: ['PermissionsBoundary'], AWSServiceName: ['AWSServiceName'] }),
  ...of('sts', 'awssecuritytokenservice', {
    ExternalId: ['ExternalId'], RoleSessionName: ['RoleSessionName'], SourceIdentity: ['SourceIdentity'], TransitiveTagKeys: ['TransitiveTagKeys[]'], DurationSeconds: ['DurationSeconds'],
    TaskPolicyArn: ['TaskPolicyArn.arn'],
  }),
  ...of('kms', 'awskeymanagementservice', {
    'EncryptionContextKeys': ['EncryptionContext{keys}'],
    'BypassPolicyLockoutSafetyCheck': ['BypassPolicyLockoutSafetyCheck'], 'CustomerMasterKeySpec': ['CustomerMasterKeySpec'], 'KeySpec': ['KeySpec'], 'KeyUsage': ['KeyUsage'], 'KeyOrigin': ['Origin'],
    'MultiRegion': ['MultiRegion'], 'EncryptionAlgorithm': ['EncryptionAlgorithm'], 'SigningAlgorithm': ['SigningAlgorithm'], 'MacAlgorithm': ['MacAlgorithm'], 'MessageType': ['MessageType'],
    'GrantOperations': ['Operations[]'], 'GranteePrincipal': ['GranteePrincipal'], 'RetiringPrincipal': ['RetiringPrincipal'], 'DataKeyPairSpec': ['KeyPairSpec'],
    'ScheduleKeyDeletionPendingWindowInDays': ['PendingWindowInDays'], 'RotationPeriodInDays': ['RotationPeriodInDays'], 'ReplicaRegion': ['ReplicaRegion'], 'PrimaryRegion': ['PrimaryRegion'],
  }),
  { services: ['kms'], key: 'kms:EncryptionContext:*', as: 'kms:EncryptionContext:${EncryptionContextKey}', from: ['EncryptionContext'], page: `${REFERENCE}list_awskeymanagementservice.html` },
  ...of('lambda', 'awslambda', {
    Layer: ['Layers[]'], SubnetIds: ['VpcConfig.SubnetIds[]'], SecurityGroupIds: ['VpcConfig.SecurityGroupIds[]'], CodeSigningConfigArn: ['CodeSigningConfigArn'],
    Principal: ['Principal'], FunctionUrlAuthType: ['FunctionUrlAuthType', 'AuthType'],
  }),
  ...of('events', 'amazoneventbridge', { 'TargetArn': ['Targets[].Arn'], 'source': ['Entries[].Source'], 'detail-type': ['Entries[].DetailType'] }),
  ...of('cloudformation', 'awscloudformation', {
    RoleArn: ['RoleARN'], ChangeSetName: ['ChangeSetName'], ResourceTypes: ['ResourceTypes[]'], ImportResourceTypes: ['ResourcesToImport[].ResourceType'], StackPolicyUrl: ['StackPolicyURL'], TemplateUrl: ['TemplateURL'],
    TargetRegion: ['Regions[]'],
  }),
  ...of('glue', 'awsglue', { SubnetIds: ['SubnetId', 'ConnectionInput.PhysicalConnectionRequirements.SubnetId'], SecurityGroupIds: ['SecurityGroupIds[]', 'ConnectionInput.PhysicalConnectionRequirements.SecurityGroupIdList[]'] }),
  ...of('cloudwatch', 'amazoncloudwatch', { namespace: ['Namespace'], AlarmActions: ['AlarmActions[]'] }),
  ...of('sns', 'amazonsns', { Endpoint: ['Endpoint'], Protocol: ['Protocol'] }),
  ...of('ssm', 'awssystemsmanager', { Overwrite: ['Overwrite'], Recursive: ['Recursive'], Policies: ['Policies'], DocumentType: ['DocumentType'] }),
  ...of('dynamodb', 'amazondynamodb', { Select: ['Select'], ReturnValues: ['ReturnValues'], ReturnConsumedCapacity: ['ReturnConsumedCapacity'], Attributes: ['AttributesToGet[]'] }),
  ...of('ec2', 'amazonec2', {
    InstanceType: ['InstanceType'], EbsOptimized: ['EbsOptimized'], Tenancy: ['Placement.Tenancy', 'InstanceTenancy'], MetadataHttpTokens: ['MetadataOptions.HttpTokens', 'HttpTokens'],
    MetadataHttpEndpoint: ['MetadataOptions.HttpEndpoint', 'HttpEndpoint'], AssociatePublicIpAddress: ['NetworkInterfaces[].AssociatePublicIpAddress'],
    VolumeType: ['VolumeType'], Encrypted: ['Encrypted'], VolumeSize: ['Size'], KmsKeyId: ['KmsKeyId'], VpceServiceName: ['ServiceName'], AvailabilityZone: ['AvailabilityZone', 'Placement.AvailabilityZone'],
  }),
  ...of('codecommit', 'awscodecommit', { References: ['branchName{branch}', 'destinationReference{branch}'] }),
  ...of('organizations', 'awsorganizations', { PolicyType: ['PolicyType', 'Type', 'Filter'], ServicePrincipal: ['ServicePrincipal'] }),
  ...of('ram', 'awsresourceaccessmanagerram', {
    Principal: ['principals[]'], RequestedAllowsExternalPrincipals: ['allowExternalPrincipals'], ResourceArn: ['resourceArns[]'], PermissionArn: ['permissionArns[]', 'permissionArn'],
  }),
  ...of('secretsmanager', 'awssecretsmanager', {
    Name: ['Name'], KmsKeyId: ['KmsKeyId'], Description: ['Description'], VersionId: ['VersionId'], VersionStage: ['VersionStage'], SecretId: ['SecretId'],
    ForceDeleteWithoutRecovery: ['ForceDeleteWithoutRecovery'], RecoveryWindowInDays: ['RecoveryWindowInDays'], BlockPublicPolicy: ['BlockPublicPolicy'], RotationLambdaARN: ['RotationLambdaARN'],
  }),
];
