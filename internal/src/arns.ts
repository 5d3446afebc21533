import { Aws } from 'aws-cdk-lib';

/** The ARN of an IAM role by name, in any partition. */
export function roleArn(account: string, roleName: string): string {
  return `arn:${Aws.PARTITION}:iam::${account}:role/${roleName}`;
}

/** The ARN of a bucket by name, in any partition. */
export function bucketArn(bucketName: string): string {
  return `arn:${Aws.PARTITION}:s3:::${bucketName}`;
}
