/** A SageMaker project as it is remembered; members are named as in the API, timestamps are seconds since 1970. */
export interface Project {
  readonly ProjectName: string;
  readonly ProjectId: string;
  readonly ProjectArn: string;
  ProjectDescription?: string;
  readonly CreationTime: number;
  LastModifiedTime: number;
  readonly CreatedBy: UserContext;
  LastModifiedBy?: UserContext;
  Tags: { readonly Key: string; readonly Value: string }[];
  /** What was asked for last, and so what the state of its record or stack means. */
  phase: 'Create' | 'Update' | 'Delete';
  /** For a project from a Service Catalog product. */
  product?: ProductProvisioning;
  /** For a project from a template in S3. */
  stack?: StackProvisioning;
}

export interface UserContext {
  readonly IamIdentity: { readonly Arn: string; readonly PrincipalId: string };
}

export interface Parameter {
  readonly Key: string;
  readonly Value?: string;
}

export interface ProductProvisioning {
  readonly ProductId: string;
  ProvisioningArtifactId: string;
  readonly PathId?: string;
  ProvisioningParameters: readonly Parameter[];
  readonly ProvisionedProductId: string;
  recordId: string;
}

export interface StackProvisioning {
  readonly TemplateName: string;
  TemplateURL: string;
  readonly RoleARN?: string;
  Parameters: readonly Parameter[];
  readonly name: string;
  id?: string;
  state: 'Pending' | 'InProgress' | 'Completed' | 'Failed';
  message: string;
  /** Whether CloudFormation was asked already: a restart then only waits. */
  begun?: boolean;
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeProject.html */
export type ProjectStatus = `${'Create' | 'Update' | 'Delete'}${'InProgress' | 'Completed' | 'Failed'}` | 'Pending';
