// Copied from internal/src/names.ts by projen: change it there.
import { createHash } from 'node:crypto';

const DIGEST_LENGTH = 8;

/**
 * A physical name of at most `limit` characters. What is too long is cut and ends in a digest of the whole, so that two long names stay two.
 *
 * @param parts what the name says, joined by `-`; unresolved tokens must not be passed, for their length is not known
 * @param limit the service's limit in characters
 */
export function boundedName(parts: readonly string[], limit: number): string {
  const name = parts.filter((part) => part !== '').join('-');
  if (name.length <= limit) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, DIGEST_LENGTH);
  return `${name.slice(0, limit - DIGEST_LENGTH - 1).replace(/[-.]+$/, '')}-${digest}`;
}

/**
 * Limits of physical names in characters.
 * Sources: IAM quotas (role 64, policy 128), S3 bucket naming rules (63), CodeCommit quotas (100), CodePipeline quotas (100),
 * CodeBuild quotas (150; 2 to 255 accepted), SageMaker CreateModelPackageGroup and CreateEndpoint (63), EventBridge PutRule (64).
 */
export const NAME_LIMITS = {
  role: 64,
  managedPolicy: 128,
  bucket: 63,
  repository: 100,
  pipeline: 100,
  buildProject: 150,
  modelPackageGroup: 63,
  endpoint: 63,
  rule: 64,
} as const;
