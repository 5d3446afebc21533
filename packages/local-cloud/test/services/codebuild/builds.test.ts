import { BatchGetProjectsCommand, DeleteProjectCommand, ListBuildsForProjectCommand, ListProjectsCommand, UpdateProjectCommand } from '@aws-sdk/client-codebuild';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { Builds, messagesOf, phasesOf } from './builds';
import { CloudUnderTest, eventually } from './cloud-under-test';

let cloud: CloudUnderTest;
let builds: Builds;
let role: string;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  role = await cloud.role('build', 'codebuild.amazonaws.com');
  builds = new Builds(cloud, role);
  await cloud.bucket('artifacts');
});

afterAll(() => cloud.stop());

const doing = (...commands: string[]) => ({ phases: { build: { commands } } });
const printed = async (build: Parameters<Builds['output']>[0]) => (await builds.output(build)).filter((line) => !line.startsWith('[Container]'));

describe('variables of a build', () => {
  test('come from the specification, the project and the start, the later one wins', async () => {
    const build = await builds.run('variables', { ...doing('echo $A $B $C'), env: { variables: { A: 'spec', B: 'spec', C: 'spec' } } }, {
      environmentVariablesOverride: [{ name: 'C', value: 'start' }],
    }, { environment: { type: 'LINUX_CONTAINER', image: 'tests/python', computeType: 'BUILD_GENERAL1_SMALL', environmentVariables: [{ name: 'B', value: 'project' }, { name: 'C', value: 'project' }] } });
    expect(await printed(build)).toEqual(['spec project start']);
  });

  test('come from the parameter store by name, in the specification and in the start', async () => {
    await cloud.client(SSMClient).send(new PutParameterCommand({ Name: '/team/secret', Value: 'whispered', Type: 'SecureString' }));
    const build = await builds.run('parameters', { ...doing('echo $FROM_SPEC $FROM_START'), env: { 'parameter-store': { FROM_SPEC: '/team/secret' } } }, {
      environmentVariablesOverride: [{ name: 'FROM_START', value: '/team/secret', type: 'PARAMETER_STORE' }],
    });
    expect(await printed(build)).toEqual(['whispered whispered']);
  });

  test('leave it when they are exported', async () => {
    const build = await builds.run('exports', { ...doing('export DIGEST="a=b c"', 'export HIDDEN=1'), env: { 'exported-variables': ['DIGEST'] } });
    expect(build.exportedEnvironmentVariables).toEqual([{ name: 'DIGEST', value: 'a=b c' }]);
  });

  test('act as the service role, and hold nothing of the user\'s environment', async () => {
    process.env.OF_THE_USER = 'private';
    const build = await builds.run('role', doing('python3 -c "import boto3; print(boto3.client(\'sts\').get_caller_identity()[\'Arn\'])"', 'echo [$OF_THE_USER]', 'echo $AWS_PROFILE$AWS_EC2_METADATA_DISABLED'));
    delete process.env.OF_THE_USER;
    expect(await printed(build)).toEqual([expect.stringMatching(/:assumed-role\/build\/AWSCodeBuild-/), '[]', 'true']);
  });
});

describe('artifacts of a build', () => {
  const files = doing('mkdir -p out/deep && echo 1 > out/one.txt && echo 2 > out/deep/two.txt && echo 3 > out/deep/three.md && chmod +x out/one.txt');
  const intoBucket = (name: string, changes: object = {}) => ({ artifacts: { type: 'S3' as const, location: 'artifacts', name, packaging: 'ZIP' as const, ...changes } });
  const content = async (key: string) => Object.keys(unzipSync(await cloud.get('artifacts', key))).sort();

  test.each([
    ['a star stays within a folder', ['*.txt'], ['one.txt']],
    ['two stars cross folders', ['**/*.txt'], ['deep/two.txt', 'one.txt']],
    ['two stars alone take everything', ['**/*'], ['deep/three.md', 'deep/two.txt', 'one.txt']],
    ['several patterns are taken together', ['one.txt', 'deep/*.md'], ['deep/three.md', 'one.txt']],
  ])('%s', async (title, patterns, expected) => {
    const name = title.replace(/ /g, '-');
    await builds.run(name, { ...files, artifacts: { 'base-directory': 'out', 'files': patterns } }, {}, intoBucket(name));
    expect(await content(name)).toEqual(expected);
  });

  test('lose their folders where the specification says so, and are put one by one without packaging', async () => {
    await builds.run('flat', { ...files, artifacts: { 'base-directory': 'out', 'files': ['**/*.txt'], 'discard-paths': 'yes' } }, {}, intoBucket('flat', { packaging: 'NONE', path: 'below' }));
    expect(Buffer.from(await cloud.get('artifacts', 'below/flat/two.txt')).toString()).toBe('2\n');
  });

  test('that match nothing fail the build', async () => {
    const build = await builds.run('nothing', { ...files, artifacts: { files: ['*.whl'] } }, {}, intoBucket('nothing'));
    expect(phasesOf(build)).toMatchObject({ BUILD: 'SUCCEEDED', UPLOAD_ARTIFACTS: 'FAILED' });
    expect(messagesOf(build)).toBe('no matching artifact paths found for *.whl in .');
  });
});

describe('a source in S3', () => {
  test('is the folder the build runs in, with its own specification', async () => {
    await cloud.put('artifacts', 'source.zip', zipSync({ 'buildspec.yml': strToU8('version: 0.2\nphases:\n  build:\n    commands: [cat data/in.txt, \'[ "$PWD" = "$CODEBUILD_SRC_DIR" ]\']\n'), 'data/in.txt': strToU8('from the zip\n') }));
    const build = await builds.run('sourced', 'ignored', {}, { source: { type: 'S3', location: 'artifacts/source.zip' } });
    expect(build.buildStatus).toBe('SUCCEEDED');
    expect(await printed(build)).toEqual(['from the zip']);
  });

  test('without a specification fails the build and names the file', async () => {
    await cloud.put('artifacts', 'empty.zip', zipSync({ readme: strToU8('') }));
    const build = await builds.run('unspecified', 'ignored', {}, { source: { type: 'S3', location: 'artifacts/empty.zip', buildspec: 'ci/build.yml' } });
    expect(phasesOf(build)).toEqual({ DOWNLOAD_SOURCE: 'FAILED' });
    expect(messagesOf(build)).toBe('stat ci/build.yml: no such file or directory: the source has no build specification');
  });

  test('that the service role may not read fails the build', async () => {
    const poor = new Builds(cloud, await cloud.role('poor', 'codebuild.amazonaws.com', [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }]));
    const build = await poor.run('denied', 'ignored', {}, { source: { type: 'S3', location: 'artifacts/source.zip' } });
    expect(build.buildStatus).toBe('FAILED');
    expect(messagesOf(build)).toMatch(/s3:GetObject/);
  });
});

describe('what a build refuses', () => {
  test.each([
    ['another version', 'version: 0.1\nphases: {}\n', 'version is 0.1: it must be 0.2'],
    ['a phase that there is not', 'version: 0.2\nphases:\n  deploy: {}\n', 'phases.deploy: phases are install, pre_build, build, post_build'],
    ['what it would ignore', 'version: 0.2\nbatch: {}\nenv:\n  secrets-manager: {}\nphases: {}\n', 'batch is not in the table of what runs; env.secrets-manager is not in the table of what runs'],
    ['no YAML', 'version: [\n', 'the build specification is no YAML'],
  ])('%s', async (title, text, message) => {
    expect(messagesOf(await builds.run(`refused-${title.replace(/ /g, '-')}`, text))).toContain(message);
  });

  test('an image that no row of the table knows, naming it and the way round', async () => {
    const build = await builds.run('image', doing('true'), { imageOverride: 'example/own:1' });
    expect(messagesOf(build)).toMatch(/no environment stands for image example\/own:1\. Known are .*; give another with the images option/);
  });

  test('a role that CodeBuild may not assume', async () => {
    const strange = new Builds(cloud, await cloud.role('strange', 'lambda.amazonaws.com'));
    expect(messagesOf(await strange.run('untrusted', doing('true')))).toMatch(/sts:AssumeRole/);
  });

  test('a start with an override that would have no effect', async () => {
    await builds.project('override', doing('true'));
    await expect(builds.start('override', { sourceVersion: 'abc' })).rejects.toThrow('StartBuild with sourceVersion is not in the table of what runs');
  });
});

test('a project is found, changed and deleted, and lists its builds, the newest first', async () => {
  await builds.project('kept', doing('echo $CODEBUILD_BUILD_NUMBER'));
  const ids = [await builds.start('kept'), await builds.start('kept')];
  await Promise.all(ids.map((id) => builds.ended(id)));
  expect((await builds.client.send(new ListBuildsForProjectCommand({ projectName: 'kept' }))).ids).toEqual([...ids].reverse());
  await builds.client.send(new UpdateProjectCommand({ name: 'kept', description: 'changed' }));
  const { projects: [project] = [], projectsNotFound } = await builds.client.send(new BatchGetProjectsCommand({ names: ['kept', 'lost'] }));
  expect(project).toMatchObject({ description: 'changed', serviceRole: role });
  expect(projectsNotFound).toEqual(['lost']);
  await builds.client.send(new DeleteProjectCommand({ name: 'kept' }));
  expect((await builds.client.send(new ListProjectsCommand({}))).projects).not.toContain('kept');
  await expect(builds.start('kept')).rejects.toThrow('Project cannot be found: kept');
});

test('a build tells EventBridge when it begins and how it ends', async () => {
  const events = await cloud.watch('aws.codebuild');
  const build = await builds.run('told', doing('false'));
  const seen = await eventually(async () => {
    const mine = (await events()).filter(({ detail }) => detail['build-id'] === build.arn);
    return mine.length === 2 && mine;
  }, 'two events');
  expect(seen.map(({ detail }) => detail['build-status'])).toEqual(['IN_PROGRESS', 'FAILED']);
  expect(seen[1]).toMatchObject({ 'detail-type': 'CodeBuild Build State Change', 'resources': [build.arn], 'detail': { 'project-name': 'told', 'current-phase': 'COMPLETED' } });
});
