/** What is to be said of an action and a resource before anybody asks whether they are allowed together: an object's action on a bucket is no request. */
const RESOURCES_OF_ACTIONS: readonly (readonly [action: RegExp, resource: RegExp])[] = [
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
  [/^s3:(\w*Object\w*|AbortMultipartUpload|ListMultipartUploadParts)/i, /^arn:[^:]*:s3:::[^/]+\/|^arn:[^:]*:s3:[^:]+:/],
  [/^s3:/i, /^arn:[^:]*:s3:::[^/]+$|^arn:[^:]*:s3:[^:]+:/],
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
  [/^sagemaker:(\w+ModelPackageGroup\w*|ListModelPackages)$/i, /:model-package-group\//],
  [/^sagemaker:\w+ModelPackage$/i, /:model-package\//],
  [/^sts:/i, /^arn:[^:]*:iam:/],
];

export function applies(action: string, resource: string): boolean {
  const [, wanted] = RESOURCES_OF_ACTIONS.find(([pattern]) => pattern.test(action)) ?? [];
  return wanted === undefined || wanted.test(resource);
}

/** What a key has to do for what is asked of data that it encrypts (https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html and its like for queues, topics and secrets). */
export function keyActionsFor(action: string): readonly string[] {
  if (/^(s3:(GetObject|GetObjectVersion)|sqs:ReceiveMessage|secretsmanager:GetSecretValue)$/i.test(action)) return ['kms:Decrypt'];
  return /^(s3:PutObject|sqs:SendMessage|sns:Publish|secretsmanager:PutSecretValue)$/i.test(action) ? ['kms:GenerateDataKey'] : [];
}
