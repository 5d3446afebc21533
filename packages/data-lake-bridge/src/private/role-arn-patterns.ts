import { Aws } from 'aws-cdk-lib';
import type { DatasetReader } from '../publication/dataset-reader';

/** ARN patterns of a reader's roles, for conditions on `aws:PrincipalArn`. */
export function roleArnPatterns({ account, roleNames }: DatasetReader): string[] {
  return roleNames.map((name) => `arn:${Aws.PARTITION}:iam::${account}:role/${name}`);
}
