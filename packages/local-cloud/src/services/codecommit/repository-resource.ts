import { mkdtempSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Cloud } from '../../cloud';
import { unzip } from '../../archive/zip';
import type { ResourceContext, ResourceHandler } from '../service';
import { git, identity } from './git';
import { makeDefault } from './references';
import type { Repositories, Repository } from './repositories';

/** `AWS::CodeCommit::Repository`, with the first commit from a zip in S3 (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-codecommit-repository.html). */
export function repositoryResource(cloud: Cloud, repositories: Repositories): ResourceHandler {
  return {
    async create({ RepositoryName, RepositoryDescription, Code }, context) {
      const repository = await repositories.create(context, RepositoryName, RepositoryDescription);
      try {
        if (Code?.S3) await seed(cloud, repository, Code, context);
      } catch (error) {
        repositories.delete(context, RepositoryName);
        throw error;
      }
      return result(repository, repositories);
    },
    differs: 'raises no event for the first commit of a repository that is seeded by Code.',
    async update(id, { RepositoryName, RepositoryDescription }, _, context) {
      const repository = repositories.list(context).find((one) => one.id === id);
      if (!repository || repository.name !== RepositoryName) return result(await repositories.create(context, RepositoryName, RepositoryDescription), repositories);
      repository.description = RepositoryDescription;
      repository.keep();
      return result(repository, repositories);
    },
    async delete(id, _, context) {
      const repository = repositories.list(context).find((one) => one.id === id);
      if (repository) repositories.delete(context, repository.name);
    },
  };
}

const result = (repository: Repository, repositories: Repositories) => ({
  physicalId: repository.id,
  attributes: { Arn: repository.arn, Name: repository.name, CloneUrlHttp: repositories.cloneUrl(repository), CloneUrlSsh: repositories.cloneUrl(repository), KmsKeyId: '' },
});

async function seed(cloud: Cloud, repository: Repository, { S3, BranchName = 'main' }: any, { account, region }: ResourceContext): Promise<void> {
  const s3 = new S3Client(cloud.clientOptions(cloud.rootOf(account), region));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: S3.Bucket, Key: S3.Key, VersionId: S3.ObjectVersion }));
  const folder = mkdtempSync(path.join(cloud.folders.tmp, 'seed-'));
  try {
    unzip(Buffer.from((await Body?.transformToByteArray()) ?? []), folder);
    const env = { GIT_DIR: repository.folder, GIT_WORK_TREE: folder, GIT_INDEX_FILE: path.join(folder, '..', `${path.basename(folder)}.index`), ...identity('AWS CodeCommit', 'codecommit@example.com') };
    await git(['add', '--all', '--force', '.'], { cwd: folder, env });
    const tree = (await git(['write-tree'], { cwd: folder, env })).trim();
    const commit = (await git(['commit-tree', tree, '-m', 'Initial commit by AWS CodeCommit'], { cwd: folder, env })).trim();
    await git(['update-ref', `refs/heads/${BranchName}`, commit], { cwd: folder, env });
    rmSync(env.GIT_INDEX_FILE, { force: true });
    await makeDefault(repository, BranchName);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
