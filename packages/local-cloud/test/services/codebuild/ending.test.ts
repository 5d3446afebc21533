import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { StopBuildCommand } from '@aws-sdk/client-codebuild';
import type { CodeBuild } from '../../../src/services/codebuild';
import { Builds, messagesOf, phasesOf } from './builds';
import { ACCOUNT, CloudUnderTest, eventually, REGION } from './cloud-under-test';

let cloud: CloudUnderTest;
let builds: Builds;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  builds = new Builds(cloud, await cloud.role('build', 'codebuild.amazonaws.com'));
});

afterAll(() => cloud.stop());

const says = (...commands: string[]) => ({ commands });
/** Its first words say that it runs. */
const sleeper = (mark: string) => ({ phases: { build: says(`python3 -c "import time; print('awake', flush=True); time.sleep(120)" ${mark}`), post_build: says('echo after') } });
const folders = () => readdirSync(path.join(cloud.local.state, 'builds'));
const awake = (id: string) => eventually(async () => (await builds.output(await builds.look(id)).catch(() => [''])).includes('awake'), 'the build at work');

test('a build that is stopped ends with all of its processes, and nothing of it runs afterwards', async () => {
  const id = await builds.start(await builds.project('stopped', sleeper('mark-of-stopped')));
  await awake(id);
  expect(cloud.processesWith('mark-of-stopped')).not.toEqual([]);
  const { build } = await builds.client.send(new StopBuildCommand({ id }));
  expect(build).toMatchObject({ buildStatus: 'STOPPED', buildComplete: true });
  expect(cloud.processesWith('mark-of-stopped')).toEqual([]);
  expect(await builds.output(build ?? {})).not.toContain('after');
  expect(folders()).not.toContain(id.split(':')[1]);
});

test('a build that is stopped before it has a process never gets one', async () => {
  const id = await builds.start(await builds.project('early', sleeper('mark-of-early')));
  const { build } = await builds.client.send(new StopBuildCommand({ id }));
  expect(build?.buildStatus).toBe('STOPPED');
  expect(cloud.processesWith('mark-of-early')).toEqual([]);
});

test('a build that has ended stays as it ended when it is stopped', async () => {
  const { id = '' } = await builds.run('ended', { phases: { build: says('true') } });
  expect((await builds.client.send(new StopBuildCommand({ id }))).build?.buildStatus).toBe('SUCCEEDED');
  await expect(builds.client.send(new StopBuildCommand({ id: 'ended:unknown' }))).rejects.toThrow('Build ended:unknown cannot be found');
});

test('a build that takes longer than it may is TIMED_OUT and leaves no process', async () => {
  await builds.project('slow', sleeper('mark-of-slow'));
  // the API takes whole minutes, from five on
  const { builder, project } = (cloud.local as any).server.service('codebuild') as CodeBuild;
  const { id, done } = builder.start({ ...project(ACCOUNT, REGION, 'slow'), timeoutInMinutes: 0.01 }, { initiator: 'test' });
  await done;
  const build = await builds.look(id);
  expect(build.buildStatus).toBe('TIMED_OUT');
  expect(phasesOf(build)).toMatchObject({ BUILD: 'TIMED_OUT' });
  expect(phasesOf(build)).not.toHaveProperty('POST_BUILD');
  expect(cloud.processesWith('mark-of-slow')).toEqual([]);
});

test('a build whose shell is killed has failed: it was not stopped', async () => {
  const build = await builds.run('killed', { phases: { build: says('kill -KILL $$') } });
  expect(build.buildStatus).toBe('FAILED');
  expect(phasesOf(build)).not.toHaveProperty('UPLOAD_ARTIFACTS');
  expect(messagesOf(build)).toMatch(/SIGKILL/);
});

test('what a build leaves in the background ends with it, and its folder goes', async () => {
  const build = await builds.run('litter', { phases: { build: says('python3 -c "import time; time.sleep(120)" mark-of-litter > /dev/null 2>&1 &', 'echo done') } });
  expect(build.buildStatus).toBe('SUCCEEDED');
  await eventually(async () => cloud.processesWith('mark-of-litter').length === 0, 'the end of what the build left behind');
  expect(folders()).not.toContain(build.id?.split(':')[1]);
});

test('a cloud that stops ends its builds', async () => {
  const other = await CloudUnderTest.start();
  const there = new Builds(other, await other.role('build', 'codebuild.amazonaws.com'));
  const id = await there.start(await there.project('left', sleeper('mark-of-left')));
  await eventually(async () => other.processesWith('mark-of-left').length > 0 && (await there.look(id)).buildStatus === 'IN_PROGRESS', 'the build at work');
  await other.stop();
  expect(other.processesWith('mark-of-left')).toEqual([]);
});
