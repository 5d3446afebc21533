import type { HandKey } from './row';

const PAGE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html';

const KEYS: Readonly<Record<string, readonly string[]>> = {
  'prefix': ['Prefix'],
  'delimiter': ['Delimiter'],
  'max-keys': ['MaxKeys'],
  'locationconstraint': ['CreateBucketConfiguration.LocationConstraint'],
  'versionid': ['VersionId'],
  'if-match': ['IfMatch'],
  'if-none-match': ['IfNoneMatch'],
  'object-lock-mode': ['ObjectLockMode', 'Retention.Mode'],
  'object-lock-retain-until-date': ['ObjectLockRetainUntilDate', 'Retention.RetainUntilDate'],
  'object-lock-legal-hold': ['ObjectLockLegalHoldStatus', 'LegalHold.Status'],
  'x-amz-acl': ['ACL'],
  'x-amz-copy-source': ['CopySource{url}'],
  'x-amz-grant-full-control': ['GrantFullControl'],
  'x-amz-grant-read': ['GrantRead'],
  'x-amz-grant-read-acp': ['GrantReadACP'],
  'x-amz-grant-write': ['GrantWrite'],
  'x-amz-grant-write-acp': ['GrantWriteACP'],
  'x-amz-metadata-directive': ['MetadataDirective'],
  'x-amz-object-ownership': ['ObjectOwnership'],
  'x-amz-server-side-encryption': ['ServerSideEncryption'],
  'x-amz-server-side-encryption-aws-kms-key-id': ['SSEKMSKeyId'],
  'x-amz-server-side-encryption-customer-algorithm': ['SSECustomerAlgorithm'],
  'x-amz-storage-class': ['StorageClass'],
  'x-amz-website-redirect-location': ['WebsiteRedirectLocation'],
};

/** S3's condition keys: most are headers, which the SDKs take as parameters. */
export const S3_KEYS: readonly HandKey[] = [
  ...Object.entries(KEYS).map(([key, from]): HandKey => ({ services: ['s3'], key: `s3:${key}`, from, page: PAGE })),
  // a text when an object is made, a structure when it is tagged
  ...['Tagging', 'Tagging.TagSet'].flatMap((tags): HandKey[] => {
    const operations = tags === 'Tagging' ? /^(PutObject|CopyObject|CreateMultipartUpload)$/ : /^PutObjectTagging$/;
    return [
      { services: ['s3'], key: 's3:RequestObjectTagKeys', from: [`${tags}{keys}`], for: operations, page: PAGE },
      { services: ['s3'], key: 's3:RequestObjectTag/*', as: 's3:RequestObjectTag/<key>', from: [tags], for: operations, page: PAGE },
    ];
  }),
];
