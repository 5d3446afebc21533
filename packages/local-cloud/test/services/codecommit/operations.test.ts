import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CodeCommitClient, CreateBranchCommand, CreateRepositoryCommand, DeleteRepositoryCommand, GetBranchCommand, GetCommitCommand, GetFileCommand, GetRepositoryCommand, ListRepositoriesCommand,
} from '@aws-sdk/client-codecommit';
import { strToU8, zipSync } from 'fflate';
import { ACCOUNT, CloudUnderTest, eventually } from '../codebuild/cloud-under-test';
import { WorkingCopy } from './working-copy';

let cloud: CloudUnderTest;
let client: CodeCommitClient;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  client = cloud.client(CodeCommitClient);
});

afterAll(() => cloud.stop());

const folderOf = (name: string) => path.join(cloud.local.state, 'git', ACCOUNT, 'eu-west-1', `${name}.git`);

async function repository(repositoryName: string): Promise<WorkingCopy> {
  await client.send(new CreateRepositoryCommand({ repositoryName, repositoryDescription: 'of a test' }));
  return WorkingCopy.of(cloud, repositoryName);
}

describe('a repository', () => {
  test('is made once, found, listed and deleted with all it held', async () => {
    const copy = await repository('kept');
    await expect(repository('kept')).rejects.toMatchObject({ name: 'RepositoryNameExistsException' });
    const { repositoryMetadata } = await client.send(new GetRepositoryCommand({ repositoryName: 'kept' }));
    expect(repositoryMetadata).toMatchObject({ accountId: ACCOUNT, repositoryDescription: 'of a test', cloneUrlHttp: `${cloud.local.endpoint}/v1/repos/kept`, Arn: `arn:aws:codecommit:eu-west-1:${ACCOUNT}:kept` });
    expect((await client.send(new ListRepositoriesCommand({}))).repositories).toContainEqual({ repositoryName: 'kept', repositoryId: repositoryMetadata?.repositoryId });
    await copy.commit('begins', { a: '1' });
    await copy.push();
    expect(existsSync(folderOf('kept'))).toBe(true);
    expect((await client.send(new DeleteRepositoryCommand({ repositoryName: 'kept' }))).repositoryId).toBe(repositoryMetadata?.repositoryId);
    expect(existsSync(folderOf('kept'))).toBe(false);
    await expect(copy.push()).rejects.toThrow(/not found/);
    await expect(client.send(new GetRepositoryCommand({ repositoryName: 'kept' }))).rejects.toMatchObject({ name: 'RepositoryDoesNotExistException' });
    expect((await client.send(new DeleteRepositoryCommand({ repositoryName: 'kept' }))).repositoryId).toBeUndefined();
  });

  test('has the branch that was pushed first as its default, for clones and for GetFile', async () => {
    const copy = await repository('trunked');
    const commit = await copy.commit('begins', { a: '1' });
    await copy.push('HEAD:refs/heads/trunk');
    expect((await client.send(new GetRepositoryCommand({ repositoryName: 'trunked' }))).repositoryMetadata?.defaultBranch).toBe('trunk');
    expect((await client.send(new GetFileCommand({ repositoryName: 'trunked', filePath: 'a' }))).commitId).toBe(commit);
    await copy.git('clone', '--quiet', copy.url(), 'cloned');
    expect(await copy.git('-C', 'cloned', 'branch', '--show-current')).toBe('trunk\n');
  });

  test('answers for its files and commits', async () => {
    const copy = await repository('read');
    const first = await copy.commit('begins', { 'deep/file': 'one\n' });
    const second = await copy.commit('goes on\n\nin lines', { 'deep/file': 'two\n' });
    await copy.push();
    const file = await client.send(new GetFileCommand({ repositoryName: 'read', filePath: 'deep/file', commitSpecifier: first }));
    expect([Buffer.from(file.fileContent ?? []).toString(), file.fileSize]).toEqual(['one\n', 4]);
    expect(Buffer.from((await client.send(new GetFileCommand({ repositoryName: 'read', filePath: 'deep/file' }))).fileContent ?? []).toString()).toBe('two\n');
    expect((await client.send(new GetCommitCommand({ repositoryName: 'read', commitId: second }))).commit).toMatchObject({ commitId: second, parents: [first], message: 'goes on\n\nin lines', author: { name: 'Ada', email: 'ada@example.com' } });
    await expect(client.send(new GetFileCommand({ repositoryName: 'read', filePath: 'none' }))).rejects.toMatchObject({ name: 'FileDoesNotExistException' });
    await expect(client.send(new GetCommitCommand({ repositoryName: 'read', commitId: 'f'.repeat(40) }))).rejects.toMatchObject({ name: 'CommitIdDoesNotExistException' });
  });

  test('gets a branch at a commit, once, from those who may make it', async () => {
    const copy = await repository('branched');
    const commitId = await copy.commit('begins', { a: '1' });
    await copy.push();
    const create = (branchName: string) => new CreateBranchCommand({ repositoryName: 'branched', branchName, commitId });
    await client.send(create('next'));
    expect((await client.send(new GetBranchCommand({ repositoryName: 'branched', branchName: 'next' }))).branch).toEqual({ branchName: 'next', commitId });
    await expect(client.send(create('next'))).rejects.toMatchObject({ name: 'BranchNameExistsException' });
    await expect(client.send(new GetBranchCommand({ repositoryName: 'branched', branchName: 'none' }))).rejects.toMatchObject({ name: 'BranchDoesNotExistException' });
    const Condition = { StringLike: { 'codecommit:References': 'refs/heads/feature/*' } };
    const session = cloud.client(CodeCommitClient, await cloud.session('features', [{ Effect: 'Allow', Action: 'codecommit:CreateBranch', Resource: '*', Condition }]));
    await session.send(create('feature/one'));
    await expect(session.send(create('release'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('a repository of a template', () => {
  const stack = async (StackName: string, Code: object, RepositoryName = StackName) => {
    const formation = cloud.client(CloudFormationClient);
    const Resources = { Repository: { Type: 'AWS::CodeCommit::Repository', Properties: { RepositoryName, Code } } };
    const Outputs = { Url: { Value: { 'Fn::GetAtt': ['Repository', 'CloneUrlHttp'] } } };
    await formation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources, Outputs }) }));
    return eventually(async () => {
      const [described] = (await formation.send(new DescribeStacksCommand({ StackName }))).Stacks ?? [];
      return /_IN_PROGRESS$/.test(described.StackStatus ?? '') ? undefined : described;
    }, `stack ${StackName}`, 40);
  };

  test('begins with the content of a zip, on the branch it names, and goes with its stack', async () => {
    await cloud.bucket('seeds');
    await cloud.put('seeds', 'seed.zip', zipSync({ 'README.md': strToU8('seeded\n'), 'src/.gitignore': strToU8('*\n'), 'src/app.py': strToU8('') }));
    expect(await stack('seeded', { S3: { Bucket: 'seeds', Key: 'seed.zip' }, BranchName: 'trunk' })).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: `${cloud.local.endpoint}/v1/repos/seeded` }] });
    const copy = await WorkingCopy.of(cloud, 'seeded');
    await copy.git('clone', '--quiet', copy.url(), 'cloned');
    expect(await copy.git('-C', 'cloned', 'ls-files')).toBe('README.md\nsrc/.gitignore\nsrc/app.py\n');
    expect(await copy.git('-C', 'cloned', 'log', '--format=%s')).toBe('Initial commit by AWS CodeCommit\n');
    await cloud.client(CloudFormationClient).send(new DeleteStackCommand({ StackName: 'seeded' }));
    await eventually(async () => !existsSync(folderOf('seeded')), 'the end of the repository');
  });

  test('fails without the zip, and leaves no repository', async () => {
    expect((await stack('unseeded', { S3: { Bucket: 'nowhere', Key: 'seed.zip' } })).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(existsSync(folderOf('unseeded'))).toBe(false);
  });
});
