/** Something that the emulator's handler of a type drops, replayed over its API by the runner. */
export interface Companion {
  /** `Local::S3::BucketTags` */
  readonly type: string;
  /** The property that is replayed. */
  readonly property: string;
  /** What the companion's logical id ends in. */
  readonly suffix: string;
  /** What the companion gets; undefined when the resource does not use it. */
  properties(logicalId: string, properties: Record<string, any>): Record<string, unknown> | undefined;
}

export const COMPANIONS: Readonly<Record<string, readonly Companion[]>> = {
  'AWS::IAM::Role': [{
    type: 'Local::IAM::RoleBoundary',
    property: 'PermissionsBoundary',
    suffix: 'LocalBoundary',
    properties: (logicalId, { PermissionsBoundary }) => PermissionsBoundary && { RoleName: { Ref: logicalId }, PermissionsBoundary },
  }],
  'AWS::S3::Bucket': [
    {
      type: 'Local::S3::BucketEncryption',
      property: 'BucketEncryption',
      suffix: 'LocalEncryption',
      properties: (logicalId, { BucketEncryption }) => BucketEncryption && { Bucket: { Ref: logicalId }, Rule: BucketEncryption.ServerSideEncryptionConfiguration[0] },
    },
    {
      type: 'Local::S3::BucketTags',
      property: 'Tags',
      suffix: 'LocalTags',
      properties: (logicalId, { Tags }) => Tags && { Bucket: { Ref: logicalId }, Tags },
    },
  ],
};

export const INLINED_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::VPC': ['CidrBlock'],
};
