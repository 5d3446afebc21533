import type { HandRow } from './row';

const MODEL_PACKAGES = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html';
const CODEBUILD = 'https://docs.aws.amazon.com/codebuild/latest/APIReference/';
const INVOKE = 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html';

/** What Systems Manager tags, by the ResourceType of the request. */
const SSM_TYPES = new Map([
  ['Association', 'association/{ResourceId}'], ['Automation', 'automation-execution/{ResourceId}'], ['Document', 'document/{ResourceId}'], ['MaintenanceWindow', 'maintenancewindow/{ResourceId}'],
  ['ManagedInstance', 'managed-instance/{ResourceId}'], ['OpsItem', 'opsitem/{ResourceId}'], ['OpsMetadata', 'opsmetadata/{ResourceId}'], ['Parameter', 'parameter/{ResourceId{path}}'],
  ['PatchBaseline', 'patchbaseline/{ResourceId}'],
]);

/** SageMaker, Lambda, events and management. */
export const PLATFORM_ROWS: readonly HandRow[] = [
  { service: 'sagemaker', for: 'CreateModelPackage', on: ['model-package/{ModelPackageGroupName}/*'], when: 'ModelPackageGroupName', page: MODEL_PACKAGES },
  { service: 'sagemaker', for: 'CreateModelPackage', on: ['model-package/{ModelPackageName}'], unless: 'ModelPackageGroupName', page: MODEL_PACKAGES },
  { service: 'sagemaker', for: 'AddAssociation DeleteAssociation', on: ['{SourceArn}', '{DestinationArn}'], page: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AddAssociation.html' },
  { service: 'sagemaker-metrics', for: 'BatchPutMetrics', on: ['experiment-trial-component/{TrialComponentName}'], page: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_metrics_BatchPutMetrics.html' },
  { service: 'lambda', for: 'Invoke', action: 'lambda:InvokeFunction', on: ["function:{FunctionName}{Qualifier{suffix}|''}"], page: INVOKE },
  {
    service: 'lambda', for: 'InvokeWithResponseStream', action: 'lambda:InvokeFunction', on: ["function:{FunctionName}{Qualifier{suffix}|''}"],
    page: 'https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html',
  },
  { service: 'lambda', for: 'GetLayerVersionByArn', action: 'lambda:GetLayerVersion', on: ['{Arn}'], page: 'https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionByArn.html' },
  {
    service: 'lambda', for: 'DeleteProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig', on: ['function:{FunctionName}{Qualifier{suffix}}'],
    page: 'https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html',
  },
  { service: 'events', for: 'CreateArchive', on: ['archive/{ArchiveName}', '{EventSourceArn}'], page: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html' },
  {
    service: 'events', for: 'StartReplay', on: ['replay/{ReplayName}', '{EventSourceArn}', '{Destination.Arn}'],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html',
  },
  {
    service: 'events', for: 'PutEvents', each: 'Entries[]', on: ["event-bus/{Entries[].EventBusName|'default'}"],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html',
  },
  { service: 'codebuild', for: 'DeleteFleet', on: ['{arn}'], page: `${CODEBUILD}API_DeleteFleet.html` },
  { service: 'codebuild', for: 'UpdateFleet', on: ['{arn}'], page: `${CODEBUILD}API_UpdateFleet.html` },
  { service: 'codebuild', for: 'BatchGetFleets', on: ['fleet/{names[]}:*'], page: `${CODEBUILD}API_BatchGetFleets.html` },
  { service: 'athena', for: 'CreateWorkGroup', on: ['workgroup/{Name}'], page: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateWorkGroup.html' },
  ...[...SSM_TYPES].map(([type, resource]): HandRow => ({
    service: 'ssm', for: 'AddTagsToResource RemoveTagsFromResource ListTagsForResource', on: [resource], when: `ResourceType=${type}`,
    page: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html',
  })),
  {
    service: 'ssm', for: 'SendCommand', on: ['document/{DocumentName}'], may: ['arn:{partition}:ec2:{region}:{account}:instance/{InstanceIds[]}'],
    page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html',
  },
  {
    service: 'ssm', for: 'StartSession', on: ['arn:{partition}:ec2:{region}:{account}:instance/{Target}'], may: ['document/{DocumentName}'],
    page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html',
  },
];
