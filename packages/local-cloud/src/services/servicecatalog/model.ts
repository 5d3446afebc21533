/** Timestamps are seconds since 1970, as the API's JSON carries them; members are named as in the API. */

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface PrincipalAssociation {
  readonly PrincipalARN: string;
  readonly PrincipalType: 'IAM' | 'IAM_PATTERN';
}

export interface Portfolio {
  readonly Id: string;
  readonly ARN: string;
  DisplayName: string;
  Description?: string;
  ProviderName: string;
  readonly CreatedTime: number;
  Tags: Tag[];
  principals: PrincipalAssociation[];
  /** Ids of its products. */
  products: string[];
}

export interface Artifact {
  readonly Id: string;
  Name: string;
  Description?: string;
  readonly Type: string;
  readonly CreatedTime: number;
  Active: boolean;
  Guidance: 'DEFAULT' | 'DEPRECATED';
  readonly Info: Readonly<Record<string, string>>;
  /** The template as it was when the version was made: a version does not change any more. */
  readonly template: string;
}

export interface Product {
  readonly Id: string;
  readonly ARN: string;
  Name: string;
  Owner: string;
  Description?: string;
  Distributor?: string;
  SupportDescription?: string;
  SupportEmail?: string;
  SupportUrl?: string;
  readonly ProductType: string;
  readonly CreatedTime: number;
  Tags: Tag[];
  artifacts: Artifact[];
}

export interface Constraint {
  readonly ConstraintId: string;
  readonly PortfolioId: string;
  readonly ProductId: string;
  readonly Type: string;
  Description?: string;
  /** JSON, as given. */
  Parameters: string;
  readonly Owner: string;
}

export interface TagOption {
  readonly Id: string;
  readonly Key: string;
  readonly Value: string;
  Active: boolean;
  readonly Owner: string;
  /** Ids of portfolios and products. */
  resources: string[];
}

export interface ProvisionedProduct {
  readonly Id: string;
  readonly Name: string;
  readonly Arn: string;
  readonly Type: 'CFN_STACK';
  Status: 'AVAILABLE' | 'UNDER_CHANGE' | 'TAINTED' | 'ERROR';
  StatusMessage?: string;
  readonly CreatedTime: number;
  readonly IdempotencyToken: string;
  LastRecordId: string;
  LastProvisioningRecordId?: string;
  LastSuccessfulProvisioningRecordId?: string;
  ProductId: string;
  ProvisioningArtifactId: string;
  PathId: string;
  LaunchRoleArn?: string;
  Tags: Tag[];
  parameters: Record<string, string>;
  /** The stack's ARN, once there is one. */
  PhysicalId?: string;
  readonly UserArn: string;
  readonly UserArnSession: string;
}

export interface RecordError {
  readonly Code: string;
  readonly Description: string;
}

export interface RecordOutput {
  readonly OutputKey: string;
  readonly OutputValue: string;
  readonly Description?: string;
}

/** One request to create, change or end a provisioned product. */
export interface ProvisioningRecord {
  readonly RecordId: string;
  readonly ProvisionedProductName: string;
  readonly ProvisionedProductId: string;
  readonly ProvisionedProductType: 'CFN_STACK';
  readonly RecordType: 'PROVISION_PRODUCT' | 'UPDATE_PROVISIONED_PRODUCT' | 'TERMINATE_PROVISIONED_PRODUCT';
  Status: 'CREATED' | 'IN_PROGRESS' | 'IN_PROGRESS_IN_ERROR' | 'SUCCEEDED' | 'FAILED';
  readonly CreatedTime: number;
  UpdatedTime: number;
  readonly ProductId: string;
  readonly ProvisioningArtifactId: string;
  readonly PathId: string;
  RecordErrors: RecordError[];
  readonly RecordTags: Tag[];
  readonly LaunchRoleArn?: string;
  outputs: RecordOutput[];
  readonly ignoreErrors?: boolean;
}

/** Everything of one account in one region. */
export interface CatalogState {
  portfolios: Record<string, Portfolio>;
  products: Record<string, Product>;
  constraints: Record<string, Constraint>;
  tagOptions: Record<string, TagOption>;
  provisioned: Record<string, ProvisionedProduct>;
  records: Record<string, ProvisioningRecord>;
}
