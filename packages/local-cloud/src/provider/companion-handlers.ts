import { IAMClient, DeleteRolePermissionsBoundaryCommand, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import { PutBucketEncryptionCommand, PutBucketTaggingCommand, S3Client, type ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import type { ResourceHandler } from '../services/service';

/** Handlers of the companions: they do over the API what the emulator's CloudFormation leaves out. */
export function companionHandlers(clients: { iam(account: string): IAMClient; s3(account: string, region: string): S3Client }, partition: string): Record<string, ResourceHandler> {
  const boundary = replaying(async ({ RoleName, PermissionsBoundary }, { account }) => {
    // AWS::NoValue arrives as nothing or as an empty text
    if (PermissionsBoundary) await clients.iam(account).send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    return `${RoleName}-boundary`;
  });
  return {
    'Local::IAM::RoleBoundary': {
      ...boundary,
      delete: async (_, { RoleName }, { account }) => {
        await clients.iam(account).send(new DeleteRolePermissionsBoundaryCommand({ RoleName })).catch((error: Error) => {
          if (!/NoSuchEntity/.test(error.name)) throw error;
        });
      },
    },
    'Local::S3::BucketTags': replaying(async ({ Bucket, Tags }, { account, region }) => {
      await clients.s3(account, region).send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: Tags } }));
      return `${Bucket}-tags`;
    }),
    'Local::S3::BucketEncryption': replaying(async ({ Bucket, Rule }, { account, region }) => {
      const rule = encryptionRule(Rule, `arn:${partition}:kms:${region}:${account}:alias/aws/s3`);
      await clients.s3(account, region).send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }));
      return `${Bucket}-encryption`;
    }),
  };
}

/** The emulator refuses every PUT into a bucket with KMS and no key id: AWS takes its own key for S3 then. */
function encryptionRule({ ServerSideEncryptionByDefault, BucketKeyEnabled }: any, defaultKey: string): ServerSideEncryptionRule {
  const { SSEAlgorithm, KMSMasterKeyID } = ServerSideEncryptionByDefault;
  return {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm, ...(SSEAlgorithm === 'AES256' ? {} : { KMSMasterKeyID: KMSMasterKeyID || defaultKey }) },
    BucketKeyEnabled: String(BucketKeyEnabled) === 'true',
  };
}

function replaying(replay: (properties: any, context: { account: string; region: string }) => Promise<string>): ResourceHandler {
  return {
    create: async (properties, context) => ({ physicalId: await replay(properties, context) }),
    update: async (_, properties, __, context) => ({ physicalId: await replay(properties, context) }),
    delete: async () => undefined,
  };
}
