import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { RunnerCloud } from '../../src/runner-cloud';
import { Builder } from '../../src/services/codebuild/builder';
import type { Project } from '../../src/services/codebuild/project';
import { Executor } from '../../src/services/codepipeline/executor';
import type { SavedPipeline } from '../../src/services/codepipeline/pipeline';
import { Pipelines } from '../../src/services/codepipeline/pipelines';
import { MOST_KEPT } from '../../src/services/forget-oldest';

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'oldest-')); });
afterEach(() => rmSync(folder, { recursive: true }));

/** A cloud in which builds fail before they begin: no role trusts anybody. */
function cloud(assumeServiceRole: () => Promise<never> = () => Promise.reject(new Error('no'))): RunnerCloud {
  const at = (name: string) => path.join(folder, name);
  const folders = { root: folder, runner: at('runner'), builds: at('builds') };
  return { folders, assumeServiceRole, events: { emit: () => Promise.resolve() }, log: { write: () => undefined } } as unknown as RunnerCloud;
}

const filesOf = (service: string, records: string) => readdirSync(path.join(folder, 'runner', service, records));
const project = (name: string) => ({ name, arn: `arn:aws:codebuild:eu-west-1:111111111111:project/${name}`, account: '111111111111', region: 'eu-west-1' }) as Project;
const pipeline = (name: string) => ({ account: '111111111111', region: 'eu-west-1', arn: name, structure: { name, stages: [] } }) as unknown as SavedPipeline;

test('the oldest builds of a project are forgotten, in memory and on the disk', async () => {
  const builder = new Builder(cloud());
  const other = builder.start(project('other'), { initiator: 'tests' });
  const builds = [];
  for (let number = 0; number < MOST_KEPT + 3; number++) builds.push(builder.start(project('busy'), { initiator: 'tests' }));
  await Promise.all([other, ...builds].map(({ done }) => done));
  const last = builder.start(project('busy'), { initiator: 'tests' });
  await last.done;
  expect(builder.builds.values().map(({ id }) => id)).toEqual([other, ...builds.slice(4), last].map(({ id }) => id));
  expect(filesOf('codebuild', 'builds')).toHaveLength(MOST_KEPT + 1);
}, 60_000);

test('a build that goes on is not forgotten', async () => {
  let refuse: (reason: Error) => void = () => undefined;
  const builder = new Builder(cloud(() => new Promise((_, reject) => { refuse = reject; })));
  const long = builder.start(project('busy'), { initiator: 'tests' });
  // the refusal of the first is asked for a moment later
  await Promise.resolve();
  for (let number = 0; number < MOST_KEPT; number++) Object.assign(builder.start(project('busy'), { initiator: 'tests' }), { endTime: new Date() });
  expect(builder.builds.get(long.id)).toBe(long);
  expect(long.endTime).toBeUndefined();
  refuse(new Error('over'));
}, 60_000);

test('the oldest executions of a pipeline are forgotten, in memory and on the disk', async () => {
  const executor = new Executor(cloud(), new Pipelines(path.join(folder, 'pipelines')), {});
  const [busy, quiet] = ['busy', 'quiet'].map(pipeline);
  const start = (of: SavedPipeline) => executor.start(of, { triggerType: 'tests', triggerDetail: '' });
  const other = start(quiet);
  const executions = [];
  for (let number = 0; number < MOST_KEPT + 3; number++) {
    executions.push(start(busy));
    await executions[number].done;
  }
  expect(executor.of(busy)).toEqual(executions.slice(3).reverse());
  expect(executor.of(quiet)).toEqual([other]);
  expect(filesOf('codepipeline', 'executions')).toHaveLength(MOST_KEPT + 1);
}, 60_000);
