/** The parameter that names the account whose resources are meant. */
export const ACCOUNT_PARAMETERS: Readonly<Record<string, string>> = {
  codeartifact: 'domainOwner',
  ecr: 'registryId',
  glue: 'CatalogId',
};

/**
 * Placeholders of ARNs, by service, with the parameters that fill them where names do not tell: `type.Placeholder`, or the placeholder of any type. Of several parameters the first
 * that is given; a text in quotes is what stands there when none is; `*` is left open, for what the service makes up.
 */
export const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  athena: { 'workgroup.WorkGroupName': "WorkGroup|'primary'|*", 'datacatalog.DataCatalogName': 'CatalogName|Name' },
  cloudformation: { 'changeset.ChangeSetName': 'ChangeSetName', Id: '*' },
  cloudwatch: {
    'insight-rule.InsightRuleName': 'RuleName|RuleNames[]', 'metric-stream.MetricStreamName': 'Name|Names[]', 'alarm.AlarmName': 'AlarmName|AlarmNames[]',
  },
  codeartifact: {
    PackageFormat: 'format', PackageNamespace: 'namespace', 'package.RepositoryName': 'repository|destinationRepository', 'repository.RepositoryName': 'repository|sourceRepository',
  },
  codebuild: { 'project.ProjectName': 'projectName|name|names[]|ids[]{project}|id{project}', FleetId: '*', 'report-group.ReportGroupName': 'name|reportGroupArn|reportArns[]|reportArn', 'fleet.FleetName': 'name' },
  codecommit: { 'repository.RepositoryName': 'repositoryName|oldName|targets[].repositoryName' },
  codepipeline: {
    PipelineName: 'pipelineName|pipeline.name|name|webhook.targetPipeline', 'webhook.WebhookName': 'webhookName|name|webhook.name',
    'stage.StageName': 'stageName',
  },
  dynamodb: {
    'table.TableName': 'TableName|GlobalTableName|TargetTableName|TableCreationParameters.TableName|RequestItems{keys}|ResourceArn', TableName: 'TableName|TableArn',
    'backup.BackupName': 'BackupArn|*', 'stream.StreamLabel': 'StreamArn|*',
  },
  ec2: {
    SecurityGroupId: 'GroupId', LaunchTemplateId: 'LaunchTemplateId|*', PrefixListId: 'PrefixListId|*', KeyPairName: 'KeyName|*', NaclId: 'NetworkAclId', VpcEndpointServiceId: 'ServiceId|ServiceIds[]', VpcFlowLogId: 'FlowLogIds[]',
    VpcEndpointServicePermissionId: '*', SecurityGroupRuleId: 'SecurityGroupRuleIds[]|SecurityGroupRules[].SecurityGroupRuleId|SecurityGroupRuleDescriptions[].SecurityGroupRuleId',
  },
  ecs: {
    'task-set.TaskSetId': 'taskSet|*', 'container-instance.ContainerInstanceId': 'containerInstance|containerInstances[]|*', 'service.ServiceName': 'service|services[]|serviceName',
    'task-definition.TaskDefinitionRevisionNumber': '*', 'task-definition.TaskDefinitionFamilyName': 'taskDefinition|taskDefinitions[]|family',
    'daemon-task-definition.DaemonTaskDefinitionRevisionNumber': '*', 'daemon-task-definition.DaemonTaskDefinitionFamilyName': 'daemonTaskDefinition|family',
    ClusterName: "cluster|clusterName|'default'",
  },
  events: { RuleName: 'Rule|Name', 'event-bus.EventBusName': 'EventBusName|Name', 'archive.ArchiveName': 'ArchiveName' },
  glue: {
    'database.DatabaseName': 'DatabaseName|DatabaseInput.Name|Entries[].databaseName|Name', 'table.TableName': 'TableName|TableInput.Name|TablesToDelete[]|Name|Entries[].tableName',
    DatabaseName: 'DatabaseName|Entries[].databaseName|Name', 'workflow.WorkflowName': 'Name|Names[]|WorkflowName', 'blueprint.BlueprintName': 'BlueprintName|Name|Names[]',
    'devendpoint.DevEndpointName': 'EndpointName|DevEndpointNames[]', 'registry.RegistryName': 'RegistryId.RegistryName|SchemaId.RegistryName|RegistryName', 'schema.SchemaName': 'SchemaId.SchemaName|SchemaName',
    'userdefinedfunction.UserDefinedFunctionName': 'FunctionName|FunctionInput.FunctionName', 'connection.ConnectionName': 'ConnectionName|ConnectionInput.Name|ConnectionNameList[]|Name',
    'job.JobName': 'JobName|Name|JobNames[]', 'crawler.CrawlerName': 'CrawlerName|Name|CrawlerNames[]', 'trigger.TriggerName': 'Name|TriggerNames[]',
    'dataQualityRuleset.RulesetName': 'Name|RulesetNames[]|*', 'tableversion.TableVersionName': 'VersionId|VersionIds[]',
  },
  iam: {
    'oidc-provider.OidcProviderName': 'OpenIDConnectProviderArn|Url{host}', 'mfa.MfaTokenIdWithPath': 'SerialNumber|VirtualMFADeviceName', 'role.RoleNameWithPath': 'RoleName',
    'user.UserNameWithPath': 'UserName', 'policy.PolicyNameWithPath': 'PolicyArn|PolicyName',
  },
  kinesis: { 'stream.StreamName': 'StreamName|StreamARN|StreamId', 'consumer.ConsumerName': 'ConsumerName', 'consumer.ConsumerCreationTimpstamp': 'ConsumerARN|*', StreamType: "'stream'", StreamName: 'StreamName|StreamARN' },
  kms: { 'key.KeyId': "KeyId{key}|TargetKeyId{key}|'key/*'" },
  lambda: { LayerVersion: 'VersionNumber', 'eventSourceMapping.UUID': 'UUID' },
  logs: {
    LogGroupName: 'logGroupName|logGroupIdentifier|logGroupArnList[]|logGroupNames[]|logGroupIdentifiers[]', 'delivery.DeliveryName': 'id|*', 'scheduled-query.ScheduledQueryId': 'identifier|*',
    'log-stream.LogStreamName': 'logStreamName',
  },
  organizations: { OrganizationId: '*', PolicyType: '*', HandshakeType: '*', 'account.AccountId': 'AccountId|TargetId', 'policy.PolicyId': 'PolicyId|*', TransferType: '*', TransferDirection: '*', 'responsibilitytransfer.ResponsibilityTransferId': 'Id|*' },
  ram: { 'customer-managed-permission.ResourcePath': 'permissionArn|*', 'permission.ResourcePath': 'permissionArn|fromPermissionArn|*', 'resource-share.ResourcePath': 'resourceShareArn|*', 'resource-share-invitation.ResourcePath': 'resourceShareInvitationArn|*' },
  s3: { BucketName: 'Bucket', ObjectName: 'Key' },
  sagemaker: {
    DataQualityJobDefinitionName: 'JobDefinitionName', ModelBiasJobDefinitionName: 'JobDefinitionName', ModelExplainabilityJobDefinitionName: 'JobDefinitionName', ModelQualityJobDefinitionName: 'JobDefinitionName',
    InferenceRecommendationsJobName: 'JobName', MlflowTrackingServerName: 'TrackingServerName', UserProfileName: 'UserProfileName|SpaceName', 'hub-content.HubContentType': "HubContentType|'ModelReference'",
    'model-package.ModelPackageName': 'ModelPackageName|ModelPackageArn|ModelPackageArnList[]', 'space.SpaceName': 'SpaceName|ResourceIdentifier', 'domain.DomainId': 'DomainId|*', 'cluster.ClusterId': 'ClusterName',
    'artifact.HashOfArtifactSource': 'ArtifactArn|*', 'mlflow-app.MLflowAppId': 'Arn|*', 'device.DeviceName': 'DeviceName|DeviceNames[]|Devices[].DeviceName',
  },
  'sagemaker-featurestore-runtime': { 'feature-group.FeatureGroupName': 'FeatureGroupName|Identifiers[].FeatureGroupName|Entries[].FeatureGroupName' },
  scheduler: { 'schedule.GroupName': "GroupName|'default'", 'schedule-group.GroupName': 'Name', 'schedule.ScheduleName': 'Name' },
  secretsmanager: { 'Secret.SecretId': 'SecretId|Name' },
  servicecatalog: { 'Portfolio.PortfolioId': 'PortfolioId|Id|*', 'Product.ProductId': 'ProductId|Id|*' },
  sns: { 'topic.TopicName': 'TopicArn|Name|ResourceArn' },
  sqs: { 'queue.QueueName': 'QueueUrl|QueueName|SourceArn' },
  ssm: {
    'parameter.ParameterNameWithoutLeadingSlash': 'Name{path}|Names[]{path}|Path{path}|ResourceId{path}', 'patchbaseline.PatchBaselineIdResourceId': 'BaselineId|ResourceId',
    'maintenancewindow.ResourceId': 'WindowId|ResourceId|*', 'document.DocumentName': 'DocumentName|Name|CalendarNames[]|Entries[].Name', 'servicesetting.ResourceId': 'SettingId{path}',
    'iam-role.RoleName': 'IamRole', 'opsitem.ResourceId': 'OpsItemId|ResourceId|AccessRequestId', 'association.AssociationId': 'AssociationId|AssociationIds[]|ResourceId|*',
  },
  stepfunctions: { 'statemachine.StateMachineName': 'stateMachineArn|name|stateMachineAliasArn|stateMachineVersionArn|routingConfiguration[].stateMachineVersionArn' },
};

/** ARNs that stand for those of AWS's reference. */
export const ARNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // a rule of another bus than the default one has the bus's name before its own (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html)
  events: { 'rule-on-default-event-bus': "arn:${Partition}:events:${Region}:${Account}:rule/{EventBusName{folder}|''}${RuleName}" },
  // a name of a key may be an alias (https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html), and begins with `alias/`
  kms: { alias: 'arn:${Partition}:kms:${Region}:${Account}:{AliasName}', key: 'arn:${Partition}:kms:${Region}:${Account}:${KeyId}' },
  // all but the tagging operations are authorized on the ARN that ends with `:*` (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html)
  logs: { 'log-group': 'arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}:*' },
  // ids begin with these letters themselves
  organizations: {
    handshake: 'arn:${Partition}:organizations::${Account}:handshake/o-*/*/${HandshakeId}',
    organizationalunit: 'arn:${Partition}:organizations::${Account}:ou/o-*/${OrganizationalUnitId}',
    policy: 'arn:${Partition}:organizations::${Account}:policy/o-*/*/${PolicyId}',
    root: 'arn:${Partition}:organizations::${Account}:root/o-*/${RootId}',
    responsibilitytransfer: 'arn:${Partition}:organizations::${Account}:transfer/o-*/*/*/${ResponsibilityTransferId}',
  },
  // the service ends the name with a hyphen and six characters of its own (https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html)
  secretsmanager: { Secret: 'arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${SecretId}-??????' },
};

const ACCESS_POINTS = ['accesspoint', 'accesspointobject', 'objectlambdaaccesspoint', 'multiregionaccesspoint', 'accessgrantsinstance'];

/** Types of resources that are not read from requests, or whose ARN another type's has already. */
export const IGNORED_TYPES: Readonly<Record<string, readonly string[]>> = {
  ecs: ['task-set'],
  events: ['rule-on-custom-event-bus', 'event-busv2', 'event-sourcev2', 'alias', 'key', 'subscriber'],
  glue: ['catalog'],
  kinesis: ['kmsKey'],
  lambda: ['function alias', 'function version'],
  organizations: ['awspolicy'],
  s3: ACCESS_POINTS,
  ssm: ['instance', 'task', 'bucket', 'automation-definition'],
  stepfunctions: ['express', 'labelled execution', 'labelled express', 'statemachinealias', 'statemachineversion'],
};
