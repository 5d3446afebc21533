import { CreatePullRequestCommand, CodeCommitClient, MergePullRequestByFastForwardCommand } from '@aws-sdk/client-codecommit';
import type { Life } from '../life';

/** Opens a pull request as the data scientist and merges it as the lead. Returns the request and the commit at the head of main. */
export async function reviewAndMerge(life: Life, branch: string, title: string, repositoryName = life.project.buildRepository): Promise<{ pullRequest: string; commit: string }> {
  const { dana, leo } = life.people;
  const { pullRequest } = await dana.use(CodeCommitClient).send(
    new CreatePullRequestCommand({ title, targets: [{ repositoryName, sourceReference: branch, destinationReference: 'main' }] }),
  );
  life.view.say(`${dana.name} opened pull request ${pullRequest?.pullRequestId}: ${title}`);
  const merged = await leo.use(CodeCommitClient).send(
    new MergePullRequestByFastForwardCommand({ pullRequestId: pullRequest?.pullRequestId, repositoryName }),
  );
  const commit = merged.pullRequest?.pullRequestTargets?.[0].mergeMetadata?.mergeCommitId ?? merged.pullRequest?.pullRequestTargets?.[0].sourceCommit;
  life.view.say(`${leo.name} merged it into main`);
  return { pullRequest: pullRequest?.pullRequestId ?? '', commit: commit ?? '' };
}
