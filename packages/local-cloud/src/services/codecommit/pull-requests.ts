import * as path from 'node:path';
import type { Cloud } from '../../cloud';
import { Records } from '../records';
import { AwsError, type CallContext } from '../service';
import { git, identity } from './git';
import { branchHead, moveReference } from './references';
import type { Repositories, Repository } from './repositories';

export interface PullRequest {
  readonly pullRequestId: string;
  readonly title: string;
  readonly description?: string;
  readonly authorArn: string;
  readonly creationDate: Date;
  readonly repositoryId: string;
  readonly repository: Repository;
  readonly source: string;
  readonly destination: string;
  readonly mergeBase: string;
  /** Heads of the two branches, as they were last seen while the request was open. */
  sourceCommit: string;
  destinationCommit: string;
  lastActivityDate: Date;
  status: 'OPEN' | 'CLOSED';
  merge?: { readonly by: string; readonly commit: string; readonly option: MergeOption };
}

export type MergeOption = 'FAST_FORWARD_MERGE' | 'SQUASH_MERGE' | 'THREE_WAY_MERGE';

/** Pull requests of all repositories, numbered as they come. */
export class PullRequests {
  private readonly requests: Records<PullRequest>;

  constructor(private readonly cloud: Cloud, private readonly repositories: Repositories) {
    this.requests = new Records<PullRequest>(path.join(cloud.folders.runner, 'codecommit', 'pull-requests'), {
      // one whose repository is gone is shown to nobody, and keeps its number
      repository: ({ repositoryId }) => repositories.byId(repositoryId) as Repository,
    });
  }

  async open(repository: Repository, input: { title: string; description?: string; source: string; destination: string }, authorArn: string): Promise<PullRequest> {
    const [sourceCommit, destinationCommit] = await Promise.all([branchHead(repository, input.source), branchHead(repository, input.destination)]);
    const mergeBase = (await git(['merge-base', sourceCommit, destinationCommit], { cwd: repository.folder })).trim();
    const now = new Date();
    const request: PullRequest = {
      ...input, pullRequestId: String(this.requests.values().length + 1), authorArn, creationDate: now, lastActivityDate: now, repositoryId: repository.id, repository, mergeBase, sourceCommit, destinationCommit, status: 'OPEN',
    };
    this.requests.set(request.pullRequestId, request);
    await this.tell(request, 'pullRequestCreated', authorArn);
    return request;
  }

  /**
   * @param place whose repositories are meant
   * @param repositoryName the repository that the caller says it is in, where it says so
   * @throws AwsError PullRequestDoesNotExistException
   */
  get(id: string, { account, region }: Pick<CallContext, 'account' | 'region'>, repositoryName?: string): PullRequest {
    const request = this.requests.get(id);
    const repository = this.repositories.byId(request?.repositoryId ?? '');
    const isThere = repository?.account === account && repository.region === region && (!repositoryName || repository.name === repositoryName);
    if (!request || !isThere) throw new AwsError('PullRequestDoesNotExistException', `pull request ${id} does not exist`);
    return request;
  }

  /** The request with its branches as they are now; a branch may have gone. */
  async seen(request: PullRequest): Promise<PullRequest> {
    if (request.status !== 'OPEN') return request;
    const { repository, source, destination } = request;
    request.sourceCommit = await branchHead(repository, source).catch(() => request.sourceCommit);
    request.destinationCommit = await branchHead(repository, destination).catch(() => request.destinationCommit);
    this.requests.save(request.pullRequestId);
    return request;
  }

  of(repository: Repository): PullRequest[] {
    return this.requests.values().filter((request) => request.repository === repository);
  }

  async close(request: PullRequest, caller: string): Promise<void> {
    request.status = 'CLOSED';
    request.lastActivityDate = new Date();
    this.requests.save(request.pullRequestId);
    await this.tell(request, 'pullRequestStatusChanged', caller);
  }

  async merge(request: PullRequest, option: MergeOption, { principal }: CallContext, input: { commitMessage?: string; authorName?: string; email?: string }): Promise<void> {
    if (request.status !== 'OPEN') throw new AwsError('PullRequestAlreadyClosedException', `pull request ${request.pullRequestId} is closed`);
    const { repository, source, destination } = request;
    const [from, into] = await Promise.all([branchHead(repository, source), branchHead(repository, destination)]);
    const author = identity(input.authorName ?? principal.sessionName ?? 'CodeCommit', input.email ?? 'codecommit@example.com');
    const commit = await mergedCommit(repository, { from, into, option, author, message: input.commitMessage ?? `Merge pull request ${request.pullRequestId}: ${request.title}` });
    Object.assign(request, { sourceCommit: from, destinationCommit: into });
    request.status = 'CLOSED';
    request.lastActivityDate = new Date();
    request.merge = { by: principal.arn, commit, option };
    await moveReference(this.cloud, repository, `refs/heads/${destination}`, commit, principal.arn);
    this.requests.save(request.pullRequestId);
    await this.tell(request, 'pullRequestMergeStatusUpdated', principal.arn);
  }

  /** https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html#pullRequestCreated */
  private async tell(request: PullRequest, event: string, callerUserArn: string): Promise<void> {
    const { repository } = request;
    await this.cloud.events.emit({
      'account': repository.account, 'region': repository.region, 'source': 'aws.codecommit', 'detail-type': 'CodeCommit Pull Request State Change', 'resources': [repository.arn],
      'detail': {
        event, callerUserArn, author: request.authorArn, pullRequestId: request.pullRequestId, pullRequestStatus: request.status === 'OPEN' ? 'Open' : 'Closed',
        isMerged: request.merge ? 'True' : 'False', repositoryNames: [repository.name], title: request.title,
        sourceReference: `refs/heads/${request.source}`, destinationReference: `refs/heads/${request.destination}`,
        sourceCommit: request.sourceCommit, destinationCommit: request.destinationCommit,
      },
    });
  }
}

interface Merge {
  readonly from: string;
  readonly into: string;
  readonly option: MergeOption;
  readonly author: Record<string, string>;
  readonly message: string;
}

async function mergedCommit({ folder }: Repository, { from, into, option, author, message }: Merge): Promise<string> {
  const base = (await git(['merge-base', from, into], { cwd: folder })).trim();
  if (option === 'FAST_FORWARD_MERGE') {
    if (base !== into) throw new AwsError('ManualMergeRequiredException', 'the destination has commits that the source has not: a fast-forward is not possible');
    return from;
  }
  const tree = await git(['merge-tree', '--write-tree', into, from], { cwd: folder }).catch((error: Error) => {
    throw new AwsError('ManualMergeRequiredException', `the branches conflict: ${error.message}`);
  });
  const parents = option === 'SQUASH_MERGE' ? ['-p', into] : ['-p', into, '-p', from];
  return (await git(['commit-tree', tree.trim().split('\n')[0], ...parents, '-m', message], { cwd: folder, env: author })).trim();
}
