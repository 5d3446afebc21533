import { PASS_RULES } from './pass-rules';
import type { AnswerRule, ChainRule, CreateRule, FeedRule, IdentityRule, RewriteRule, TakeRule } from './rule';

const take = (id: string, type: string, actions: readonly string[], also?: readonly string[]): TakeRule => ({ kind: 'take', id, type: `AWS::${type}`, actions, also });
const identity = (id: string, on: IdentityRule['on'], gains: IdentityRule['gains'], ...actions: readonly string[]): IdentityRule => ({ kind: 'identity', id, on, gains, actions });
const rewrite = (id: string, type: string, action: string): RewriteRule => ({ kind: 'rewrite', id, type: `AWS::${type}`, action });

/** Ways into what stands already; the actions from https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html. */
const TAKE_RULES: readonly TakeRule[] = [
  take('take-apprunner', 'AppRunner::Service', ['apprunner:UpdateService']),
  take('take-batch', 'Batch::JobDefinition', ['batch:SubmitJob']),
  take('take-bedrock-interpreter', 'BedrockAgentCore::CodeInterpreterCustom', ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter']),
  take('take-bedrock-browser', 'BedrockAgentCore::BrowserCustom', ['bedrock-agentcore:StartBrowserSession', 'bedrock-agentcore:ConnectBrowserAutomationStream']),
  take('take-bedrock-runtime', 'BedrockAgentCore::Runtime', ['bedrock-agentcore:InvokeAgentRuntimeCommand']),
  take('take-bedrock-runtime-update', 'BedrockAgentCore::Runtime', ['bedrock-agentcore:UpdateAgentRuntime']),
  take('take-stack', 'CloudFormation::Stack', ['cloudformation:UpdateStack']),
  take('take-stack-changeset', 'CloudFormation::Stack', ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet']),
  take('take-stackset', 'CloudFormation::StackSet', ['cloudformation:UpdateStackSet']),
  take('take-codebuild', 'CodeBuild::Project', ['codebuild:StartBuild']),
  take('take-codebuild-batch', 'CodeBuild::Project', ['codebuild:StartBuildBatch']),
  take('take-codebuild-update', 'CodeBuild::Project', ['codebuild:UpdateProject']),
  take('take-codedeploy', 'EC2::Instance', [], ['codedeploy:CreateDeployment']),
  take('take-codepipeline', 'CodePipeline::Pipeline', ['codepipeline:UpdatePipeline']),
  take('take-ec2-userdata', 'EC2::Instance', ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances']),
  take('take-ec2-connect', 'EC2::Instance', ['ec2-instance-connect:SendSSHPublicKey']),
  take('take-ec2-template', 'EC2::LaunchTemplate', ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate']),
  take('take-ecs-exec', 'ECS::TaskDefinition', [], ['ecs:ExecuteCommand']),
  take('take-glue-endpoint', 'Glue::DevEndpoint', ['glue:UpdateDevEndpoint']),
  take('take-glue-job', 'Glue::Job', ['glue:UpdateJob']),
  take('take-lambda-code', 'Lambda::Function', ['lambda:UpdateFunctionCode']),
  take('take-lambda-layer', 'Lambda::Function', ['lambda:UpdateFunctionConfiguration'], ['lambda:GetLayerVersion']),
  take('take-sagemaker-notebook', 'SageMaker::NotebookInstance', ['sagemaker:CreatePresignedNotebookInstanceUrl']),
  take('take-sagemaker-lifecycle', 'SageMaker::NotebookInstance', ['sagemaker:StopNotebookInstance', 'sagemaker:UpdateNotebookInstance', 'sagemaker:StartNotebookInstance'], ['sagemaker:CreateNotebookInstanceLifecycleConfig']),
  take('take-sagemaker-pipeline', 'SageMaker::Pipeline', ['sagemaker:UpdatePipeline']),
  take('take-sagemaker-profile', 'SageMaker::UserProfile', ['sagemaker:CreatePresignedDomainUrl']),
  take('take-sagemaker-space', 'SageMaker::Domain', [], ['sagemaker:CreatePresignedDomainUrl']),
  take('take-product', 'ServiceCatalog::CloudFormationProduct', ['servicecatalog:CreateProvisioningArtifact']),
  take('take-ssm-session', 'EC2::Instance', ['ssm:StartSession']),
  take('take-ssm-command', 'EC2::Instance', ['ssm:SendCommand']),
  take('take-states', 'StepFunctions::StateMachine', ['states:UpdateStateMachine']),
];

/** Whoever may only set the boundary that roles have to have takes none away. */
const NO_BOUNDARY = { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/AdministratorAccess' };

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
const IDENTITY_RULES: readonly IdentityRule[] = [
  { ...identity('iam-put-role-policy', 'role', 'raised', 'iam:PutRolePolicy'), overwrites: true },
  identity('iam-attach-role-policy', 'role', 'raised', 'iam:AttachRolePolicy'),
  { ...identity('iam-put-user-policy', 'user', 'raised', 'iam:PutUserPolicy'), overwrites: true },
  identity('iam-attach-user-policy', 'user', 'raised', 'iam:AttachUserPolicy'),
  { ...identity('iam-put-group-policy', 'group', 'raised', 'iam:PutGroupPolicy'), overwrites: true },
  identity('iam-attach-group-policy', 'group', 'raised', 'iam:AttachGroupPolicy'),
  identity('iam-policy-version', 'policy', 'raised', 'iam:CreatePolicyVersion'),
  identity('iam-default-version', 'policy', 'raised', 'iam:SetDefaultPolicyVersion'),
  identity('iam-policy-version', 'policy', 'unbounded', 'iam:CreatePolicyVersion'),
  identity('iam-default-version', 'policy', 'unbounded', 'iam:SetDefaultPolicyVersion'),
  identity('iam-delete-boundary', 'role', 'unbounded', 'iam:DeleteRolePermissionsBoundary'),
  { ...identity('iam-put-boundary', 'role', 'unbounded', 'iam:PutRolePermissionsBoundary'), context: NO_BOUNDARY },
  identity('iam-delete-user-boundary', 'user', 'unbounded', 'iam:DeleteUserPermissionsBoundary'),
  { ...identity('iam-put-user-boundary', 'user', 'unbounded', 'iam:PutUserPermissionsBoundary'), context: NO_BOUNDARY },
  identity('iam-trust', 'role', 'trusted', 'iam:UpdateAssumeRolePolicy'),
  identity('iam-access-key', 'user', 'act', 'iam:CreateAccessKey'),
  identity('iam-login-profile', 'user', 'act', 'iam:CreateLoginProfile'),
  identity('iam-login-profile', 'user', 'act', 'iam:UpdateLoginProfile'),
  identity('iam-add-to-group', 'group', 'joined', 'iam:AddUserToGroup'),
];

const CREATE_RULES: readonly CreateRule[] = [
  { kind: 'create', id: 'iam-new-role', what: 'role', create: 'iam:CreateRole', raise: ['iam:PutRolePolicy', 'iam:AttachRolePolicy'], enter: [] },
  { kind: 'create', id: 'iam-new-user', what: 'user', create: 'iam:CreateUser', raise: ['iam:PutUserPolicy', 'iam:AttachUserPolicy', 'iam:AddUserToGroup'], enter: ['iam:CreateAccessKey', 'iam:CreateLoginProfile'] },
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html, the actions of "Permissions management". */
const REWRITE_RULES: readonly RewriteRule[] = [
  rewrite('policy-bucket', 'S3::Bucket', 's3:PutBucketPolicy'),
  rewrite('policy-bucket-acl', 'S3::Bucket', 's3:PutBucketAcl'),
  rewrite('policy-codeartifact', 'CodeArtifact::Repository', 'codeartifact:PutRepositoryPermissionsPolicy'),
  rewrite('policy-dynamodb', 'DynamoDB::Table', 'dynamodb:PutResourcePolicy'),
  rewrite('policy-ecr', 'ECR::Repository', 'ecr:SetRepositoryPolicy'),
  rewrite('policy-events', 'Events::EventBus', 'events:PutPermission'),
  rewrite('policy-key', 'KMS::Key', 'kms:PutKeyPolicy'),
  // a grant for AWS's resources is given to a service: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
  { ...rewrite('policy-key-grant', 'KMS::Key', 'kms:CreateGrant'), context: { 'kms:GrantIsForAWSResource': 'false' } },
  rewrite('policy-lambda', 'Lambda::Function', 'lambda:AddPermission'),
  rewrite('policy-model-group', 'SageMaker::ModelPackageGroup', 'sagemaker:PutModelPackageGroupPolicy'),
  rewrite('policy-queue', 'SQS::Queue', 'sqs:AddPermission'),
  rewrite('policy-queue-attributes', 'SQS::Queue', 'sqs:SetQueueAttributes'),
  rewrite('policy-secret', 'SecretsManager::Secret', 'secretsmanager:PutResourcePolicy'),
  rewrite('policy-topic', 'SNS::Topic', 'sns:AddPermission'),
  rewrite('policy-topic-attributes', 'SNS::Topic', 'sns:SetTopicAttributes'),
];

/** https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-conditional-branch.html names the actions that write to a branch. */
const FEED_RULES: readonly FeedRule[] = [
  {
    kind: 'feed', id: 'commit-then-build', service: 'codecommit',
    actions: [
      'codecommit:GitPush', 'codecommit:PutFile', 'codecommit:CreateCommit', 'codecommit:DeleteFile', 'codecommit:MergeBranchesByFastForward', 'codecommit:MergeBranchesBySquash',
      'codecommit:MergeBranchesByThreeWay', 'codecommit:MergePullRequestByFastForward', 'codecommit:MergePullRequestBySquash', 'codecommit:MergePullRequestByThreeWay',
    ],
  },
  { kind: 'feed', id: 'put-then-run', service: 's3', actions: ['s3:PutObject'] },
  { kind: 'feed', id: 'image-then-run', service: 'ecr', actions: ['ecr:PutImage'] },
];

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html */
const ANSWER_RULES: readonly AnswerRule[] = [{ kind: 'answer', id: 'answer-gate', action: 'codepipeline:PutApprovalResult' }];

/** All kinds of steps of a chain but the assumption of a role, which its trust policy decides. */
export const CHAIN_RULES: readonly ChainRule[] = [...PASS_RULES, ...TAKE_RULES, ...IDENTITY_RULES, ...CREATE_RULES, ...REWRITE_RULES, ...ANSWER_RULES, ...FEED_RULES];
