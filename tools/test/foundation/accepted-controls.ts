/** A Control Tower control that some resources of the foundation break on purpose. */
export interface Accepted {
  readonly rule: string;
  /** Logical ids. */
  readonly resources: RegExp;
  readonly reason: string;
}

/** Every break of a control that is accepted, and why; what no finding needs any more must go. */
export const ACCEPTED: readonly Accepted[] = [
  {
    rule: 'CT.CODEBUILD.PR.3', resources: /Project[0-9A-F]{8}$/,
    reason: 'CodeBuild writes to CloudWatch Logs unless LogsConfig disables it (https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html)',
  },
  {
    rule: 'CT.IAM.PR.3', resources: /^BaselineBoundaryPolicy/,
    reason: 'a permissions boundary is a limit and grants nothing: it names the services in which the roles of a team may have rights at all',
  },
  {
    rule: 'CT.KMS.PR.3', resources: /^BaselineKey/,
    reason: 'the key policy leaves grants to the identity policies of its account; the roles that serve models may create grants on this one key, which an encrypted endpoint needs',
  },
  {
    rule: 'CT.LAMBDA.PR.3', resources: /^CustomVpcRestrictDefaultSG/,
    reason: 'the CDK\'s own function closes the default security group while the stack is created; it speaks to the EC2 API only and reads no data',
  },
  { rule: 'CT.S3.PR.2', resources: /AccessLogs/, reason: 'a bucket that receives access logs must not log to itself: the logs would never end' },
  {
    rule: 'CT.S3.PR.10', resources: /AccessLogs/,
    reason: 'S3 delivers access logs to buckets under SSE-S3 only (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html)',
  },
  { rule: 'CT.S3.PR.11', resources: /AccessLogs/, reason: 'logs are written once under a name of their own: there is no second version to keep' },
  { rule: 'CT.S3.PR.4', resources: /^BaselineData/, reason: 'events of these buckets are nobody\'s trigger: a notification without a reader shows nothing' },
  {
    rule: 'CT.S3.PR.9', resources: /^BaselineData/,
    reason: 'Object Lock is for records that nobody may delete: training data of people must be deletable on request, versions protect it from mistakes',
  },
];
