/** A synthesized CDK assembly: the stacks of a `cdk.out`, of whatever language it was synthesized from. */
export interface Assembly {
  readonly folder: string;
  /** In the order of the manifest; those of stages follow, nested stacks stand below their parents. */
  readonly stacks: readonly Stack[];
}

export interface Stack {
  /** The name CloudFormation will know it by; a nested stack has its parent's name and its own logical id. */
  readonly name: string;
  /** The 12-digit account, or `unknown-account` where the stack may go anywhere. */
  readonly account: string;
  /** The region, or `unknown-region`. */
  readonly region: string;
  readonly template: Template;
  /** Size of the template as it is uploaded, in bytes. */
  readonly bytes: number;
  readonly nested: readonly Stack[];
  /** What its Service Catalog products would deploy, by the product's logical id after the stack's name: templates, not stacks, until somebody provisions them. @default - none */
  readonly products?: readonly Stack[];
  /** ARN of the role with which CloudFormation deploys it, as the manifest gives it: with `${AWS::Partition}` and the like in it. @default - the caller's own */
  readonly executionRole?: string;
}

/** The sections of a CloudFormation template that are read here. */
export interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, object>>;
  readonly Outputs?: Readonly<Record<string, object>>;
  readonly Mappings?: Readonly<Record<string, object>>;
  readonly Conditions?: Readonly<Record<string, object>>;
}

export interface Resource {
  readonly Type: string;
  /** Name of the condition under which it is created. */
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** A stack and all that are nested in it. */
export function withNested(stack: Stack): Stack[] {
  return [stack, ...stack.nested.flatMap(withNested)];
}
