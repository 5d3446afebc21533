import type { HandRow } from './row';

const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html';
const COPY = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html';
const BUCKET = '{Bucket}';
const OBJECT = '{Bucket}/{Key}';
const SOURCE = '{CopySource{url}}';

type More = Partial<Pick<HandRow, 'when' | 'unless' | 'given'>>;

const onBucket = (operations: string, action: string): HandRow => ({ service: 's3', for: operations, action: `s3:${action}`, on: [BUCKET], page: PAGE });
const onObject = (operations: string, action: string, more: More = {}): HandRow => ({ service: 's3', for: operations, action: `s3:${action}`, on: [OBJECT], ...more, page: PAGE });

/** S3's operations and the actions that they need, where names differ or the parameters decide. */
export const S3_ROWS: readonly HandRow[] = [
  onBucket('HeadBucket ListObjects ListObjectsV2', 'ListBucket'),
  onBucket('ListObjectVersions', 'ListBucketVersions'),
  onBucket('ListMultipartUploads', 'ListBucketMultipartUploads'),
  { service: 's3', for: 'ListBuckets', action: 's3:ListAllMyBuckets', page: PAGE },
  { service: 's3', for: 'ListDirectoryBuckets', action: 's3express:ListAllMyDirectoryBuckets', page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListDirectoryBuckets.html' },
  {
    service: 's3', for: 'CreateSession RenameObject', action: 's3express:CreateSession', on: ['arn:{partition}:s3express:{region}:{account}:bucket/{Bucket}'],
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html',
  },
  onBucket('PutBucketAnalyticsConfiguration DeleteBucketAnalyticsConfiguration', 'PutAnalyticsConfiguration'),
  onBucket('GetBucketAnalyticsConfiguration ListBucketAnalyticsConfigurations', 'GetAnalyticsConfiguration'),
  onBucket('PutBucketEncryption DeleteBucketEncryption', 'PutEncryptionConfiguration'),
  onBucket('GetBucketEncryption', 'GetEncryptionConfiguration'),
  onBucket('PutBucketIntelligentTieringConfiguration DeleteBucketIntelligentTieringConfiguration', 'PutIntelligentTieringConfiguration'),
  onBucket('GetBucketIntelligentTieringConfiguration ListBucketIntelligentTieringConfigurations', 'GetIntelligentTieringConfiguration'),
  onBucket('PutBucketInventoryConfiguration DeleteBucketInventoryConfiguration', 'PutInventoryConfiguration'),
  onBucket('GetBucketInventoryConfiguration ListBucketInventoryConfigurations', 'GetInventoryConfiguration'),
  onBucket('PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle', 'PutLifecycleConfiguration'),
  onBucket('GetBucketLifecycle GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration'),
  onBucket('PutBucketMetricsConfiguration DeleteBucketMetricsConfiguration', 'PutMetricsConfiguration'),
  onBucket('GetBucketMetricsConfiguration ListBucketMetricsConfigurations', 'GetMetricsConfiguration'),
  onBucket('PutBucketReplication DeleteBucketReplication', 'PutReplicationConfiguration'),
  onBucket('GetBucketReplication', 'GetReplicationConfiguration'),
  onBucket('PutPublicAccessBlock DeletePublicAccessBlock', 'PutBucketPublicAccessBlock'),
  onBucket('GetPublicAccessBlock', 'GetBucketPublicAccessBlock'),
  onBucket('PutBucketAccelerateConfiguration', 'PutAccelerateConfiguration'),
  onBucket('GetBucketAccelerateConfiguration', 'GetAccelerateConfiguration'),
  onBucket('PutBucketNotificationConfiguration', 'PutBucketNotification'),
  onBucket('GetBucketNotificationConfiguration', 'GetBucketNotification'),
  onBucket('PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration'),
  onBucket('GetObjectLockConfiguration', 'GetBucketObjectLockConfiguration'),
  onBucket('DeleteBucketCors', 'PutBucketCORS'),
  onBucket('DeleteBucketTagging', 'PutBucketTagging'),
  onBucket('DeleteBucketOwnershipControls', 'PutBucketOwnershipControls'),
  onBucket('CreateBucketMetadataConfiguration', 'CreateBucketMetadataTableConfiguration'),
  onBucket('GetBucketMetadataConfiguration', 'GetBucketMetadataTableConfiguration'),
  onBucket('DeleteBucketMetadataConfiguration', 'DeleteBucketMetadataTableConfiguration'),

  onObject('GetObject HeadObject', 'GetObject', { unless: 'VersionId' }),
  onObject('GetObject HeadObject', 'GetObjectVersion', { when: 'VersionId' }),
  onObject('SelectObjectContent', 'GetObject'),
  onObject('GetObjectAttributes', 'GetObject', { unless: 'VersionId' }),
  onObject('GetObjectAttributes', 'GetObjectAttributes', { unless: 'VersionId' }),
  onObject('GetObjectAttributes', 'GetObjectVersion', { when: 'VersionId' }),
  onObject('GetObjectAttributes', 'GetObjectVersionAttributes', { when: 'VersionId' }),
  onObject('GetObjectAcl', 'GetObjectAcl', { unless: 'VersionId' }),
  onObject('GetObjectAcl', 'GetObjectVersionAcl', { when: 'VersionId' }),
  onObject('PutObjectAcl', 'PutObjectAcl', { unless: 'VersionId' }),
  onObject('PutObjectAcl', 'PutObjectVersionAcl', { when: 'VersionId' }),
  onObject('GetObjectTagging', 'GetObjectTagging', { unless: 'VersionId' }),
  onObject('GetObjectTagging', 'GetObjectVersionTagging', { when: 'VersionId' }),
  onObject('PutObjectTagging', 'PutObjectTagging', { unless: 'VersionId' }),
  onObject('PutObjectTagging', 'PutObjectVersionTagging', { when: 'VersionId' }),
  onObject('DeleteObjectTagging', 'DeleteObjectTagging', { unless: 'VersionId' }),
  onObject('DeleteObjectTagging', 'DeleteObjectVersionTagging', { when: 'VersionId' }),
  onObject('DeleteObject', 'DeleteObject', { unless: 'VersionId' }),
  onObject('DeleteObject', 'DeleteObjectVersion', { when: 'VersionId' }),
  { service: 's3', for: 'DeleteObjects', each: 'Delete.Objects[]', action: 's3:DeleteObject', on: ['{Bucket}/{Delete.Objects[].Key}'], unless: 'Delete.Objects[].VersionId', page: PAGE },
  { service: 's3', for: 'DeleteObjects', each: 'Delete.Objects[]', action: 's3:DeleteObjectVersion', on: ['{Bucket}/{Delete.Objects[].Key}'], when: 'Delete.Objects[].VersionId', page: PAGE },
  onObject('PutObject CopyObject CreateMultipartUpload UploadPart UploadPartCopy CompleteMultipartUpload', 'PutObject'),
  onObject('PutObject CopyObject CreateMultipartUpload', 'PutObjectTagging', { when: 'Tagging' }),
  onObject('PutObject CopyObject CreateMultipartUpload', 'PutObjectAcl', { when: 'ACL|GrantFullControl|GrantRead|GrantReadACP|GrantWriteACP' }),
  onObject('PutObject CopyObject CreateMultipartUpload', 'PutObjectRetention', { when: 'ObjectLockMode|ObjectLockRetainUntilDate' }),
  onObject('PutObject CopyObject CreateMultipartUpload', 'PutObjectLegalHold', { when: 'ObjectLockLegalHoldStatus' }),
  { service: 's3', for: 'CopyObject UploadPartCopy', action: 's3:GetObject', on: [SOURCE], unless: 'CopySource{version}~?', page: COPY },
  { service: 's3', for: 'CopyObject UploadPartCopy', action: 's3:GetObjectVersion', on: [SOURCE], when: 'CopySource{version}~?', page: COPY },
  onObject('ListParts', 'ListMultipartUploadParts'),
  { service: 's3', for: 'WriteGetObjectResponse', action: 's3-object-lambda:WriteGetObjectResponse', page: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_WriteGetObjectResponse.html' },
];
