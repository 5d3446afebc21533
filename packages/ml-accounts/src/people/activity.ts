import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { teamPrefix } from '../private/contract';

/**
 * Something that a persona does, as the rights it takes. A persona is a list of activities.
 * @example
 * Activity.writeCode('credit');
 */
export class Activity {
  /** Looks at repositories, pipelines, builds, jobs, models and logs. */
  static observe(_team: string): Activity {
    return new Activity('observe', [
      new PolicyStatement({
        sid: 'Observe',
        actions: [
          'codecommit:Get*', 'codecommit:List*', 'codecommit:BatchGet*', 'codecommit:GitPull', 'codepipeline:Get*', 'codepipeline:List*', 'codebuild:BatchGet*', 'codebuild:List*',
          'sagemaker:Describe*', 'sagemaker:List*', 'sagemaker:Search', 'logs:Describe*', 'logs:Get*', 'logs:FilterLogEvents', 'cloudwatch:Get*', 'cloudwatch:List*',
          'servicecatalog:Describe*', 'servicecatalog:List*', 'servicecatalog:Search*', 'servicecatalog:ScanProvisionedProducts',
        ],
        // read actions of these services; the account itself is the team's
        resources: ['*'],
      }),
    ], 'Only actions that read, in the account of one team; most of them know no resources, and names of jobs, builds and models are not known before they exist');
  }

  /** Pushes branches and opens pull requests; never writes to the branches that are built: these change by a merged pull request. */
  static writeCode(_team: string): Activity {
    const repositories = [`arn:${Aws.PARTITION}:codecommit:*:${Aws.ACCOUNT_ID}:*`];
    return new Activity('write-code', [
      new PolicyStatement({
        sid: 'WriteCode',
        actions: [
          'codecommit:GitPush', 'codecommit:CreateBranch', 'codecommit:CreatePullRequest', 'codecommit:UpdatePullRequestTitle', 'codecommit:UpdatePullRequestDescription',
          // of what a pull request needs to be merged its author decides nothing
          'codecommit:UpdatePullRequestStatus', 'codecommit:PostCommentForPullRequest', 'codecommit:PostCommentForComparedCommit', 'codecommit:PostCommentReply', 'codecommit:UpdateComment',
        ],
        resources: repositories,
      }),
      new PolicyStatement({
        sid: 'NotToProtectedBranches',
        effect: Effect.DENY,
        actions: ['codecommit:GitPush', 'codecommit:DeleteBranch', 'codecommit:PutFile', 'codecommit:CreateCommit', 'codecommit:MergeBranches*'],
        resources: repositories,
        // as AWS documents it: https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-conditional-branch.html
        conditions: { 'StringEqualsIfExists': { 'codecommit:References': ['refs/heads/main', 'refs/heads/develop'] }, 'Null': { 'codecommit:References': 'false' } },
      }),
    ], 'Repositories of the account are the team\'s, and projects add to them');
  }

  /** May read the account's data bucket. */
  static readData(team: string): Activity {
    return new Activity('read-data', [
      new PolicyStatement({ sid: 'ReadData', actions: ['s3:GetObject', 's3:ListBucket'], resources: [`arn:${Aws.PARTITION}:s3:::${teamPrefix(team)}-*`] }),
      new PolicyStatement({
        sid: 'ReadUnderTheKey', actions: ['kms:Decrypt'], resources: [`arn:${Aws.PARTITION}:kms:*:${Aws.ACCOUNT_ID}:key/*`],
        conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${teamPrefix(team)}` } },
      }),
    ], 'The buckets of one team begin with its name, and objects are not known before they exist; of the account\'s keys only the one with the team\'s alias is meant');
  }

  /** Merges pull requests into the branches that are built. */
  static reviewCode(_team: string): Activity {
    return new Activity('review-code', [
      new PolicyStatement({
        sid: 'ReviewCode',
        actions: ['codecommit:MergePullRequest*', 'codecommit:UpdatePullRequest*', 'codecommit:PostComment*', 'codecommit:GetMergeConflicts', 'codecommit:EvaluatePullRequestApprovalRules'],
        resources: [`arn:${Aws.PARTITION}:codecommit:*:${Aws.ACCOUNT_ID}:*`],
      }),
    ], 'Repositories of the account are the team\'s, and projects add to them; a merge is one action for each strategy, a comment one for each place');
  }

  /** Decides about versions in the registry and answers the gates of pipelines. */
  static approveModels(_team: string): Activity {
    return new Activity('approve-models', [
      new PolicyStatement({ sid: 'ApproveModels', actions: ['sagemaker:UpdateModelPackage'], resources: [`arn:${Aws.PARTITION}:sagemaker:*:${Aws.ACCOUNT_ID}:model-package/*`] }),
      new PolicyStatement({ sid: 'AnswerGates', actions: ['codepipeline:PutApprovalResult'], resources: [`arn:${Aws.PARTITION}:codepipeline:*:${Aws.ACCOUNT_ID}:*/*/*`] }),
    ], 'Versions, pipelines, stages and gates are named by projects that do not exist yet; the registry of the account is the team\'s');
  }

  /**
   * Answers one gate of the deploy pipelines, and decides nothing else.
   * @param _team the team
   * @param stageName the gate's stage, the same in every pipeline: `ApproveProd`
   */
  static answerGate(_team: string, stageName: string): Activity {
    return new Activity('answer-gate', [
      // pipeline, stage, action: https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-iam-permissions.html
      new PolicyStatement({ sid: 'AnswerGate', actions: ['codepipeline:PutApprovalResult'], resources: [`arn:${Aws.PARTITION}:codepipeline:*:${Aws.ACCOUNT_ID}:*/${stageName}/*`] }),
    ], 'Pipelines are named by projects that do not exist yet; the stage is the one that is meant');
  }

  /**
   * Never answers one gate of the deploy pipelines, whatever else it may: for who has decided about the version before.
   * @param _team the team
   * @param stageName the gate's stage, the same in every pipeline: `ApproveProd`
   */
  static neverAnswerGate(_team: string, stageName: string): Activity {
    return new Activity('never-answer-gate', [
      new PolicyStatement({ sid: 'NeverAnswerGate', effect: Effect.DENY, actions: ['codepipeline:PutApprovalResult'], resources: [`arn:${Aws.PARTITION}:codepipeline:*:${Aws.ACCOUNT_ID}:*/${stageName}/*`] }),
    ], 'It denies: pipelines are named by projects that do not exist yet; the stage is the one that is meant');
  }

  /** Never approves a version, by whichever call. */
  static neverApproveModels(_team: string): Activity {
    return new Activity('never-approve-models', [
      new PolicyStatement({
        sid: 'NeverApprove', effect: Effect.DENY, actions: ['sagemaker:UpdateModelPackage', 'sagemaker:CreateModelPackage'], resources: ['*'],
        conditions: { StringEquals: { 'sagemaker:ModelApprovalStatus': 'Approved' } },
      }),
      new PolicyStatement({ sid: 'NeverAnswerGates', effect: Effect.DENY, actions: ['codepipeline:PutApprovalResult'], resources: ['*'] }),
    ]);
  }

  /** Creates, updates and ends projects from the products of the portfolio. */
  static manageProjects(_team: string): Activity {
    return new Activity('manage-projects', [
      new PolicyStatement({
        sid: 'ManageProjects', actions: ['sagemaker:CreateProject', 'sagemaker:UpdateProject', 'sagemaker:DeleteProject', 'sagemaker:AddTags'],
        resources: [`arn:${Aws.PARTITION}:sagemaker:*:${Aws.ACCOUNT_ID}:project/*`],
      }),
      new PolicyStatement({
        sid: 'ProvisionProducts', actions: ['servicecatalog:ProvisionProduct', 'servicecatalog:UpdateProvisionedProduct', 'servicecatalog:TerminateProvisionedProduct'],
        // which product is the portfolio's matter: it lets this role in; provisioned products have no ARN before they exist
        resources: ['*'],
      }),
    ], 'Projects and provisioned products have no name before they exist; the portfolio says which product its people may launch');
  }

  private constructor(
    /** What the activity is called. */
    readonly name: string,
    /** The rights it takes. */
    readonly statements: PolicyStatement[],
    /**
     * Why its wildcards are as narrow as they can be. Without one each of them is a finding of cdk-nag.
     * @internal
     */
    readonly _wildcards?: string,
  ) {}
}
