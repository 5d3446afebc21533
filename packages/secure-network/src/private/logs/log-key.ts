import { Aws, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { denyGrants } from '../perimeter/key-grants';

/**
 * A key that CloudWatch Logs may use for the log groups of this account and region, and for nothing else
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html). It is kept when its stack goes, as the log groups are: without it they cannot be read.
 */
export function logKey(scope: Construct, id: string): Key {
  const key = new Key(scope, id, { description: 'Log groups of a network', enableKeyRotation: true });
  // China's domain is in its services' regional names: https://docs.amazonaws.cn/en_us/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
  const domain = Stack.of(scope).region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  key.grantEncryptDecrypt(new ServicePrincipal(`logs.${Aws.REGION}.${domain}`, {
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*` } },
  }));
  key.addToResourcePolicy(denyGrants());
  return key;
}
