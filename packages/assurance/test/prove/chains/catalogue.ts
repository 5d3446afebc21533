/**
 * The known ways to more rights in AWS, as https://pathfinding.cloud catalogues them (by id, with the permissions it names as required), and the rule here that
 * finds each. Read from the catalogue's public repository in the state of 2026.
 */
export interface CataloguePath {
  readonly id: string;
  readonly permissions: readonly string[];
  /** The rule that finds it; none where no rule does. */
  readonly rule?: string;
  /** Permissions that the catalogue takes for granted, without which there is no way. */
  readonly also?: readonly string[];
  /** Permissions without which the way is still open here, and why. */
  readonly dispensable?: readonly string[];
  /** Why, for what is dispensable or not covered. */
  readonly note?: string;
}

const path = (id: string, permissions: string, rule?: string, rest: Pick<CataloguePath, 'also' | 'dispensable' | 'note'> = {}): CataloguePath => ({ id, permissions: permissions.split(' + '), rule, ...rest });
const newUser = { also: ['iam:CreateAccessKey'], note: 'with `iam:CreateAccessKey` or `iam:CreateLoginProfile` as well: nobody acts as a user without a key or a password, and a new one has neither' };
const othersStartIt = 'somebody or something else may start it: changing it is enough';

export const CATALOGUE: readonly CataloguePath[] = [
  path('apprunner-001', 'iam:PassRole + apprunner:CreateService', 'pass-apprunner'),
  path('apprunner-002', 'apprunner:UpdateService', 'take-apprunner'),
  path('batch-001', 'iam:PassRole + batch:RegisterJobDefinition + batch:SubmitJob', 'pass-batch'),
  path('batch-002', 'batch:SubmitJob', 'take-batch'),
  path('batch-003', 'iam:PassRole + batch:CreateComputeEnvironment + batch:CreateJobQueue + batch:RegisterJobDefinition + batch:SubmitJob', 'pass-batch', { dispensable: ['batch:CreateComputeEnvironment', 'batch:CreateJobQueue'], note: 'a queue may stand already' }),
  path('bedrock-001', 'iam:PassRole + bedrock-agentcore:CreateCodeInterpreter + bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter', 'pass-bedrock-interpreter'),
  path('bedrock-002', 'bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter', 'take-bedrock-interpreter'),
  path('bedrock-003', 'iam:PassRole + bedrock-agentcore:CreateAgentRuntime + bedrock-agentcore:CreateAgentRuntimeEndpoint + bedrock-agentcore:CreateWorkloadIdentity + bedrock-agentcore:InvokeAgentRuntimeCommand', 'pass-bedrock-runtime', { dispensable: ['bedrock-agentcore:CreateAgentRuntimeEndpoint', 'bedrock-agentcore:CreateWorkloadIdentity', 'bedrock-agentcore:InvokeAgentRuntimeCommand'], note: othersStartIt }),
  path('bedrock-004', 'bedrock-agentcore:InvokeAgentRuntimeCommand', 'take-bedrock-runtime'),
  path('bedrock-005', 'iam:PassRole + bedrock-agentcore:CreateHarness + bedrock-agentcore:CreateAgentRuntime + bedrock-agentcore:CreateAgentRuntimeEndpoint + bedrock-agentcore:CreateWorkloadIdentity', 'pass-bedrock-runtime', { dispensable: ['bedrock-agentcore:CreateHarness', 'bedrock-agentcore:CreateWorkloadIdentity'], note: 'the runtime is found without the harness around it' }),
  path('bedrock-006', 'iam:PassRole + bedrock-agentcore:CreateBrowser + bedrock-agentcore:StartBrowserSession + bedrock-agentcore:ConnectBrowserAutomationStream', 'pass-bedrock-browser'),
  path('bedrock-007', 'bedrock-agentcore:StartBrowserSession + bedrock-agentcore:ConnectBrowserAutomationStream', 'take-bedrock-browser'),
  path('braket-001', 'iam:PassRole + braket:CreateJob', 'pass-braket'),
  path('cloudformation-001', 'iam:PassRole + cloudformation:CreateStack', 'pass-cloudformation'),
  path('cloudformation-002', 'cloudformation:UpdateStack', 'take-stack'),
  path('cloudformation-003', 'iam:PassRole + cloudformation:CreateStackSet + cloudformation:CreateStackInstances', 'pass-cloudformation-stackset'),
  path('cloudformation-004', 'iam:PassRole + cloudformation:UpdateStackSet', 'pass-cloudformation-stackset-update'),
  path('cloudformation-005', 'cloudformation:CreateChangeSet + cloudformation:ExecuteChangeSet', 'take-stack-changeset'),
  path('codebuild-001', 'iam:PassRole + codebuild:CreateProject + codebuild:StartBuild', 'pass-codebuild'),
  path('codebuild-002', 'codebuild:StartBuild', 'take-codebuild'),
  path('codebuild-003', 'codebuild:StartBuildBatch', 'take-codebuild-batch'),
  path('codebuild-004', 'iam:PassRole + codebuild:CreateProject + codebuild:StartBuildBatch', 'pass-codebuild'),
  path('codedeploy-001', 'codedeploy:CreateDeployment', 'take-codedeploy'),
  path('cognitoidentity-001', 'iam:PassRole + cognito-identity:SetIdentityPoolRoles', 'pass-cognito'),
  path('datapipeline-001', 'iam:PassRole + datapipeline:CreatePipeline + datapipeline:PutPipelineDefinition + datapipeline:ActivatePipeline', 'pass-datapipeline'),
  path('ec2-001', 'iam:PassRole + ec2:RunInstances', 'pass-ec2'),
  path('ec2-002', 'ec2:ModifyInstanceAttribute + ec2:StopInstances + ec2:StartInstances', 'take-ec2-userdata'),
  path('ec2-003', 'ec2-instance-connect:SendSSHPublicKey', 'take-ec2-connect'),
  path('ec2-004', 'iam:PassRole + ec2:RequestSpotInstances', 'pass-ec2-spot'),
  path('ec2-005', 'ec2:CreateLaunchTemplateVersion + ec2:ModifyLaunchTemplate', 'take-ec2-template'),
  path('ecs-001', 'iam:PassRole + ecs:CreateCluster + ecs:RegisterTaskDefinition + ecs:CreateService', 'pass-ecs', { dispensable: ['ecs:CreateCluster'], note: 'a cluster may stand already' }),
  path('ecs-002', 'iam:PassRole + ecs:CreateCluster + ecs:RegisterTaskDefinition + ecs:RunTask', 'pass-ecs', { dispensable: ['ecs:CreateCluster', 'ecs:RegisterTaskDefinition'], note: 'a cluster may stand already, and a task may be started with another role and command' }),
  path('ecs-003', 'iam:PassRole + ecs:RegisterTaskDefinition + ecs:CreateService', 'pass-ecs'),
  path('ecs-004', 'iam:PassRole + ecs:RegisterTaskDefinition + ecs:RunTask', 'pass-ecs', { dispensable: ['ecs:RegisterTaskDefinition'], note: 'a task may be started with another role and command (ecs-008)' }),
  path('ecs-005', 'iam:PassRole + ecs:RegisterTaskDefinition + ecs:StartTask', 'pass-ecs', { dispensable: ['ecs:RegisterTaskDefinition'], note: 'a task may be started with another role and command (ecs-009)' }),
  path('ecs-006', 'ecs:ExecuteCommand', 'take-ecs-exec'),
  path('ecs-007', 'iam:PassRole + ecs:StartTask + ecs:RegisterContainerInstance', 'pass-ecs-override', { dispensable: ['ecs:RegisterContainerInstance'], note: 'an instance may stand already' }),
  path('ecs-008', 'iam:PassRole + ecs:RunTask', 'pass-ecs-override'),
  path('ecs-009', 'iam:PassRole + ecs:StartTask', 'pass-ecs-override'),
  path('emr-001', 'iam:PassRole + elasticmapreduce:RunJobFlow', 'pass-emr'),
  path('emrserverless-001', 'iam:PassRole + emr-serverless:CreateApplication + emr-serverless:StartJobRun', 'pass-emr-serverless', { dispensable: ['emr-serverless:CreateApplication'], note: 'an application may stand already' }),
  path('gamelift-001', 'iam:PassRole + gamelift:CreateBuild + gamelift:CreateFleet', 'pass-gamelift'),
  path('glue-001', 'iam:PassRole + glue:CreateDevEndpoint', 'pass-glue-endpoint'),
  path('glue-002', 'glue:UpdateDevEndpoint', 'take-glue-endpoint'),
  path('glue-003', 'iam:PassRole + glue:CreateJob + glue:StartJobRun', 'pass-glue-job'),
  path('glue-004', 'iam:PassRole + glue:CreateJob + glue:CreateTrigger', 'pass-glue-job'),
  path('glue-005', 'iam:PassRole + glue:UpdateJob + glue:StartJobRun', 'pass-glue-job-update'),
  path('glue-006', 'iam:PassRole + glue:UpdateJob + glue:CreateTrigger', 'pass-glue-job-update'),
  path('glue-007', 'iam:PassRole + glue:CreateSession + glue:RunStatement', 'pass-glue-session'),
  path('iam-001', 'iam:CreatePolicyVersion', 'iam-policy-version'),
  path('iam-002', 'iam:SetDefaultPolicyVersion', 'iam-default-version'),
  path('iam-003', 'iam:CreatePolicyVersion + iam:SetDefaultPolicyVersion', 'iam-policy-version', { dispensable: ['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'], note: 'each is enough (iam-001, iam-002)' }),
  path('iam-004', 'iam:CreateAccessKey', 'iam-access-key'),
  path('iam-005', 'iam:CreateLoginProfile', 'iam-login-profile'),
  path('iam-006', 'iam:UpdateLoginProfile', 'iam-login-profile'),
  path('iam-007', 'iam:AttachUserPolicy', 'iam-attach-user-policy'),
  path('iam-008', 'iam:AttachGroupPolicy', 'iam-attach-group-policy'),
  path('iam-009', 'iam:AttachRolePolicy', 'iam-attach-role-policy'),
  path('iam-010', 'iam:PutUserPolicy', 'iam-put-user-policy'),
  path('iam-011', 'iam:PutGroupPolicy', 'iam-put-group-policy'),
  path('iam-012', 'iam:PutRolePolicy', 'iam-put-role-policy'),
  path('iam-013', 'iam:AddUserToGroup', 'iam-add-to-group'),
  path('iam-014', 'iam:UpdateAssumeRolePolicy', 'iam-trust'),
  path('iam-015', 'iam:CreateUser + iam:CreateAccessKey', 'iam-access-key', { dispensable: ['iam:CreateUser'], note: 'a key of a user that stands is enough (iam-004)' }),
  path('iam-016', 'iam:CreateUser + iam:AddUserToGroup', 'iam-new-user', newUser),
  path('iam-017', 'iam:CreateUser + iam:AttachUserPolicy', 'iam-new-user', newUser),
  path('iam-018', 'iam:CreateUser + iam:PutUserPolicy', 'iam-new-user', newUser),
  path('iam-019', 'iam:AttachRolePolicy + iam:UpdateAssumeRolePolicy', 'iam-trust', { dispensable: ['iam:AttachRolePolicy', 'iam:UpdateAssumeRolePolicy'], note: 'each is enough (iam-009, iam-014)' }),
  path('iam-020', 'iam:CreatePolicyVersion + iam:UpdateAssumeRolePolicy', 'iam-trust', { dispensable: ['iam:CreatePolicyVersion'], note: 'the trust alone gives what the role may do already (iam-014)' }),
  path('iam-021', 'iam:PutRolePolicy + iam:UpdateAssumeRolePolicy', 'iam-trust', { dispensable: ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'], note: 'each is enough (iam-012, iam-014)' }),
  path('imagebuilder-001', 'iam:PassRole + imagebuilder:CreateComponent + imagebuilder:CreateImageRecipe + imagebuilder:CreateInfrastructureConfiguration + imagebuilder:CreateImage', 'pass-imagebuilder'),
  path('kinesisanalytics-001', 'iam:PassRole + kinesisanalytics:CreateApplication + kinesisanalytics:StartApplication', 'pass-kinesisanalytics'),
  path('lambda-001', 'iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction', 'pass-lambda'),
  path('lambda-002', 'iam:PassRole + lambda:CreateFunction + lambda:CreateEventSourceMapping', 'pass-lambda'),
  path('lambda-003', 'lambda:UpdateFunctionCode', 'take-lambda-code'),
  path('lambda-004', 'lambda:UpdateFunctionCode + lambda:InvokeFunction', 'take-lambda-code', { dispensable: ['lambda:InvokeFunction'], note: othersStartIt }),
  path('lambda-005', 'lambda:UpdateFunctionCode + lambda:AddPermission', 'take-lambda-code', { dispensable: ['lambda:AddPermission'], note: othersStartIt }),
  path('lambda-006', 'iam:PassRole + lambda:CreateFunction + lambda:AddPermission', 'pass-lambda'),
  path('omics-001', 'iam:PassRole + omics:CreateWorkflow + omics:StartRun', 'pass-omics'),
  path('sagemaker-001', 'iam:PassRole + sagemaker:CreateNotebookInstance', 'pass-sagemaker-notebook'),
  path('sagemaker-002', 'iam:PassRole + sagemaker:CreateTrainingJob', 'pass-sagemaker-job'),
  path('sagemaker-003', 'iam:PassRole + sagemaker:CreateProcessingJob', 'pass-sagemaker-job'),
  path('sagemaker-004', 'sagemaker:CreatePresignedNotebookInstanceUrl', 'take-sagemaker-notebook'),
  path('sagemaker-005', 'sagemaker:CreateNotebookInstanceLifecycleConfig + sagemaker:StopNotebookInstance + sagemaker:UpdateNotebookInstance + sagemaker:StartNotebookInstance', 'take-sagemaker-lifecycle'),
  path('ssm-001', 'ssm:StartSession', 'take-ssm-session'),
  path('ssm-002', 'ssm:SendCommand', 'take-ssm-command'),
  path('ssm-003', 'iam:PassRole + ssm:StartAutomationExecution', 'pass-ssm'),
  path('sts-001', 'sts:AssumeRole', 'assume-role'),
];
