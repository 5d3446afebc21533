import { randomBytes } from 'node:crypto';
import { CodeCommitClient, CreateRepositoryCommand, GetBranchCommand, ListBranchesCommand } from '@aws-sdk/client-codecommit';
import { ACCOUNT, CloudUnderTest, EVERYTHING, eventually, type Statement } from '../codebuild/cloud-under-test';
import { WorkingCopy } from './working-copy';

let cloud: CloudUnderTest;
let client: CodeCommitClient;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  client = cloud.client(CodeCommitClient);
});

afterAll(() => cloud.stop());

async function repository(repositoryName: string): Promise<WorkingCopy> {
  await client.send(new CreateRepositoryCommand({ repositoryName }));
  return WorkingCopy.of(cloud, repositoryName);
}

const head = async (repositoryName: string, branchName = 'main') => (await client.send(new GetBranchCommand({ repositoryName, branchName }))).branch?.commitId;
const arn = (name: string) => `arn:aws:codecommit:eu-west-1:${ACCOUNT}:${name}`;
/** As CodeCommit's own guide protects a branch. */
const protectedMain = (name: string): Statement[] => [
  { Effect: 'Allow', Action: 'codecommit:*', Resource: arn(name) },
  { Effect: 'Deny', Action: 'codecommit:GitPush', Resource: arn(name), Condition: { StringEqualsIfExists: { 'codecommit:References': ['refs/heads/main'] }, Null: { 'codecommit:References': 'false' } } },
];

describe('git', () => {
  test('pushes branches and clones them again', async () => {
    const copy = await repository('whole');
    const commit = await copy.commit('begins', { 'README.md': 'hello\n', 'deep/er/file': 'x' });
    await copy.push();
    await copy.push('HEAD:refs/heads/feature');
    expect(await head('whole')).toBe(commit);
    expect((await client.send(new ListBranchesCommand({ repositoryName: 'whole' }))).branches).toEqual(['feature', 'main']);
    const other = await WorkingCopy.of(cloud, 'whole');
    await other.git('clone', '--quiet', other.url(), 'cloned');
    expect(await other.git('-C', 'cloned', 'log', '-1', '--format=%H %s %an')).toBe(`${commit} begins Ada\n`);
    expect(await other.git('-C', 'cloned', 'ls-files')).toBe('README.md\ndeep/er/file\n');
  });

  test('is refused a push that would lose commits, as anywhere', async () => {
    const copy = await repository('behind');
    await copy.commit('begins', { a: '1' });
    await copy.push();
    const other = await WorkingCopy.of(cloud, 'behind');
    await other.commit('begins apart', { b: '1' });
    await expect(other.push()).rejects.toThrow(/rejected/);
    await other.push('HEAD:refs/heads/main', '--force');
    expect(await head('behind')).toBe((await other.git('rev-parse', 'HEAD')).trim());
  });

  test.each([['a small push', 1], ['a push in several requests', 3_000_000]])('is refused %s to a protected branch and to it alone', async (_, bytes) => {
    const name = `protected-${bytes}`;
    const copy = await repository(name);
    const before = await copy.commit('begins', { a: '1' });
    await copy.push();
    const developer = await WorkingCopy.of(cloud, name, await cloud.session(`developer-${bytes}`, protectedMain(name)));
    await developer.fetch();
    const commit = await developer.commit('more', { large: randomBytes(bytes) });
    await expect(developer.push()).rejects.toThrow(/403/);
    await developer.push('HEAD:refs/heads/feature');
    expect([await head(name), await head(name, 'feature')]).toEqual([before, commit]);
    // a protected branch among others
    await expect(developer.git('push', developer.url(), 'HEAD:refs/heads/second', 'HEAD:refs/heads/main')).rejects.toThrow(/403/);
    expect(await head(name)).toBe(before);
  });

  test('may pull with GitPull alone, and not push', async () => {
    const copy = await repository('readable');
    await copy.commit('begins', { a: '1' });
    await copy.push();
    const reader = await WorkingCopy.of(cloud, 'readable', await cloud.session('reader', [{ Effect: 'Allow', Action: 'codecommit:GitPull', Resource: arn('readable') }]));
    await reader.fetch();
    expect(reader.files).toEqual({ a: '1' });
    await expect(reader.push('HEAD:refs/heads/mine')).rejects.toThrow(/403/);
    const stranger = await WorkingCopy.of(cloud, 'readable', await cloud.session('stranger', [{ Effect: 'Allow', Action: 'codecommit:GitPull', Resource: arn('other') }]));
    await expect(stranger.fetch()).rejects.toThrow(/403/);
  });
});

describe('a login', () => {
  let session: Awaited<ReturnType<CloudUnderTest['session']>>;
  let copy: WorkingCopy;

  beforeAll(async () => {
    await repository('locked');
    session = await cloud.session('owner', EVERYTHING);
    copy = await WorkingCopy.of(cloud, 'locked', session);
  });

  const status = async (url: string) => {
    const { username, password, origin, pathname } = new URL(url);
    const authorization = `Basic ${Buffer.from(`${decodeURIComponent(username)}:${password}`).toString('base64')}`;
    return (await fetch(`${origin}${pathname}/info/refs?service=git-upload-pack`, username ? { headers: { authorization } } : {})).status;
  };

  test('is needed, and asked for', async () => {
    const plain = new URL(copy.url());
    const answer = await fetch(`${plain.origin}${plain.pathname}/info/refs?service=git-upload-pack`);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="CodeCommit"']);
  });

  test('with the session\'s secret is taken; with another one, for another repository or an old one it is not', async () => {
    const minutes = (count: number) => new Date(Date.now() - count * 60_000);
    expect(await status(copy.url())).toBe(200);
    expect(await status(copy.url({ now: minutes(10) }))).toBe(200);
    expect(await status(copy.url({ now: minutes(20) }))).toBe(403);
    expect(await status(copy.url({ credentials: { ...session, secretAccessKey: 'guessed' } }))).toBe(403);
    expect(await status(copy.url().replace('/locked', '/whole'))).toBe(403);
    expect(await status(copy.url({ credentials: { ...session, accessKeyId: 'ASIAUNKNOWNUNKNOWN00' } }))).toBe(403);
  });

  test('of another account finds no repository of this one', async () => {
    expect(await status((await WorkingCopy.of(cloud, 'locked', '222222222222')).url())).toBe(404);
  });
});

test('a push is told to EventBridge as it is on AWS, once for each reference', async () => {
  const events = await cloud.watch('aws.codecommit');
  const copy = await repository('told');
  const first = await copy.commit('begins', { a: '1' });
  await copy.push();
  const second = await copy.commit('more', { a: '2' });
  await copy.git('push', copy.url(), 'HEAD:refs/heads/main', 'HEAD:refs/tags/v1');
  await copy.push('HEAD:refs/heads/main');
  await copy.git('push', copy.url(), ':refs/tags/v1');
  const seen = await eventually(async () => {
    const mine = (await events()).filter(({ resources }) => resources[0] === arn('told'));
    return mine.length === 4 && mine;
  }, 'four events');
  expect(seen.map(({ detail: { event, referenceType, referenceName } }) => `${event} ${referenceType} ${referenceName}`)).toEqual([
    'referenceCreated branch main', 'referenceUpdated branch main', 'referenceCreated tag v1', 'referenceDeleted tag v1',
  ]);
  expect(seen[1]).toMatchObject({
    'source': 'aws.codecommit', 'account': ACCOUNT, 'region': 'eu-west-1', 'detail-type': 'CodeCommit Repository State Change',
    'detail': { callerUserArn: `arn:aws:iam::${ACCOUNT}:root`, commitId: second, oldCommitId: first, referenceFullName: 'refs/heads/main', repositoryName: 'told', repositoryId: expect.any(String) },
  });
});
