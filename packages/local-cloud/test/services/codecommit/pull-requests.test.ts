import {
  CodeCommitClient, CreatePullRequestCommand, CreateRepositoryCommand, GetBranchCommand, GetCommitCommand, GetPullRequestCommand, ListPullRequestsCommand, MergePullRequestByFastForwardCommand,
  MergePullRequestBySquashCommand, MergePullRequestByThreeWayCommand, UpdatePullRequestStatusCommand,
} from '@aws-sdk/client-codecommit';
import { ACCOUNT, CloudUnderTest, eventually } from '../codebuild/cloud-under-test';
import { WorkingCopy } from './working-copy';

let cloud: CloudUnderTest;
let client: CodeCommitClient;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  client = cloud.client(CodeCommitClient);
});

afterAll(() => cloud.stop());

interface Situation {
  readonly repositoryName: string;
  readonly pullRequestId: string;
  readonly copy: WorkingCopy;
  /** The heads of main and of feature. */
  readonly main: string;
  readonly feature: string;
}

/** A request to take two commits of `feature` into `main`. @param ahead what main has got meanwhile */
async function situation(repositoryName: string, ahead?: Record<string, string>): Promise<Situation> {
  await client.send(new CreateRepositoryCommand({ repositoryName }));
  const copy = await WorkingCopy.of(cloud, repositoryName);
  const base = await copy.commit('begins', { file: 'base\n' });
  await copy.push();
  await copy.commit('one', { file: 'feature\n' });
  const feature = await copy.commit('two', { added: 'feature\n' });
  await copy.push('HEAD:refs/heads/feature');
  let main = base;
  if (ahead) {
    await copy.git('checkout', '--quiet', base);
    main = await copy.commit('meanwhile', ahead);
    await copy.push();
  }
  const targets = [{ repositoryName, sourceReference: 'feature', destinationReference: 'main' }];
  const { pullRequest } = await client.send(new CreatePullRequestCommand({ title: `Take ${repositoryName}`, targets }));
  return { repositoryName, pullRequestId: pullRequest?.pullRequestId ?? '', copy, main, feature };
}

const head = async (repositoryName: string) => (await client.send(new GetBranchCommand({ repositoryName, branchName: 'main' }))).branch?.commitId ?? '';
const get = async (pullRequestId: string) => (await client.send(new GetPullRequestCommand({ pullRequestId }))).pullRequest;

test('a request knows its branches, where they part and who made it', async () => {
  const { pullRequestId, repositoryName, main, feature } = await situation('asked');
  const request = await get(pullRequestId);
  expect(request).toMatchObject({ title: 'Take asked', pullRequestStatus: 'OPEN', authorArn: `arn:aws:iam::${ACCOUNT}:root` });
  expect(request?.pullRequestTargets).toEqual([{
    repositoryName, sourceReference: 'refs/heads/feature', destinationReference: 'refs/heads/main', sourceCommit: feature, destinationCommit: main, mergeBase: main, mergeMetadata: { isMerged: false },
  }]);
  expect((await client.send(new ListPullRequestsCommand({ repositoryName, pullRequestStatus: 'OPEN' }))).pullRequestIds).toEqual([pullRequestId]);
});

test('a request follows its branch, and is its account\'s alone', async () => {
  const { pullRequestId, copy } = await situation('followed');
  const third = await copy.commit('three', { third: '' });
  await copy.push('HEAD:refs/heads/feature');
  expect((await get(pullRequestId))?.pullRequestTargets?.[0].sourceCommit).toBe(third);
  const stranger = cloud.client(CodeCommitClient, '222222222222');
  await expect(stranger.send(new GetPullRequestCommand({ pullRequestId }))).rejects.toMatchObject({ name: 'PullRequestDoesNotExistException' });
});

test('a fast-forward moves the branch, and closes the request', async () => {
  const { pullRequestId, repositoryName, feature } = await situation('forward');
  await client.send(new MergePullRequestByFastForwardCommand({ pullRequestId, repositoryName }));
  expect(await head(repositoryName)).toBe(feature);
  expect(await get(pullRequestId)).toMatchObject({ pullRequestStatus: 'CLOSED', pullRequestTargets: [{ mergeMetadata: { isMerged: true, mergeOption: 'FAST_FORWARD_MERGE', mergeCommitId: feature } }] });
  await expect(client.send(new MergePullRequestByFastForwardCommand({ pullRequestId, repositoryName }))).rejects.toMatchObject({ name: 'PullRequestAlreadyClosedException' });
});

test('a fast-forward is refused when the branch has moved on', async () => {
  const { pullRequestId, repositoryName, main } = await situation('not-forward', { other: 'main\n' });
  await expect(client.send(new MergePullRequestByFastForwardCommand({ pullRequestId, repositoryName }))).rejects.toMatchObject({ name: 'ManualMergeRequiredException' });
  expect(await head(repositoryName)).toBe(main);
  expect((await get(pullRequestId))?.pullRequestStatus).toBe('OPEN');
});

test('a squash makes one commit of both, on top of the branch', async () => {
  const { pullRequestId, repositoryName, copy, main } = await situation('squashed', { other: 'main\n' });
  await client.send(new MergePullRequestBySquashCommand({ pullRequestId, repositoryName, commitMessage: 'both at once', authorName: 'Grace', email: 'grace@example.com' }));
  const { commit } = await client.send(new GetCommitCommand({ repositoryName, commitId: await head(repositoryName) }));
  expect(commit).toMatchObject({ parents: [main], message: 'both at once', author: { name: 'Grace', email: 'grace@example.com' } });
  await copy.fetch();
  expect(copy.files).toEqual({ added: 'feature\n', file: 'feature\n', other: 'main\n' });
});

test('a three-way merge has both parents', async () => {
  const { pullRequestId, repositoryName, main, feature } = await situation('three-way', { other: 'main\n' });
  await client.send(new MergePullRequestByThreeWayCommand({ pullRequestId, repositoryName }));
  expect((await client.send(new GetCommitCommand({ repositoryName, commitId: await head(repositoryName) }))).commit?.parents).toEqual([main, feature]);
});

test('branches that conflict are merged by nobody but a person', async () => {
  const { pullRequestId, repositoryName, main } = await situation('conflict', { file: 'main\n' });
  for (const merge of [new MergePullRequestBySquashCommand({ pullRequestId, repositoryName }), new MergePullRequestByThreeWayCommand({ pullRequestId, repositoryName })]) {
    await expect(client.send(merge as MergePullRequestBySquashCommand)).rejects.toMatchObject({ name: 'ManualMergeRequiredException' });
  }
  expect(await head(repositoryName)).toBe(main);
  expect((await get(pullRequestId))?.pullRequestStatus).toBe('OPEN');
});

test('a request that is closed is not opened again', async () => {
  const { pullRequestId, repositoryName } = await situation('closed');
  await client.send(new UpdatePullRequestStatusCommand({ pullRequestId, pullRequestStatus: 'CLOSED' }));
  await expect(client.send(new UpdatePullRequestStatusCommand({ pullRequestId, pullRequestStatus: 'OPEN' }))).rejects.toMatchObject({ name: 'InvalidPullRequestStatusUpdateException' });
  expect((await client.send(new ListPullRequestsCommand({ repositoryName, pullRequestStatus: 'OPEN' }))).pullRequestIds).toEqual([]);
});

test('who may not merge into a branch is refused, and so is who names another repository than the request\'s', async () => {
  const [one, other] = [await situation('guarded'), await situation('free')];
  const Condition = { StringNotEquals: { 'codecommit:References': 'refs/heads/main' } };
  const elsewhere = cloud.client(CodeCommitClient, await cloud.session('elsewhere', [{ Effect: 'Allow', Action: 'codecommit:*', Resource: '*', Condition }]));
  await expect(elsewhere.send(new MergePullRequestByFastForwardCommand({ pullRequestId: one.pullRequestId, repositoryName: 'guarded' }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const free = cloud.client(CodeCommitClient, await cloud.session('in-free', [{ Effect: 'Allow', Action: 'codecommit:*', Resource: `arn:aws:codecommit:eu-west-1:${ACCOUNT}:free` }]));
  await expect(free.send(new MergePullRequestByFastForwardCommand({ pullRequestId: one.pullRequestId, repositoryName: 'free' }))).rejects.toMatchObject({ name: 'PullRequestDoesNotExistException' });
  expect(await head('guarded')).toBe(one.main);
  await free.send(new MergePullRequestByFastForwardCommand({ pullRequestId: other.pullRequestId, repositoryName: 'free' }));
});

test('requests and merges are told to EventBridge', async () => {
  const events = await cloud.watch('aws.codecommit');
  const { pullRequestId, repositoryName, main, feature } = await situation('told');
  await client.send(new MergePullRequestByFastForwardCommand({ pullRequestId, repositoryName }));
  const seen = await eventually(async () => {
    const mine = (await events()).filter(({ 'detail-type': type, detail }) => type === 'CodeCommit Pull Request State Change' && detail.pullRequestId === pullRequestId);
    return mine.length === 2 && mine;
  }, 'two events');
  expect(seen.map(({ detail }) => [detail.event, detail.pullRequestStatus, detail.isMerged])).toEqual([['pullRequestCreated', 'Open', 'False'], ['pullRequestMergeStatusUpdated', 'Closed', 'True']]);
  expect(seen[0].detail).toMatchObject({ sourceReference: 'refs/heads/feature', destinationReference: 'refs/heads/main', sourceCommit: feature, destinationCommit: main, repositoryNames: [repositoryName] });
});
