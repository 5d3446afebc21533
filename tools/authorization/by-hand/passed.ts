/** Operations of a service that pass roles to a service. */
export interface Passed {
  readonly service: string;
  readonly operations: string;
  /** Where in the parameters roles stand, by ARN or name. */
  readonly roles: readonly string[];
  /** `iam:PassedToService` @default - no page says it: the key is left out, so that a policy which asks for it does not allow */
  readonly to?: string;
  /** Only roles of the caller's own account are passed; the service assumes those of others (`sts:AssumeRole`). */
  readonly ownAccount?: true;
  /** The page of AWS that says it. */
  readonly page: string;
}

const SAGEMAKER = { service: 'sagemaker', to: 'sagemaker.amazonaws.com', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html' };
const CODEPIPELINE = { service: 'codepipeline', to: 'codepipeline.amazonaws.com', page: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-service-role.html' };
const CODEBUILD = { service: 'codebuild', to: 'codebuild.amazonaws.com', page: 'https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html' };
const CLOUDFORMATION = { service: 'cloudformation', to: 'cloudformation.amazonaws.com', page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html' };
const ECS_TASKS = { service: 'ecs', to: 'ecs-tasks.amazonaws.com', page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html' };
const ECS = { service: 'ecs', to: 'ecs.amazonaws.com', page: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html' };
const EVENTS = { service: 'events', to: 'events.amazonaws.com', page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html' };
const FIREHOSE = { service: 'firehose', to: 'firehose.amazonaws.com', page: 'https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html' };
const GLUE = { service: 'glue', to: 'glue.amazonaws.com', page: 'https://docs.aws.amazon.com/glue/latest/dg/attach-policy-iam-user.html' };
const SSM = { service: 'ssm', to: 'ssm.amazonaws.com', page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html' };
const API_GATEWAY = { to: 'apigateway.amazonaws.com', page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-iam-permissions-model-for-calling-api.html' };

/** Roles of destinations, sources, backups, secrets, schemas and networks, all of which Firehose itself takes. */
const OF_STREAMS = ['*.RoleARN', '*.*.RoleARN', '*.*.*.RoleARN'];

const untold = (service: string, operations: string, ...roles: string[]): Passed => ({ service, operations, roles, page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html' });

const CANVAS = ['AmazonForecastRoleArn', 'AmazonBedrockRoleArn', 'ExecutionRoleArn'].map((role) => `CanvasAppSettings.*.${role}`);

/** Roles that services take without that a page says under which name. */
const UNTOLD: readonly Passed[] = [
  untold('cloudformation', 'ActivateType RegisterType', 'LoggingConfig.LogRoleArn', 'ExecutionRoleArn'),
  untold('cloudwatch', 'PutLogAlarm', 'ScheduledQueryConfiguration.ScheduledQueryRoleARN', 'ActionLogLineRoleArn'),
  untold('dynamodb', 'UpdateGlobalTableSettings UpdateTableReplicaAutoScaling',
    '*.AutoScalingRoleArn', 'GlobalTableGlobalSecondaryIndexSettingsUpdate[].*.AutoScalingRoleArn', 'GlobalSecondaryIndexUpdates[].*.AutoScalingRoleArn',
    'ReplicaSettingsUpdate[].*.AutoScalingRoleArn', 'ReplicaSettingsUpdate[].ReplicaGlobalSecondaryIndexSettingsUpdate[].*.AutoScalingRoleArn',
    'ReplicaUpdates[].*.AutoScalingRoleArn', 'ReplicaUpdates[].ReplicaGlobalSecondaryIndexUpdates[].*.AutoScalingRoleArn'),
  untold('ecr', 'CreatePullThroughCacheRule CreateRepositoryCreationTemplate UpdatePullThroughCacheRule UpdateRepositoryCreationTemplate', 'customRoleArn'),
  untold('glue', 'CreateCatalog UpdateCatalog', 'CatalogInput.CatalogProperties.DataLakeAccessProperties.DataTransferRole', 'CatalogInput.CatalogProperties.IcebergOptimizationProperties.RoleArn'),
  untold('glue', 'CreateIntegrationResourceProperty UpdateIntegrationResourceProperty', 'SourceProcessingProperties.RoleArn', 'TargetProcessingProperties.RoleArn'),
  untold('glue', 'PutDataCatalogEncryptionSettings', 'DataCatalogEncryptionSettings.EncryptionAtRest.CatalogEncryptionServiceRole'),
  untold('kinesis', 'CreateChannel', 'ServiceExecutionRoleARN'),
  untold('lambda', 'CreateCapacityProvider', 'PermissionsConfig.CapacityProviderOperatorRoleArn'),
  untold('logs', 'CreateImportTask', 'importRoleArn'),
  untold('logs', 'CreateScheduledQuery UpdateScheduledQuery', 'executionRoleArn', 'destinationConfiguration.*.roleArn'),
  untold('logs', 'PutDeliveryDestination', 'roleArn'),
  untold('logs', 'PutIntegration', 'resourceConfig.openSearchResourceConfig.dataSourceRoleArn'),
  untold('pipes', 'CreatePipe UpdatePipe', 'TargetParameters.EcsTaskParameters.Overrides.ExecutionRoleArn', 'TargetParameters.EcsTaskParameters.Overrides.TaskRoleArn'),
  untold('s3', 'CreateBucketMetadataConfiguration', 'MetadataConfiguration.AnnotationTableConfiguration.Role'),
  untold('s3', 'UpdateBucketMetadataAnnotationTableConfiguration', 'AnnotationTableConfiguration.Role'),
  untold('sagemaker', 'CreateAutoMLJobV2', 'AutoMLComputeConfig.EmrServerlessComputeConfig.ExecutionRoleARN'),
  untold('sagemaker', 'CreateDomain UpdateDomain', ...CANVAS.map((role) => `DefaultUserSettings.${role}`)),
  untold('sagemaker', 'CreateUserProfile UpdateUserProfile', ...CANVAS.map((role) => `UserSettings.${role}`)),
  untold('secretsmanager', 'RotateSecret', 'ExternalSecretRotationRoleArn'),
  untold('ssm', 'CreateAssociation CreateAssociationBatch UpdateAssociation', 'AssociationDispatchAssumeRole'),
  untold('ssm', 'CreateCloudConnector', 'RoleArn'),
];

/** Which service takes which roles (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html); each row with the page of the service. */
export const PASSED: readonly Passed[] = [
  {
    ...SAGEMAKER, roles: ['RoleArn'],
    operations: `CreateAIBenchmarkJob CreateAIRecommendationJob CreateAutoMLJob CreateAutoMLJobV2 CreateCompilationJob CreateDataQualityJobDefinition CreateDeviceFleet
      CreateEdgePackagingJob CreateFeatureGroup CreateFlowDefinition CreateImage CreateInferenceExperiment CreateInferenceRecommendationsJob
      CreateLabelingJob CreateMlflowApp CreateMlflowTrackingServer CreateModelBiasJobDefinition CreateModelExplainabilityJobDefinition
      CreateModelQualityJobDefinition CreateNotebookInstance CreateOptimizationJob CreatePipeline CreateProcessingJob CreateTrainingJob RenderUiTemplate
      UpdateDeviceFleet UpdateImage UpdateNotebookInstance UpdatePipeline`.trim().replace(/\s+/g, ' '),
  },
  { ...SAGEMAKER, operations: 'CreateModel CreateEndpointConfig CreatePartnerApp', roles: ['ExecutionRoleArn'] },
  { ...SAGEMAKER, operations: 'CreateHyperParameterTuningJob', roles: ['TrainingJobDefinition.RoleArn', 'TrainingJobDefinitions[].RoleArn'] },
  { ...SAGEMAKER, operations: 'CreateMonitoringSchedule UpdateMonitoringSchedule', roles: ['MonitoringScheduleConfig.MonitoringJobDefinition.RoleArn'] },
  { ...SAGEMAKER, operations: 'CreateAlgorithm CreateModelPackage', roles: ['ValidationSpecification.ValidationRole'] },
  { ...SAGEMAKER, operations: 'CreateCluster UpdateCluster', roles: ['InstanceGroups[].ExecutionRole', 'RestrictedInstanceGroups[].ExecutionRole', 'ClusterRole'] },
  { ...SAGEMAKER, operations: 'CreateDomain UpdateDomain', roles: ['DefaultUserSettings.ExecutionRole', 'DefaultSpaceSettings.ExecutionRole'] },
  { ...SAGEMAKER, operations: 'CreateDomain', roles: ['DomainSettings.RStudioServerProDomainSettings.DomainExecutionRoleArn'] },
  { ...SAGEMAKER, operations: 'UpdateDomain', roles: ['DomainSettingsForUpdate.RStudioServerProDomainSettingsForUpdate.DomainExecutionRoleArn'] },
  { ...SAGEMAKER, operations: 'CreateUserProfile UpdateUserProfile', roles: ['UserSettings.ExecutionRole'] },
  {
    service: 'sagemaker', operations: 'CreateJob', roles: ['RoleArn'], to: 'job.sagemaker.amazonaws.com',
    page: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateJob.html',
  },
  {
    service: 'sagemaker', operations: 'CreateProject UpdateProject', roles: ['TemplateProviders[].CfnTemplateProvider.RoleARN', 'TemplateProvidersToUpdate[].CfnTemplateProvider.RoleARN'], to: 'cloudformation.amazonaws.com',
    page: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CfnCreateTemplateProvider.html',
  },
  { ...CODEPIPELINE, operations: 'CreatePipeline UpdatePipeline', roles: ['pipeline.roleArn'] },
  {
    ...CODEPIPELINE, operations: 'CreatePipeline UpdatePipeline', ownAccount: true,
    roles: [
      'pipeline.stages[].actions[].roleArn',
      ...['onFailure', 'onSuccess', 'beforeEntry'].map((moment) => `pipeline.stages[].${moment}.conditions[].rules[].roleArn`),
    ],
    page: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-create-cross-account.html',
  },
  {
    ...CODEPIPELINE, operations: 'CreatePipeline UpdatePipeline', ownAccount: true, roles: ['pipeline.stages[].actions[].configuration.RoleArn'], to: 'cloudformation.amazonaws.com',
    page: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html',
  },
  { ...CODEBUILD, operations: 'CreateProject UpdateProject', roles: ['serviceRole', 'buildBatchConfig.serviceRole'] },
  { ...CODEBUILD, operations: 'StartBuild StartBuildBatch', roles: ['serviceRoleOverride'] },
  { ...CODEBUILD, operations: 'StartBuildBatch', roles: ['buildBatchConfigOverride.serviceRole'] },
  { ...CODEBUILD, operations: 'CreateFleet UpdateFleet', roles: ['fleetServiceRole'] },
  { ...CODEBUILD, operations: 'UpdateProjectVisibility', roles: ['resourceAccessRole'] },
  { ...CLOUDFORMATION, operations: 'CreateStack UpdateStack DeleteStack CreateChangeSet ContinueUpdateRollback RollbackStack', roles: ['RoleARN'] },
  {
    ...CLOUDFORMATION, operations: 'CreateStackSet UpdateStackSet', roles: ['AdministrationRoleARN'],
    page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html',
  },
  {
    service: 'servicecatalog', operations: 'CreateConstraint UpdateConstraint', roles: ['Parameters{json}.RoleArn|Parameters{json}.LocalRoleName'], to: 'servicecatalog.amazonaws.com',
    page: 'https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html',
  },
  { service: 'lambda', operations: 'CreateFunction UpdateFunctionConfiguration', roles: ['Role'], to: 'lambda.amazonaws.com', page: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html' },
  {
    service: 'stepfunctions', operations: 'CreateStateMachine UpdateStateMachine TestState', roles: ['roleArn'], to: 'states.amazonaws.com',
    page: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html',
  },
  { ...EVENTS, operations: 'PutRule CreateEndpoint UpdateEndpoint', roles: ['RoleArn'] },
  { ...EVENTS, operations: 'PutTargets', roles: ['Targets[].RoleArn'] },
  { service: 'scheduler', operations: 'CreateSchedule UpdateSchedule', roles: ['Target.RoleArn'], to: 'scheduler.amazonaws.com', page: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html' },
  { service: 'pipes', operations: 'CreatePipe UpdatePipe', roles: ['RoleArn'], to: 'pipes.amazonaws.com', page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html' },
  { ...FIREHOSE, operations: 'CreateDeliveryStream UpdateDestination', roles: OF_STREAMS },
  {
    ...GLUE, roles: ['Role'],
    operations: 'CreateJob CreateCrawler UpdateCrawler CreateMLTransform UpdateMLTransform CreateSession CreateColumnStatisticsTaskSettings UpdateColumnStatisticsTaskSettings '
      + 'StartColumnStatisticsTaskRun StartDataQualityRuleRecommendationRun StartDataQualityRulesetEvaluationRun',
  },
  { ...GLUE, operations: 'UpdateJob', roles: ['JobUpdate.Role'] },
  { ...GLUE, operations: 'CreateDevEndpoint StartBlueprintRun', roles: ['RoleArn'] },
  { ...GLUE, operations: 'CreateTableOptimizer UpdateTableOptimizer', roles: ['TableOptimizerConfiguration.roleArn'] },
  { ...ECS_TASKS, operations: 'RegisterTaskDefinition RegisterDaemonTaskDefinition CreateExpressGatewayService UpdateExpressGatewayService', roles: ['taskRoleArn', 'executionRoleArn'] },
  { ...ECS_TASKS, operations: 'RunTask StartTask', roles: ['overrides.taskRoleArn', 'overrides.executionRoleArn'] },
  { ...ECS, operations: 'CreateService', roles: ['role'], page: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html' },
  { ...ECS, operations: 'CreateService RunTask StartTask UpdateService', roles: ['volumeConfigurations[].managedEBSVolume.roleArn'] },
  {
    ...ECS, operations: 'CreateService UpdateService',
    roles: [
      'loadBalancers[].advancedConfiguration.roleArn', 'deploymentConfiguration.lifecycleHooks[].roleArn', 'serviceConnectConfiguration.services[].tls.roleArn', 'vpcLatticeConfigurations[].roleArn',
    ],
  },
  { ...ECS, operations: 'CreateTaskSet', roles: ['loadBalancers[].advancedConfiguration.roleArn'] },
  { ...ECS, operations: 'CreateCapacityProvider UpdateCapacityProvider', roles: ['managedInstancesProvider.infrastructureRoleArn'] },
  { ...ECS, operations: 'CreateExpressGatewayService', roles: ['infrastructureRoleArn'] },
  { service: 'athena', operations: 'CreateWorkGroup', roles: ['Configuration.ExecutionRole'], to: 'athena.amazonaws.com', page: 'https://docs.aws.amazon.com/athena/latest/ug/notebooks-spark-getting-started.html' },
  { service: 'athena', operations: 'UpdateWorkGroup', roles: ['ConfigurationUpdates.ExecutionRole'], to: 'athena.amazonaws.com', page: 'https://docs.aws.amazon.com/athena/latest/ug/notebooks-spark-getting-started.html' },
  { service: 'athena', operations: 'StartSession', roles: ['ExecutionRole'], to: 'athena.amazonaws.com', page: 'https://docs.aws.amazon.com/athena/latest/APIReference/API_StartSession.html' },
  { service: 'lakeformation', operations: 'RegisterResource UpdateResource', roles: ['RoleArn'], to: 'lakeformation.amazonaws.com', page: 'https://docs.aws.amazon.com/lake-formation/latest/dg/registration-role.html' },
  { service: 'logs', operations: 'PutSubscriptionFilter PutDestination', roles: ['roleArn'], to: 'logs.amazonaws.com', page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html' },
  { service: 'cloudwatch', operations: 'PutMetricStream', roles: ['RoleArn'], to: 'streams.metrics.cloudwatch.amazonaws.com', page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-trustpolicy.html' },
  { service: 'ec2', operations: 'CreateFlowLogs', roles: ['DeliverLogsPermissionArn'], to: 'vpc-flow-logs.amazonaws.com', page: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html' },
  { service: 'iam', operations: 'AddRoleToInstanceProfile', roles: ['RoleName'], to: 'ec2.amazonaws.com', page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html' },
  { service: 's3', operations: 'PutBucketReplication', roles: ['ReplicationConfiguration.Role'], to: 's3.amazonaws.com', page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html' },
  { ...SSM, operations: 'CreateActivation UpdateManagedInstanceRole', roles: ['IamRole'], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html' },
  { ...SSM, operations: 'RegisterTaskWithMaintenanceWindow UpdateMaintenanceWindowTask', roles: ['ServiceRoleArn', 'TaskInvocationParameters.RunCommand.ServiceRoleArn'], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-maintenance-permissions.html' },
  { ...SSM, operations: 'SendCommand', roles: ['ServiceRoleArn'], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-sns-notifications.html' },
  { ...SSM, operations: 'StartAutomationExecution', roles: ['Parameters.AutomationAssumeRole[]'], page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup.html' },
  { ...API_GATEWAY, service: 'apigateway', operations: 'PutIntegration', roles: ['credentials'] },
  { ...API_GATEWAY, service: 'apigateway', operations: 'CreateAuthorizer', roles: ['authorizerCredentials'] },
  ...UNTOLD,
];
