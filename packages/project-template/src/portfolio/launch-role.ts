import { Aws } from 'aws-cdk-lib';
import { type IManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { parameterName, teamPrefix } from '../private/contract';
import { boundedName, NAME_LIMITS } from '../private/names';
import { type Allowed, allow } from '../private/statements';

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
    const resources = [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${teamPrefix(team)}-p-*`];
    const make = (allowed: Omit<Allowed, 'resources'>) => allow(this.role, { ...allowed, resources, wildcards: 'Roles of projects are named after the team and the project\'s id, which SageMaker draws' });
    make({
      sid: 'RolesUnderTheBoundary', actions: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:PutRolePermissionsBoundary'],
      conditions: { StringEquals: { 'iam:PermissionsBoundary': boundary.managedPolicyArn } },
    });
    make({ sid: 'KnowAndDeleteRoles', actions: ['iam:GetRole', 'iam:GetRolePolicy', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies', 'iam:DeleteRole', 'iam:TagRole', 'iam:UntagRole', 'iam:UpdateRoleDescription'] });
    make({
      sid: 'PassRolesToPipelines', actions: ['iam:PassRole'],
      conditions: { StringEquals: { 'iam:PassedToService': ['codepipeline.amazonaws.com', 'codebuild.amazonaws.com', 'events.amazonaws.com'] } },
    });
  }

  private letMakeProjects({ team, assetBucket }: LaunchRoleProps): void {
    const here = (service: string, resource: string) => `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
    const named = 'Names of a project end in its id, which SageMaker draws: p- and twelve characters';
    // as Service Catalog and SageMaker name the stacks of products and of templates in S3
    const ofStacks = [`SC-${Aws.ACCOUNT_ID}-*`, 'SP-*'];
    const generated = 'Service Catalog and SageMaker name a project\'s stack, and CloudFormation what has no name of its own after it';
    allow(this.role, {
      sid: 'Stacks', resources: ofStacks.map((name) => here('cloudformation', `stack/${name}/*`)), wildcards: generated,
      actions: ['cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:DeleteStack', 'cloudformation:DescribeStacks', 'cloudformation:DescribeStackEvents', 'cloudformation:SetStackPolicy'],
    });
    allow(this.role, {
      sid: 'Templates', actions: ['cloudformation:GetTemplateSummary', 'cloudformation:ValidateTemplate'], resources: ['*'],
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
      wildcards: 'Looking at a template that is no stack yet has no resource-level permission',
    });
    allow(this.role, {
      sid: 'Repositories', resources: [here('codecommit', '*-p-*')], wildcards: named,
      actions: ['codecommit:CreateRepository', 'codecommit:GetRepository', 'codecommit:DeleteRepository', 'codecommit:TagResource', 'codecommit:ListTagsForResource', 'codecommit:CreateCommit', 'codecommit:GetBranch'],
    });
    allow(this.role, { sid: 'Builds', actions: ['codebuild:CreateProject', 'codebuild:UpdateProject', 'codebuild:DeleteProject', 'codebuild:BatchGetProjects'], resources: [here('codebuild', 'project/*-p-*')], wildcards: named });
    allow(this.role, {
      sid: 'Pipelines', resources: [here('codepipeline', '*-p-*')], wildcards: named,
      actions: ['codepipeline:CreatePipeline', 'codepipeline:UpdatePipeline', 'codepipeline:DeletePipeline', 'codepipeline:GetPipeline', 'codepipeline:GetPipelineState', 'codepipeline:TagResource'],
    });
    allow(this.role, {
      sid: 'ModelGroups', resources: [here('sagemaker', 'model-package-group/*-p-*')], wildcards: named,
      actions: [
        'sagemaker:CreateModelPackageGroup', 'sagemaker:DescribeModelPackageGroup', 'sagemaker:DeleteModelPackageGroup', 'sagemaker:PutModelPackageGroupPolicy', 'sagemaker:GetModelPackageGroupPolicy',
        'sagemaker:DeleteModelPackageGroupPolicy', 'sagemaker:AddTags', 'sagemaker:ListTags',
      ],
    });
    allow(this.role, {
      sid: 'Rules', resources: ofStacks.map((name) => here('events', `rule/${name}`)), wildcards: generated,
      actions: ['events:PutRule', 'events:TagResource', 'events:DescribeRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets', 'events:ListTargetsByRule'],
    });
    allow(this.role, { sid: 'Parameters', actions: ['ssm:GetParameters', 'ssm:GetParameter'], resources: [here('ssm', `parameter${parameterName(team, '*')}`)], wildcards: 'The parameters of one team' });
    allow(this.role, {
      sid: 'TemplatesAndSeeds', actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [assetBucket.arnForObjects('*')], wildcards: 'Assets are named by the hash of what is in them',
    });
  }
}
