import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { matchesGlob } from '../../archive/glob';
import { filesBelow, zip } from '../../archive/zip';
import { AwsError } from '../service';
import type { Build } from './build';
import type { Artifacts, BuildSpec } from './buildspec';
import type { Location } from './project';

/** The files that a build leaves, gathered in a folder of their own. */
export class BuildArtifacts {
  /** @param folder an empty one */
  constructor(private readonly s3: S3Client, private readonly source: string, private readonly folder: string) {}

  /** @param name of the secondary artifact; undefined for the primary one */
  async toPipeline(spec: BuildSpec, location: Location, name: string | undefined): Promise<void> {
    const artifacts = (name === undefined ? undefined : spec.artifacts?.['secondary-artifacts']?.[name]) ?? spec.artifacts;
    const folder = path.join(this.folder, name ?? 'primary');
    const Body = zip(folder, this.gather(artifacts, folder));
    const encryption = location.kmsKeyId ? { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: location.kmsKeyId } : {};
    await this.s3.send(new PutObjectCommand({ Bucket: location.bucket, Key: location.key, Body, ...encryption }));
  }

  /** What a project of its own puts into its bucket (https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectArtifacts.html). */
  async toBucket(spec: BuildSpec, build: Build): Promise<void> {
    const { location: Bucket, path: folder = '', namespaceType, name, packaging } = build.project.artifacts;
    const files = path.join(this.folder, 'primary');
    const names = this.gather(spec.artifacts, files);
    const key = path.posix.join(folder, namespaceType === 'BUILD_ID' ? build.logStream : '', name ?? build.project.name);
    if (packaging === 'ZIP') await this.s3.send(new PutObjectCommand({ Bucket, Key: key, Body: zip(files, names) }));
    else for (const file of names) await this.s3.send(new PutObjectCommand({ Bucket, Key: `${key}/${file}`, Body: readFileSync(path.join(files, file)) }));
  }

  private gather(artifacts: Artifacts | undefined, target: string): string[] {
    if (!artifacts?.files) throw new AwsError('CLIENT_ERROR', 'no matching artifact paths found: the build specification declares no artifacts');
    const base = path.join(this.source, artifacts['base-directory'] ?? '.');
    const files = existsSync(base) && statSync(base).isDirectory() ? filesBelow(base).filter((file) => artifacts.files.some((pattern) => matchesGlob(pattern, file))) : [];
    if (files.length === 0) throw new AwsError('CLIENT_ERROR', `no matching artifact paths found for ${artifacts.files.join(', ')} in ${artifacts['base-directory'] ?? '.'}`);
    const flat = artifacts['discard-paths'] === true || artifacts['discard-paths'] === 'yes';
    for (const file of files) {
      const copy = path.join(target, flat ? path.basename(file) : file);
      mkdirSync(path.dirname(copy), { recursive: true });
      copyFileSync(path.join(base, file), copy);
    }
    return filesBelow(target);
  }
}
