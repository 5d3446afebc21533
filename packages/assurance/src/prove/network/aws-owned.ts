/** Buckets that AWS owns and that workloads read, by pattern, with the page that names them. */
export const AWS_BUCKETS: readonly { readonly name: RegExp; readonly what: string; readonly page: string }[] = [
  { name: /^prod-[a-z0-9-]+-starport-layer-bucket$/, what: 'image layers of ECR', page: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms' },
  { name: /^sagemaker-sample-files$/, what: 'sample files of SageMaker', page: 'https://github.com/aws/amazon-sagemaker-examples' },
  { name: /^jumpstart-cache-prod-[a-z0-9-]+$/, what: 'models of SageMaker JumpStart', page: 'https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-deploy.html' },
];

/** What reads an object or tells that it is there. */
export const READS = /^s3:(GetObject|GetObjectVersion|ListBucket|GetBucketLocation|HeadObject)$/i;
