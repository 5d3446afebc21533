import type { Principal } from '../gateway/principal';

/** What an operation knows of the request it answers. */
export interface CallContext {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly principal: Principal;
  readonly requestId: string;
  /** Further IAM condition values of this request, such as `aws:SourceIp`. */
  readonly conditions: Readonly<Record<string, string | readonly string[]>>;
}

/** One thing IAM has to allow before an operation runs. */
export interface AccessRequest {
  /** `sagemaker:CreateModelPackage` */
  readonly action: string;
  /** The resource's ARN, or `*` where the service has no resource-level permission. */
  readonly resource: string;
  /** Condition values, by their keys: `sagemaker:ModelApprovalStatus`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Whose the resource is, where its ARN does not say. @default - the account in its ARN, or the caller's */
  readonly resourceAccount?: string;
  /** The resource's own policy (JSON), where it has one. */
  readonly resourcePolicy?: string;
}

/** What the table of docs/local-cloud.md says of an operation or a type. */
export interface TableEntry {
  /** `runs`: it has its effect, and a test observes that. `stored`: it is kept and answered for, without its effect. @default 'runs' */
  readonly treatment?: 'runs' | 'stored';
  /** What it does otherwise than on AWS, as the end of a sentence that begins with its name. */
  readonly differs?: string;
}

/** An operation of an AWS API, on input that the gateway has already checked against AWS's service model. */
export interface Operation extends TableEntry {
  /** What must be allowed. The gateway asks before it runs the operation; cross-account rules apply. */
  readonly access: (input: any, context: CallContext) => AccessRequest[] | Promise<AccessRequest[]>;
  readonly run: (input: any, context: CallContext) => Promise<unknown>;
}

/** What CloudFormation needs to know of a resource that the runner holds. */
export interface ResourceResult {
  /** The value of `Ref`. */
  readonly physicalId: string;
  /** The values of `Fn::GetAtt`: texts, and lists of texts. */
  readonly attributes?: Record<string, string | string[]>;
}

/** A CloudFormation resource type that the runner creates. The context's principal is the stack's execution role or the caller. */
export interface ResourceHandler extends TableEntry {
  create(properties: any, context: ResourceContext): Promise<ResourceResult>;
  /** A handler that returns another physical id than before has replaced the resource; the old one is deleted afterwards. */
  update(physicalId: string, properties: any, oldProperties: any, context: ResourceContext): Promise<ResourceResult>;
  delete(physicalId: string, properties: any, context: ResourceContext): Promise<void>;
}

export interface ResourceContext extends CallContext {
  readonly stackId: string;
  readonly logicalId: string;
}

/** A service of the runner. */
export interface Service {
  /** botocore's name: `codepipeline`, `sagemaker`, `sagemaker-runtime`, `servicecatalog`. */
  readonly name: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** By type: `AWS::CodePipeline::Pipeline`. */
  readonly resourceTypes?: Readonly<Record<string, ResourceHandler>>;
  /** Once everything is up: takes up what ran when the cloud ended, or says that it was cut off. */
  resume?(): void | Promise<void>;
  /** Ends what the service has running; waits until it has ended. */
  close?(): Promise<void>;
}

/** An error in AWS's shape: the code is the exception's name in the service model. */
export class AwsError extends Error {
  constructor(readonly code: string, message: string, readonly status = 400) {
    super(message);
    this.name = code;
  }
}
