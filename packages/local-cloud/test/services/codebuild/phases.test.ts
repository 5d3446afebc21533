import { Builds, messagesOf, phasesOf } from './builds';
import { CloudUnderTest } from './cloud-under-test';

let cloud: CloudUnderTest;
let builds: Builds;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  builds = new Builds(cloud, await cloud.role('build', 'codebuild.amazonaws.com'));
});

afterAll(() => cloud.stop());

const says = (...commands: string[]) => ({ commands });

describe('phases of a build', () => {
  test('run in their order, in one shell, and what they print arrives in CloudWatch Logs', async () => {
    const build = await builds.run('order', {
      phases: { post_build: says('echo last $KEPT'), build: says('echo third $KEPT'), pre_build: says('echo second'), install: says('export KEPT=kept', 'echo first') },
    });
    expect(build.buildStatus).toBe('SUCCEEDED');
    expect(phasesOf(build)).toEqual({ DOWNLOAD_SOURCE: 'SUCCEEDED', INSTALL: 'SUCCEEDED', PRE_BUILD: 'SUCCEEDED', BUILD: 'SUCCEEDED', POST_BUILD: 'SUCCEEDED', UPLOAD_ARTIFACTS: 'SUCCEEDED' });
    const lines = await builds.output(build);
    expect(lines.filter((line) => !line.startsWith('[Container]'))).toEqual(['first', 'second', 'third kept', 'last kept']);
    expect(lines).toContain('[Container] Entering phase PRE_BUILD');
  });

  test('a build phase that fails is followed by post_build, which is told of it', async () => {
    const build = await builds.run('fails', { phases: { build: says('echo begun', 'false # the cause', 'echo never'), post_build: says('echo succeeding=$CODEBUILD_BUILD_SUCCEEDING') } });
    expect(build.buildStatus).toBe('FAILED');
    expect(phasesOf(build)).toMatchObject({ BUILD: 'FAILED', POST_BUILD: 'SUCCEEDED' });
    expect(phasesOf(build)).not.toHaveProperty('UPLOAD_ARTIFACTS');
    expect(messagesOf(build)).toBe('Error while executing command: false # the cause. Reason: exit status 1');
    const lines = await builds.output(build);
    expect(lines).toContain('succeeding=0');
    expect(lines).not.toContain('never');
  });

  test('a command that exits ends its phase, not the build\'s report', async () => {
    const build = await builds.run('exits', { phases: { build: says('if true; then exit 3; fi', 'echo never'), post_build: says('echo after') } });
    expect(phasesOf(build)).toMatchObject({ BUILD: 'FAILED', POST_BUILD: 'SUCCEEDED' });
    expect(messagesOf(build)).toBe('Error while executing command: if true; then exit 3; fi. Reason: exit status 3');
    const lines = await builds.output(build);
    expect(lines).toContain('after');
    expect(lines).not.toContain('never');
  });

  test('a command that exits with 0 ends itself and nothing else', async () => {
    const build = await builds.run('exits-well', { phases: { build: says('exit 0', 'echo next'), post_build: says('echo after') } });
    expect(build.buildStatus).toBe('SUCCEEDED');
    expect(await builds.output(build)).toEqual(expect.arrayContaining(['next', 'after']));
  });

  test('a pre_build phase that fails is followed by nothing', async () => {
    const build = await builds.run('early', { phases: { pre_build: says('exit 2'), build: says('echo built'), post_build: says('echo after') } });
    expect(build.buildStatus).toBe('FAILED');
    expect(Object.keys(phasesOf(build))).toEqual(['DOWNLOAD_SOURCE', 'PRE_BUILD']);
    expect((await builds.output(build)).filter((line) => /^(built|after)$/.test(line))).toEqual([]);
  });

  test('what is in finally runs after a failure, and the phase stays failed', async () => {
    const build = await builds.run('tidy', { phases: { build: { commands: ['false'], finally: ['echo tidied'] } } });
    expect(phasesOf(build).BUILD).toBe('FAILED');
    expect(await builds.output(build)).toContain('tidied');
  });

  test('a failed phase with on-failure CONTINUE goes on, and one with ABORT stops even after BUILD', async () => {
    const goesOn = await builds.run('goes-on', { phases: { 'pre_build': { 'commands': ['false'], 'on-failure': 'CONTINUE' }, 'build': says('echo built') } });
    expect(phasesOf(goesOn)).toMatchObject({ PRE_BUILD: 'FAILED', BUILD: 'SUCCEEDED' });
    const aborts = await builds.run('aborts', { phases: { build: { 'commands': ['false'], 'on-failure': 'ABORT' }, post_build: says('echo after') } });
    expect(phasesOf(aborts)).not.toHaveProperty('POST_BUILD');
  });

  test('several lines are one command, and quotes and dollar signs reach the shell as they are', async () => {
    const build = await builds.run('quoting', { phases: { build: says('for i in 1 2; do\n  echo "it\'s $i"\ndone', 'python3 -c "print(\'100%s\' % \'%\')"') } });
    expect(await builds.output(build)).toEqual(expect.arrayContaining(['it\'s 1', 'it\'s 2', '100%']));
  });
});
