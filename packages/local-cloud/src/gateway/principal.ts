/** Who makes a request, as AWS names it. */
export interface Principal {
  /** `arn:aws:iam::111111111111:root`, `arn:aws:sts::111111111111:assumed-role/name/session`, `arn:aws:iam::111111111111:user/name`. */
  readonly arn: string;
  readonly account: string;
  readonly type: 'root' | 'assumed-role' | 'user';
  /** The role behind an assumed-role session. */
  readonly roleArn?: string;
  readonly sessionName?: string;
  /** JSON session policies given at AssumeRole. */
  readonly sessionPolicies?: readonly string[];
}
