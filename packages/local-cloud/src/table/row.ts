/** A line of the table: what the local cloud does with one operation or one resource type. */
export interface Row {
  /** botocore's name of an operation's service; the service of a type as CloudFormation writes it, in lower case. */
  readonly service: string;
  readonly kind: 'operation' | 'type';
  /** `CreateModel`, `AWS::SageMaker::Model` */
  readonly name: string;
  /**
   * `runs`: it has its effect, and a test observes that. `stored`: it is kept and answered for, without its effect.
   * `native`: the emulator does it. What has no row is refused.
   */
  readonly treatment: 'runs' | 'stored' | 'native';
  /** What it does otherwise than on AWS, as the end of a sentence that begins with its name. */
  readonly differs?: string;
}
