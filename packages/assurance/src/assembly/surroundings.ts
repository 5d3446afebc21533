/** What is known beyond a template: what its resources are called, what other stacks export. Each answers undefined where it is not known. */
export interface Surroundings {
  /** The value of `Ref` to a resource. */
  ref(logicalId: string): unknown;
  /** The value of `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): unknown;
  /** The value of `Fn::ImportValue`. */
  imported(name: string): unknown;
  /** The value of `Fn::GetStackOutput`. @param account undefined for the stack's own */
  output?(stack: string, output: string, region: string | undefined, account: string | undefined): unknown;
  /** The value of a Systems Manager parameter in the stack's account and region. */
  parameter(name: string): unknown;
  /** Pseudo parameters such as `AWS::Partition`. */
  pseudo(name: string): unknown;
  /** A text that holds dynamic references: `{{resolve:ssm:/name}}`. */
  text?(text: string): unknown;
}
