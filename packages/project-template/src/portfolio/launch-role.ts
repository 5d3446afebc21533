import { Aws } from 'aws-cdk-lib';
import { type IManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { parameterName, teamPrefix } from '../private/contract';
import { boundedName, NAME_LIMITS } from '../private/names';

/** Props of a launch role. */
export interface LaunchRoleProps {
  /** The team. */
  readonly team: string;
  /** The boundary that every role of a project must have. */
  readonly boundary: IManagedPolicy;
  /** Where templates and seeds lie. */
  readonly assetBucket: IBucket;
}

/**
 * The role in which Service Catalog creates a project: it may make what a project is made of, and roles only under the team's name and with the team's boundary.
 * @example
 * new LaunchRole(this, 'Launch', { team: 'credit', boundary, assetBucket });
 */
export class LaunchRole extends Construct {
  /** The role. */
  readonly role: Role;

  constructor(scope: Construct, id: string, props: LaunchRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      roleName: boundedName([teamPrefix(props.team), 'project-launch'], NAME_LIMITS.role),
      description: 'Service Catalog creates projects',
      assumedBy: new ServicePrincipal('servicecatalog.amazonaws.com'),
    });
    this.letMakeRoles(props);
    this.letMakeProjects(props);
  }

  private letMakeRoles({ team, boundary }: LaunchRoleProps): void {
    const roles = [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${teamPrefix(team)}-p-*`];
    const limited = { StringEquals: { 'iam:PermissionsBoundary': boundary.managedPolicyArn } };
    this.allow('RolesUnderTheBoundary', ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary'], roles, limited);
    this.allow('KnowAndDeleteRoles', ['iam:GetRole', 'iam:GetRolePolicy', 'iam:DeleteRole', 'iam:TagRole', 'iam:UntagRole', 'iam:UpdateRoleDescription'], roles);
    this.allow('PassRolesToPipelines', ['iam:PassRole'], roles, { StringEquals: { 'iam:PassedToService': ['codepipeline.amazonaws.com', 'codebuild.amazonaws.com', 'events.amazonaws.com'] } });
  }

  private letMakeProjects({ team, assetBucket }: LaunchRoleProps): void {
    const here = (service: string, resource: string) => `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
    this.allow('Stacks', ['cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:DeleteStack', 'cloudformation:DescribeStacks', 'cloudformation:DescribeStackEvents', 'cloudformation:SetStackPolicy'],
      // as Service Catalog and SageMaker name the stacks of products and of templates in S3
      [here('cloudformation', `stack/SC-${Aws.ACCOUNT_ID}-*/*`), here('cloudformation', 'stack/SP-*/*')]);
    // these have no resource-level permission: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
    this.allow('Templates', ['cloudformation:GetTemplateSummary', 'cloudformation:ValidateTemplate'], ['*']);
    this.allow('Repositories', ['codecommit:CreateRepository', 'codecommit:GetRepository', 'codecommit:DeleteRepository', 'codecommit:TagResource', 'codecommit:ListTagsForResource', 'codecommit:CreateCommit', 'codecommit:GetBranch'], [here('codecommit', '*-p-*')]);
    this.allow('Builds', ['codebuild:CreateProject', 'codebuild:UpdateProject', 'codebuild:DeleteProject', 'codebuild:BatchGetProjects'], [here('codebuild', 'project/*-p-*')]);
    this.allow('Pipelines', ['codepipeline:CreatePipeline', 'codepipeline:UpdatePipeline', 'codepipeline:DeletePipeline', 'codepipeline:GetPipeline', 'codepipeline:GetPipelineState', 'codepipeline:TagResource'], [here('codepipeline', '*-p-*')]);
    this.allow('ModelGroups', ['sagemaker:CreateModelPackageGroup', 'sagemaker:DescribeModelPackageGroup', 'sagemaker:DeleteModelPackageGroup', 'sagemaker:PutModelPackageGroupPolicy', 'sagemaker:GetModelPackageGroupPolicy',
      'sagemaker:DeleteModelPackageGroupPolicy', 'sagemaker:AddTags', 'sagemaker:ListTags'], [here('sagemaker', 'model-package-group/*-p-*')]);
    this.allow('Rules', ['events:PutRule', 'events:DescribeRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets', 'events:ListTargetsByRule'], [here('events', 'rule/*')]);
    this.allow('Parameters', ['ssm:GetParameters', 'ssm:GetParameter'], [here('ssm', `parameter${parameterName(team, '*')}`)]);
    this.allow('TemplatesAndSeeds', ['s3:GetObject', 's3:GetObjectVersion'], [assetBucket.arnForObjects('*')]);
  }

  private allow(sid: string, actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
    this.role.addToPolicy(new PolicyStatement({ sid, actions, resources, conditions }));
  }
}
