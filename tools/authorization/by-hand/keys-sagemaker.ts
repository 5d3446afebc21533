import type { HandKey } from './row';

const PAGE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html';
const SERVICES = ['sagemaker', 'sagemaker-runtime', 'sagemaker-featurestore-runtime'];

const MONITORING = ['JobResources.ClusterConfig', 'MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringResources.ClusterConfig'];
const TUNING = ['TrainingJobDefinition', 'TrainingJobDefinitions[]'];
const within = (places: readonly string[], ...names: readonly string[]) => places.flatMap((place) => names.map((name) => `${place}.${name}`));

const NETWORKS = [
  'VpcConfig', 'NetworkConfig.VpcConfig', 'MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig.VpcConfig', 'AutoMLJobConfig.SecurityConfig.VpcConfig', 'SecurityConfig.VpcConfig',
  ...within(TUNING, 'VpcConfig'),
];
const VOLUME_KEYS = [
  'ResourceConfig.VolumeKmsKeyId', 'ProcessingResources.ClusterConfig.VolumeKmsKeyId', 'TransformResources.VolumeKmsKeyId', 'AutoMLJobConfig.SecurityConfig.VolumeKmsKeyId', 'SecurityConfig.VolumeKmsKeyId',
  'LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VolumeKmsKeyId', 'KmsKeyId', ...within(MONITORING, 'VolumeKmsKeyId'), ...within(TUNING, 'ResourceConfig.VolumeKmsKeyId'),
];
const OUTPUT_KEYS = [
  'OutputDataConfig.KmsKeyId', 'ProcessingOutputConfig.KmsKeyId', 'TransformOutput.KmsKeyId', 'OutputConfig.KmsKeyId', 'DataCaptureConfig.KmsKeyId', 'MonitoringOutputConfig.KmsKeyId',
  'DataQualityJobOutputConfig.KmsKeyId', 'ModelQualityJobOutputConfig.KmsKeyId', 'ModelBiasJobOutputConfig.KmsKeyId', 'ModelExplainabilityJobOutputConfig.KmsKeyId',
  'MonitoringScheduleConfig.MonitoringJobDefinition.MonitoringOutputConfig.KmsKeyId', 'AsyncInferenceConfig.OutputConfig.KmsKeyId', ...within(TUNING, 'OutputDataConfig.KmsKeyId'),
];

const KEYS: Readonly<Record<string, readonly string[]>> = {
  VpcSubnets: [...within(NETWORKS, 'Subnets[]'), 'SubnetIds[]', 'SubnetId'],
  VpcSecurityGroupIds: [...within(NETWORKS, 'SecurityGroupIds[]'), 'SecurityGroupIds[]', 'DefaultUserSettings.SecurityGroups[]', 'UserSettings.SecurityGroups[]'],
  InstanceTypes: [
    'ResourceConfig.InstanceType', 'ResourceConfig.InstanceGroups[].InstanceType', 'ProcessingResources.ClusterConfig.InstanceType', 'TransformResources.InstanceType', 'InstanceType',
    'ProductionVariants[].InstanceType', 'ShadowProductionVariants[].InstanceType', 'ResourceSpec.InstanceType', 'InstanceGroups[].InstanceType',
    'DefaultUserSettings.JupyterServerAppSettings.DefaultResourceSpec.InstanceType', 'DefaultUserSettings.KernelGatewayAppSettings.DefaultResourceSpec.InstanceType',
    'UserSettings.JupyterServerAppSettings.DefaultResourceSpec.InstanceType', 'UserSettings.KernelGatewayAppSettings.DefaultResourceSpec.InstanceType',
    ...within(MONITORING, 'InstanceType'), ...within(TUNING, 'ResourceConfig.InstanceType', 'HyperParameterTuningResourceConfig.InstanceType'),
  ],
  VolumeKmsKey: VOLUME_KEYS,
  VolumeKmsKeyArn: VOLUME_KEYS,
  OutputKmsKey: OUTPUT_KEYS,
  OutputKmsKeyArn: OUTPUT_KEYS,
  NetworkIsolation: [
    'EnableNetworkIsolation', 'NetworkConfig.EnableNetworkIsolation', 'MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig.EnableNetworkIsolation', ...within(TUNING, 'EnableNetworkIsolation'),
  ],
  InterContainerTrafficEncryption: [
    'EnableInterContainerTrafficEncryption', 'NetworkConfig.EnableInterContainerTrafficEncryption', 'AutoMLJobConfig.SecurityConfig.EnableInterContainerTrafficEncryption',
    'SecurityConfig.EnableInterContainerTrafficEncryption', 'MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig.EnableInterContainerTrafficEncryption',
    ...within(TUNING, 'EnableInterContainerTrafficEncryption'),
  ],
  MaxRuntimeInSeconds: ['StoppingCondition.MaxRuntimeInSeconds', 'MonitoringScheduleConfig.MonitoringJobDefinition.StoppingCondition.MaxRuntimeInSeconds', ...within(TUNING, 'StoppingCondition.MaxRuntimeInSeconds')],
  KeepAlivePeriod: ['ResourceConfig.KeepAlivePeriodInSeconds'],
  EnableRemoteDebug: ['RemoteDebugConfig.EnableRemoteDebug'],
  FileSystemId: ['InputDataConfig[].DataSource.FileSystemDataSource.FileSystemId'],
  FileSystemType: ['InputDataConfig[].DataSource.FileSystemDataSource.FileSystemType'],
  FileSystemAccessMode: ['InputDataConfig[].DataSource.FileSystemDataSource.FileSystemAccessMode'],
  FileSystemDirectoryPath: ['InputDataConfig[].DataSource.FileSystemDataSource.DirectoryPath'],
  AcceleratorTypes: ['AcceleratorTypes[]', 'ProductionVariants[].AcceleratorType'],
  DirectInternetAccess: ['DirectInternetAccess'],
  RootAccess: ['RootAccess'],
  MinimumInstanceMetadataServiceVersion: ['InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion'],
  AppNetworkAccessType: ['AppNetworkAccessType'],
  AuthMode: ['AuthMode'],
  DomainId: ['DomainId'],
  UserProfileName: ['UserProfileName'],
  HomeEfsFileSystemKmsKey: ['HomeEfsFileSystemKmsKeyId'],
  DomainSharingOutputKmsKey: ['DefaultUserSettings.SharingSettings.S3KmsKeyId', 'UserSettings.SharingSettings.S3KmsKeyId'],
  DomainSharingOutputKmsKeyArn: ['DefaultUserSettings.SharingSettings.S3KmsKeyId', 'UserSettings.SharingSettings.S3KmsKeyId'],
  ImageArns: ['ResourceSpec.SageMakerImageArn'],
  ImageVersionArns: ['ResourceSpec.SageMakerImageVersionArn'],
  SpaceSharingType: ['SpaceSharingSettings.SharingType'],
  RemoteAccess: ['SpaceSettings.RemoteAccess'],
  FeatureGroupOnlineStoreKmsKey: ['OnlineStoreConfig.SecurityConfig.KmsKeyId'],
  FeatureGroupOnlineStoreKmsKeyArn: ['OnlineStoreConfig.SecurityConfig.KmsKeyId'],
  FeatureGroupOfflineStoreKmsKey: ['OfflineStoreConfig.S3StorageConfig.KmsKeyId'],
  FeatureGroupOfflineStoreKmsKeyArn: ['OfflineStoreConfig.S3StorageConfig.KmsKeyId'],
  FeatureGroupOfflineStoreS3Uri: ['OfflineStoreConfig.S3StorageConfig.S3Uri'],
  FeatureGroupEnableOnlineStore: ['OnlineStoreConfig.EnableOnlineStore'],
  FeatureGroupDisableGlueTableCreation: ['OfflineStoreConfig.DisableGlueTableCreation'],
  ModelApprovalStatus: ['ModelApprovalStatus'],
  'ModelLifeCycle:Stage': ['ModelLifeCycle.Stage'],
  'ModelLifeCycle:StageStatus': ['ModelLifeCycle.StageStatus'],
  CustomerMetadataPropertiesToRemove: ['CustomerMetadataPropertiesToRemove[]'],
  ServerlessMaxConcurrency: ['ProductionVariants[].ServerlessConfig.MaxConcurrency'],
  ServerlessMemorySize: ['ProductionVariants[].ServerlessConfig.MemorySizeInMB'],
  TargetModel: ['TargetModel'],
  WorkteamArn: ['HumanLoopConfig.WorkteamArn', 'HumanTaskConfig.WorkteamArn', 'WorkteamArn'],
  PipelineVersionId: ['PipelineVersionId'],
};

/** SageMaker's condition keys. A key with `Arn` in its name and the deprecated one without it have the same value. */
export const SAGEMAKER_KEYS: readonly HandKey[] = [
  ...Object.entries(KEYS).map(([key, from]): HandKey => ({ services: SERVICES, key: `sagemaker:${key}`, from, page: PAGE })),
  {
    services: SERVICES, key: 'sagemaker:CustomerMetadataProperties/*', as: 'sagemaker:CustomerMetadataProperties/${MetadataKey}', from: ['CustomerMetadataProperties'],
    page: PAGE,
  },
];
