import type { HandRow } from './row';

const MODEL_PACKAGES = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html';
const INVOKE = 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html';

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
    service: 'events', for: 'PutEvents', on: ["event-bus/{Entries[].EventBusName|'default'}"],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html',
  },
  {
    service: 'ssm', for: 'SendCommand', on: ['document/{DocumentName}'], may: ['arn:{partition}:ec2:{region}:{account}:instance/{InstanceIds[]}'],
    page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html',
  },
  {
    service: 'ssm', for: 'StartSession', on: ['arn:{partition}:ec2:{region}:{account}:instance/{Target}'], may: ['document/{DocumentName}'],
    page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html',
  },
];
