import { CodeCommitClient, GetCommitCommand, GetPullRequestCommand } from '@aws-sdk/client-codecommit';
import { DescribeProjectCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Life } from '../../life';
import { Person } from '../../people/person';
import type { Project } from '../facts/foundation';
import type { Commit, PullRequest, StoredObject } from '../facts/origin';
import { storedObject } from './objects';

/** The dataset, as the data lake published it. */
export function datasetFacts({ cloud, topology }: Life, uri: string): Promise<StoredObject> {
  return storedObject(Person.administrator(cloud, 'data platform', topology.accounts['data-lake']), uri);
}

export async function projectFacts({ people: { leo }, project: { name } }: Life): Promise<Project> {
  const found = await leo.use(SageMakerClient).send(new DescribeProjectCommand({ ProjectName: name }));
  return {
    name, id: found.ProjectId ?? '', arn: found.ProjectArn ?? '', status: found.ProjectStatus ?? '', created: found.CreationTime?.toISOString(),
    createdBy: found.CreatedBy?.IamIdentity?.Arn,
  };
}

/** A commit on main, and the pull request that brought it. */
export async function commitFacts({ change, people: { leo }, project: { buildRepository } }: Life, { id, pullRequest }: { id: string; pullRequest?: string }): Promise<Commit> {
  const { commit } = await leo.use(CodeCommitClient).send(new GetCommitCommand({ repositoryName: buildRepository, commitId: id }));
  return {
    repository: buildRepository, account: leo.account, id, message: commit?.message?.trim() ?? '', author: commit?.author?.name, date: isoOfGit(commit?.author?.date),
    before: change.before, after: change.after, pullRequest: pullRequest ? await requestFacts(leo, pullRequest) : undefined,
  };
}

async function requestFacts(person: Person, pullRequestId: string): Promise<PullRequest> {
  const { pullRequest } = await person.use(CodeCommitClient).send(new GetPullRequestCommand({ pullRequestId }));
  return {
    id: pullRequestId, title: pullRequest?.title ?? '', author: pullRequest?.authorArn, mergedBy: pullRequest?.pullRequestTargets?.[0]?.mergeMetadata?.mergedBy,
  };
}

/** `1764110892 +0000`, git's own form, which CodeCommit returns. */
function isoOfGit(date: string | undefined): string | undefined {
  const seconds = Number(date?.split(' ')[0]);
  return Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString() : date;
}
