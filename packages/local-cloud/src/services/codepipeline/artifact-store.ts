import { randomBytes } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { unzipSync } from 'fflate';
import type { Cloud, SessionCredentials } from '../../cloud';
import type { Location } from '../codebuild/project';
import { AwsError } from '../service';
import type { Execution } from './pipeline';

/** The artifacts of an execution: zips in the pipeline's bucket, under its key. */
export class ArtifactStore {
  constructor(private readonly cloud: Cloud, private readonly execution: Execution) {}

  /** Where a new artifact goes: `<first 20 characters of the pipeline's name>/<first 10 of the artifact's>/<random>`. */
  reserve(name: string): Location {
    const { structure } = this.execution;
    const key = `${structure.name.slice(0, 20)}/${name.slice(0, 10)}/${randomBytes(5).toString('hex').slice(0, 7)}`;
    this.execution.artifacts.set(name, key);
    return this.locate(name);
  }

  /** @throws AwsError when no action has made it */
  locate(name: string): Location {
    const { artifactStore } = this.execution.structure;
    const key = this.execution.artifacts.get(name);
    if (!key) throw new AwsError('ActionError', `there is no artifact ${name}: no action before has it among its outputs`);
    return { bucket: artifactStore.location, key, kmsKeyId: artifactStore.encryptionKey?.id };
  }

  async put(name: string, bytes: Uint8Array, credentials: SessionCredentials): Promise<void> {
    const { bucket, key, kmsKeyId } = this.reserve(name);
    const encryption = kmsKeyId ? { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: kmsKeyId } : {};
    await this.s3(credentials).send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ...encryption }));
  }

  /** The text of `Artifact::path/in/it`. @throws AwsError when the artifact has no such file */
  async file(reference: string, credentials: SessionCredentials): Promise<string> {
    const [name, path] = reference.split('::');
    const { bucket, key } = this.locate(name);
    const { Body } = await this.s3(credentials).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const files = unzipSync((await Body?.transformToByteArray()) ?? new Uint8Array());
    if (!files[path]) throw new AwsError('ActionError', `artifact ${name} has no file ${path}: it has ${Object.keys(files).join(', ')}`);
    return Buffer.from(files[path]).toString('utf8');
  }

  private s3(credentials: SessionCredentials): S3Client {
    return new S3Client(this.cloud.clientOptions(credentials, this.execution.pipeline.region));
  }
}
