import type { Cloud } from '../../cloud';
import { type AccessRequest, AwsError, type CallContext, type Operation } from '../service';
import { git, gitBytes } from './git';
import { type MergeOption, type PullRequest, type PullRequests } from './pull-requests';
import { branchHead, commitOf, moveReference, referencesOf } from './references';
import { arnOf, type Repositories, type Repository } from './repositories';

/** The operations of CodeCommit that run (https://docs.aws.amazon.com/codecommit/latest/APIReference/API_Operations.html). */
export function codeCommitOperations(cloud: Cloud, repositories: Repositories, pullRequests: PullRequests): Record<string, Operation> {
  const named = (action: string, name: (input: any) => string | undefined = (input) => input.repositoryName) => (input: any, context: CallContext): AccessRequest[] =>
    [{ action: `codecommit:${action}`, resource: arnOf(context, name(input) ?? '*') }];
  const onRequest = (action: string) => (input: any, context: CallContext): AccessRequest[] =>
    [{ action: `codecommit:${action}`, resource: arnOf(context, pullRequests.get(input.pullRequestId, context, input.repositoryName).repository.name) }];
  const get = (input: any, context: CallContext) => repositories.get(context, input.repositoryName);
  const merging = (option: MergeOption): Operation['run'] => async (input, context) => {
    const request = pullRequests.get(input.pullRequestId, context, input.repositoryName);
    await pullRequests.merge(request, option, context, input);
    return { pullRequest: described(request) };
  };
  const onMerge = (action: string) => (input: any, context: CallContext): AccessRequest[] => [{
    action: `codecommit:${action}`, resource: arnOf(context, input.repositoryName),
    context: { 'codecommit:References': `refs/heads/${pullRequests.get(input.pullRequestId, context, input.repositoryName).destination}` },
  }];
  return {
    CreateRepository: {
      access: named('CreateRepository'),
      run: async (input, context) => ({ repositoryMetadata: metadata(await repositories.create(context, input.repositoryName, input.repositoryDescription), repositories) }),
    },
    GetRepository: { access: named('GetRepository'), run: async (input, context) => ({ repositoryMetadata: metadata(get(input, context), repositories) }) },
    ListRepositories: {
      access: (_, __) => [{ action: 'codecommit:ListRepositories', resource: '*' }],
      run: async (_, context) => ({ repositories: repositories.list(context).map(({ name, id }) => ({ repositoryName: name, repositoryId: id })) }),
    },
    DeleteRepository: { access: named('DeleteRepository'), run: async (input, context) => ({ repositoryId: repositories.delete(context, input.repositoryName)?.id }) },
    GetBranch: {
      access: named('GetBranch'),
      run: async (input, context) => ({ branch: { branchName: input.branchName, commitId: await branchHead(get(input, context), input.branchName) } }),
    },
    ListBranches: {
      access: named('ListBranches'),
      run: async (input, context) => ({ branches: [...(await referencesOf(get(input, context))).keys()].filter((name) => name.startsWith('refs/heads/')).map((name) => name.slice(11)) }),
    },
    CreateBranch: {
      access: (input, context) => [{ action: 'codecommit:CreateBranch', resource: arnOf(context, input.repositoryName) }],
      run: async (input, context) => {
        const repository = get(input, context);
        if ((await referencesOf(repository)).has(`refs/heads/${input.branchName}`)) throw new AwsError('BranchNameExistsException', `Branch named ${input.branchName} already exists`);
        await moveReference(cloud, repository, `refs/heads/${input.branchName}`, await commitOf(repository, input.commitId), context.principal.arn);
      },
    },
    GetCommit: { access: named('GetCommit'), run: async (input, context) => ({ commit: await commitDetails(get(input, context), input.commitId) }) },
    GetFile: {
      access: named('GetFile'),
      run: async (input, context) => {
        const repository = get(input, context);
        const commitId = await commitOf(repository, input.commitSpecifier ?? repository.defaultBranch ?? 'main');
        const fileContent = await gitBytes(['cat-file', 'blob', `${commitId}:${input.filePath}`], { cwd: repository.folder }).catch(() => {
          throw new AwsError('FileDoesNotExistException', `${input.filePath} does not exist in ${commitId}`);
        });
        const blobId = (await git(['rev-parse', `${commitId}:${input.filePath}`], { cwd: repository.folder })).trim();
        return { commitId, blobId, filePath: input.filePath, fileMode: 'NORMAL', fileSize: fileContent.length, fileContent };
      },
    },
    CreatePullRequest: {
      access: (input, context) => input.targets.map(({ repositoryName }: any) => ({ action: 'codecommit:CreatePullRequest', resource: arnOf(context, repositoryName) })),
      run: async (input, context) => {
        const [{ repositoryName, sourceReference, destinationReference = repositories.get(context, input.targets[0].repositoryName).defaultBranch ?? 'main' }] = input.targets;
        const names = { source: short(sourceReference), destination: short(destinationReference) };
        return { pullRequest: described(await pullRequests.open(repositories.get(context, repositoryName), { title: input.title, description: input.description, ...names }, context.principal.arn)) };
      },
    },
    GetPullRequest: { access: onRequest('GetPullRequest'), run: async (input, context) => ({ pullRequest: described(await pullRequests.seen(pullRequests.get(input.pullRequestId, context))) }) },
    ListPullRequests: {
      access: named('ListPullRequests'),
      run: async (input, context) => ({
        pullRequestIds: pullRequests.of(get(input, context)).filter(({ status }) => !input.pullRequestStatus || status === input.pullRequestStatus).map(({ pullRequestId }) => pullRequestId),
      }),
    },
    UpdatePullRequestStatus: {
      access: onRequest('UpdatePullRequestStatus'),
      run: async (input, context) => {
        const request = pullRequests.get(input.pullRequestId, context);
        if (input.pullRequestStatus === 'OPEN' && request.status === 'CLOSED') throw new AwsError('InvalidPullRequestStatusUpdateException', 'a closed pull request cannot be opened again');
        if (input.pullRequestStatus === 'CLOSED') await pullRequests.close(request, context.principal.arn);
        return { pullRequest: described(request) };
      },
    },
    MergePullRequestByFastForward: { access: onMerge('MergePullRequestByFastForward'), run: merging('FAST_FORWARD_MERGE') },
    MergePullRequestBySquash: { access: onMerge('MergePullRequestBySquash'), run: merging('SQUASH_MERGE') },
    MergePullRequestByThreeWay: { access: onMerge('MergePullRequestByThreeWay'), run: merging('THREE_WAY_MERGE') },
  };
}

const short = (reference: string) => reference.replace(/^refs\/heads\//, '');

function metadata(repository: Repository, repositories: Repositories) {
  return {
    accountId: repository.account, repositoryId: repository.id, repositoryName: repository.name, repositoryDescription: repository.description, defaultBranch: repository.defaultBranch,
    creationDate: repository.created, lastModifiedDate: repository.created, cloneUrlHttp: repositories.cloneUrl(repository), Arn: repository.arn,
  };
}

function described({ repository, merge, ...request }: PullRequest) {
  return {
    pullRequestId: request.pullRequestId, title: request.title, description: request.description, authorArn: request.authorArn,
    creationDate: request.creationDate, lastActivityDate: request.lastActivityDate, pullRequestStatus: request.status,
    pullRequestTargets: [{
      repositoryName: repository.name, sourceReference: `refs/heads/${request.source}`, destinationReference: `refs/heads/${request.destination}`, mergeBase: request.mergeBase,
      sourceCommit: request.sourceCommit, destinationCommit: request.destinationCommit,
      mergeMetadata: { isMerged: merge !== undefined, mergedBy: merge?.by, mergeCommitId: merge?.commit, mergeOption: merge?.option },
    }],
  };
}

async function commitDetails({ folder, name }: Repository, commitId: string) {
  const text = await git(['show', '--no-patch', '--format=%H%x00%T%x00%P%x00%an%x00%ae%x00%at +0000%x00%cn%x00%ce%x00%ct +0000%x00%B', commitId], { cwd: folder }).catch(() => {
    throw new AwsError('CommitIdDoesNotExistException', `${commitId} is no commit of ${name}`);
  });
  const [id, treeId, parents, authorName, authorEmail, authorDate, committerName, committerEmail, committerDate, message] = text.split('\0');
  return {
    commitId: id, treeId, parents: parents.split(' ').filter(Boolean), message: message.trimEnd(),
    author: { name: authorName, email: authorEmail, date: authorDate }, committer: { name: committerName, email: committerEmail, date: committerDate },
  };
}
