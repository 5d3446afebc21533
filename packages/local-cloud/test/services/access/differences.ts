/** Why an operation of the runner asks for something else than policy-evaluation says of its request. What no longer differs fails the test. */
export interface Difference {
  /** `codepipeline:ListPipelines`: the operation. */
  readonly of: RegExp;
  /** Asked besides, `<action> <resource>`, or with a resource of another form. */
  readonly besides?: RegExp;
  /** Not asked, `<action> <resource>`. */
  readonly not?: RegExp;
  /** Condition keys that the request does not tell. */
  readonly keys?: readonly string[];
  readonly why: string;
  /** The page of AWS. */
  readonly page: string;
}

const SAGEMAKER = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html';

export const DIFFERENCES: readonly Difference[] = [
  {
    of: /^codepipeline:ListPipelines$/, besides: /^codepipeline:ListPipelines arn:aws:codepipeline:eu-west-1:111111111111:\*$/, not: /^codepipeline:ListPipelines \*$/,
    why: 'the page of the service has the pipelines of an account for a resource, the service authorization reference none',
    page: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/permissions-reference.html',
  },
  {
    of: /^sagemaker:ListModelPackages$/, besides: /^sagemaker:ListModelPackages .*:model-package-group\/ModelPackageGroupName$/, not: /^sagemaker:ListModelPackages \*$/,
    why: 'the policy of a group lets other accounts list its versions',
    page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy-xaccount.html',
  },
  {
    of: /^sagemaker:CreateModel$/, besides: /^sagemaker:DescribeModelPackage /,
    why: 'a model of a version in another account needs its group\'s leave', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy-xaccount.html',
  },
  {
    of: /^sagemaker:CreateProject$/, besides: /^servicecatalog:ProvisionProduct /,
    why: 'Service Catalog provisions the product in the caller\'s name', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects-studio-updates.html',
  },
  {
    of: /^sagemaker-runtime:InvokeEndpoint$/, not: /:inference-component\//,
    why: 'the runner has no inference components, and does not look at them', page: SAGEMAKER,
  },
  {
    of: /^sagemaker:(Create(Processing|Training)Job|CreateModel)$/, keys: ['sagemaker:NetworkIsolation'],
    why: 'the service has a default, of which the request tells nothing', page: SAGEMAKER,
  },
  { of: /^sagemaker:CreateModelPackage$/, keys: ['sagemaker:ModelApprovalStatus'], why: 'the service has a default, of which the request tells nothing', page: SAGEMAKER },
  {
    of: /^servicecatalog:/, keys: ['servicecatalog:accountLevel', 'servicecatalog:roleLevel', 'servicecatalog:userLevel'],
    why: 'it is the product that tells who provisioned it', page: 'https://docs.aws.amazon.com/servicecatalog/latest/adminguide/permissions-examples.html',
  },
  {
    of: /^codecommit:MergePullRequestBy/, keys: ['codecommit:References'],
    why: 'it is the pull request that tells its branch', page: 'https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-conditional-branch.html',
  },
  {
    of: /^sagemaker:(Create|Update)/, not: /^sagemaker:AddTags /,
    why: 'the runner does not ask for the tagging action yet that a request with tags needs: what passes here may be refused by AWS', page: SAGEMAKER,
  },
];
