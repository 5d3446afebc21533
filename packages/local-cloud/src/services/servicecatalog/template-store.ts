import { createHash } from 'node:crypto';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Cloud } from '../../cloud';
import { s3LocationOf } from '../s3-location';
import { AwsError, type CallContext } from '../service';

type Place = Pick<CallContext, 'account' | 'region'>;

/** What CloudFormation takes in a request's body, in bytes (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html). */
const BODY_LIMIT = 51_200;

/** Templates in S3: read once when a version is made, handed to CloudFormation as they were then. */
export class TemplateStore {
  constructor(private readonly cloud: Cloud) {}

  /** @throws AwsError InvalidParametersException when there is nothing to read */
  async read(url: string, { account, region }: Place): Promise<string> {
    const location = s3LocationOf(url);
    if (!location) throw new AwsError('InvalidParametersException', `Invalid templateUrl ${url}: it must be the URL of an object in S3`);
    try {
      const { Body } = await this.s3(account, region).send(new GetObjectCommand(location));
      return (await Body?.transformToString()) ?? '';
    } catch (error) {
      throw new AwsError('InvalidParametersException', `Cannot read the template ${url}: ${(error as Error).message}`);
    }
  }

  /** The members of CreateStack and UpdateStack that carry a template. */
  async forStack(template: string, { account, region }: Place): Promise<{ TemplateBody: string } | { TemplateURL: string }> {
    if (Buffer.byteLength(template) <= BODY_LIMIT) return { TemplateBody: template };
    const Bucket = `local-cloud-templates-${account}-${region}`;
    const Key = `servicecatalog/${createHash('sha256').update(template).digest('hex')}.template`;
    const s3 = this.s3(account, region);
    const configuration = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
    await s3.send(new CreateBucketCommand({ Bucket, ...configuration })).catch((error: Error) => {
      if (error.name !== 'BucketAlreadyOwnedByYou') throw error;
    });
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: template }));
    return { TemplateURL: `https://s3.${region}.amazonaws.com/${Bucket}/${Key}` };
  }

  private s3(account: string, region: string): S3Client {
    return new S3Client(this.cloud.clientOptions(this.cloud.rootOf(account), region));
  }
}
