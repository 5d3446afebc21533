import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { RunnerCloud } from '../../src/runner-cloud';
import { Builder } from '../../src/services/codebuild/builder';
import { Executor } from '../../src/services/codepipeline/executor';
import { Records } from '../../src/services/records';
import { JobRunner } from '../../src/services/sagemaker/jobs/job-runner';
import { PipelineExecutor } from '../../src/services/sagemaker/pipelines/pipeline-executor';

const FULL = 'no space left on the disk for it';
const full = () => { throw new Error(FULL); };

let folder: string;
let lines: string[];
let told: any[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'quietly-'));
  lines = [];
  told = [];
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A cloud in which nothing gets as far as to work. */
const cloud = () => ({
  folders: { root: folder, runner: path.join(folder, 'runner'), jobs: folder, builds: folder }, images: [], assumeServiceRole: full,
  log: { write: (_: string, line: string) => lines.push(line) }, events: { emit: async ({ detail }: any) => { told.push(detail); } },
}) as unknown as RunnerCloud;

const place = { account: '1', region: 'r' };
const unkept = () => expect(lines.join('\n')).toContain(FULL);

test.each([
  ['a build', () => {
    const builder = new Builder(cloud());
    jest.spyOn(Records.prototype, 'save').mockImplementation(full);
    return builder.start({ ...place, name: 'p', arn: 'arn:project/p', serviceRole: 'role' } as any, { initiator: 'me' });
  }, { 'build-status': 'FAILED' }],
  ['an execution of a pipeline', () => {
    const executor = new Executor(cloud(), { byKey: () => undefined } as any, {});
    jest.spyOn(Records.prototype, 'save').mockImplementation(full);
    return executor.start({ ...place, structure: { name: 'p', stages: [] } } as any, { triggerType: 'StartPipelineExecution' } as any);
  }, undefined],
  ['a job', () => {
    const job: any = { ...place, kind: 'training', name: 'j', arn: 'arn:j', input: { AlgorithmSpecification: {} }, metrics: [] };
    new JobRunner(cloud(), full).start(job);
    return job;
  }, { TrainingJobStatus: 'Failed' }],
  ['an execution of a model building pipeline', () => {
    const execution: any = { id: '1', arn: 'arn:e', pipeline: place, definition: { Steps: [] }, runs: [], started: new Date(), updated: new Date(), stop: new AbortController() };
    new PipelineExecutor(cloud(), async () => undefined, full).start(execution);
    return execution;
  }, { currentPipelineExecutionStatus: 'Failed' }],
])('%s that cannot be kept ends as failed, in the log and for whoever is told, and not as a rejection that nobody handles', async (_, start, end) => {
  const { done } = start();
  await expect(done).resolves.toBeUndefined();
  unkept();
  if (end) expect(told.at(-1)).toMatchObject(end);
});

test('what was cut off is told though it cannot be kept', async () => {
  const job: any = { ...place, kind: 'training', name: 'j', arn: 'arn:j', input: {}, metrics: [] };
  new JobRunner(cloud(), full).cutOff(job);
  const execution: any = { id: '1', arn: 'arn:e', pipeline: place, runs: [], started: new Date(), updated: new Date() };
  new PipelineExecutor(cloud(), async () => undefined, full).cutOff(execution);
  await new Promise(setImmediate);
  expect(told).toEqual([expect.objectContaining({ TrainingJobStatus: 'Failed' }), expect.objectContaining({ currentPipelineExecutionStatus: 'Failed' })]);
  unkept();
});
