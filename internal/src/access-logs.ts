import { Aws, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/**
 * A bucket for the access logs of others, let in by its policy and not by an ACL
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html). Such a bucket takes S3's own encryption only.
 */
export function accessLogBucket(scope: Construct, id: string, removalPolicy: RemovalPolicy): Bucket {
  const bucket = new Bucket(scope, id, {
    encryption: BucketEncryption.S3_MANAGED, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED, enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(365) }], removalPolicy,
  });
  bucket.addToResourcePolicy(new PolicyStatement({
    sid: 'AccessLogs', principals: [new ServicePrincipal('logging.s3.amazonaws.com')], actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')],
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  }));
  return bucket;
}

/** Sends a bucket's access logs to another. */
export function logAccess(bucket: Bucket, logs: Bucket): void {
  (bucket.node.defaultChild as CfnBucket).loggingConfiguration = { destinationBucketName: logs.bucketName };
  bucket.node.addDependency(logs);
}
