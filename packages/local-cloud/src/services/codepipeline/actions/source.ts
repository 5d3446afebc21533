import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { gitBytes } from '../../codecommit/git';
import { branchHead } from '../../codecommit/references';
import type { Repositories } from '../../codecommit/repositories';
import { AwsError } from '../../service';
import type { ActionProvider } from './action-context';
import { zipOfTar } from './zip-of-tar';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeCommit.html */
export function codeCommitSource(repositories: () => Repositories): ActionProvider {
  return async ({ cloud, execution, action, configuration, credentials, artifacts }) => {
    const { RepositoryName, BranchName } = configuration;
    // an action's own role may be another account's: its repository is there
    const principal = await cloud.principalOf(credentials.accessKeyId);
    const place = { account: principal.account, region: action.region ?? execution.pipeline.region, partition: cloud.partition };
    const repository = repositories().get(place, RepositoryName);
    for (const operation of ['GetBranch', 'GetCommit', 'UploadArchive']) await cloud.authorize(principal, `codecommit:${operation}`, repository.arn);
    const commit = await branchHead(repository, BranchName);
    const tar = await gitBytes(['archive', '--format=tar', commit], { cwd: repository.folder });
    const message = (await gitBytes(['log', '-1', '--format=%B', commit], { cwd: repository.folder })).toString('utf8').trim();
    await artifacts.put(outputOf(action), zipOfTar(tar), credentials);
    execution.revisions.push({ actionName: action.name, revisionId: commit, revisionSummary: message, created: new Date() });
    return { RepositoryName, BranchName, CommitId: commit, CommitMessage: message };
  };
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3.html */
export const s3Source: ActionProvider = async ({ cloud, execution, action, configuration, credentials, artifacts }) => {
  const s3 = new S3Client(cloud.clientOptions(credentials, execution.pipeline.region));
  const { S3Bucket: Bucket, S3ObjectKey: Key } = configuration;
  const { VersionId, ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  await artifacts.put(outputOf(action), (await Body?.transformToByteArray()) ?? new Uint8Array(), credentials);
  execution.revisions.push({ actionName: action.name, revisionId: VersionId ?? ETag ?? '', created: new Date() });
  return { BucketName: Bucket, ObjectKey: Key, VersionId: VersionId ?? '', ETag: ETag ?? '' };
};

function outputOf({ name, outputArtifacts = [] }: { name: string; outputArtifacts?: readonly { name: string }[] }): string {
  if (!outputArtifacts[0]) throw new AwsError('ActionError', `source action ${name} has no output artifact`);
  return outputArtifacts[0].name;
}
