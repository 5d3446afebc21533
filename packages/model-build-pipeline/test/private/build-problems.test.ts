import { Aws } from 'aws-cdk-lib';
import { synthesize } from '@mlops-foundation/test-kit';
import type { Construct } from 'constructs';
import { BuildSource, ModelGroup, type ModelGroupProps } from '../../src';
import { buildPipeline, buildTarget, DEV, reference, TOOLING } from '../fixtures';

const dataset = { account: TOOLING, bucketName: 'lake', prefix: 'curated/default/' };
const modelGroup = (scope: Construct, change: Partial<ModelGroupProps>) => new ModelGroup(scope, 'Models', { modelGroupName: 'p-1', writers: [], readers: [], ...change });
const built = (build: (scope: Construct) => unknown) => () => synthesize(build);

test.each<[string, (scope: Construct) => unknown, string, string, string]>([
  ['a pipeline name that is too long', (s) => buildPipeline(s, 'P', { pipelineName: 'p'.repeat(101) }), 'pipelineName', '"pppp', 'Choose a shorter or plainer name'],
  ['a pipeline name with a space', (s) => buildPipeline(s, 'P', { pipelineName: 'p 1' }), 'pipelineName', '"p 1"', 'Choose a shorter or plainer name'],
  ['a role prefix that is too long', (s) => buildPipeline(s, 'P', { rolePrefix: `mlops-credit-${'p'.repeat(40)}` }), 'rolePrefix', '"mlops-credit-pp', 'Choose a shorter or plainer name'],
  ['a role prefix that the target does not trust', (s) => buildPipeline(s, 'P', { rolePrefix: 'credit-p-1' }), 'rolePrefix', '"credit-p-1"', 'Begin it with mlops-credit- and the project\'s id'],
  ['a repository name that is too long', (s) => buildPipeline(s, 'P', { source: BuildSource.codeCommit('r'.repeat(101), 'main') }), 'source.repositoryName', '"rrrr', 'Choose a shorter or plainer name'],
  ['a dataset that is no folder', (s) => buildPipeline(s, 'P', { inputDataUri: 's3://lake/curated' }), 'inputDataUri', '"s3://lake/curated"', 'End it with a slash'],
  ['a dataset that is not in S3', (s) => buildPipeline(s, 'P', { inputDataUri: '/curated/' }), 'inputDataUri', '"/curated/"', 'End it with a slash'],
  ['a tooling account of 3 digits', (s) => buildTarget(s, 'T', { toolingAccount: '123' }), 'toolingAccount', '"123"', 'Give it as text, with its leading zeros'],
  ['a dataset\'s account of letters', (s) => buildTarget(s, 'T', { datasets: [dataset, { ...dataset, account: 'lake' }] }), 'datasets[1].account', '"lake"', 'Give it as text, with its leading zeros'],
  ['a dataset without a folder', (s) => buildTarget(s, 'T', { datasets: [{ ...dataset, prefix: 'curated' }] }), 'datasets[0].prefix', '"curated"', 'End it with a slash'],
  ['a whole bucket', (s) => buildTarget(s, 'T', { datasets: [{ ...dataset, prefix: '' }] }), 'datasets[0].prefix', '""', 'End it with a slash'],
  ['a model store without a folder', (s) => buildTarget(s, 'T', { modelStore: { ...dataset, prefix: 'models' } }), 'modelStore.prefix', '"models"', 'End it with a slash'],
  ['a model store\'s account of 3 digits', (s) => buildTarget(s, 'T', { modelStore: { ...dataset, account: '123' } }), 'modelStore.account', '"123"', 'Give it as text, with its leading zeros'],
  ['a group name that is too long', (s) => modelGroup(s, { modelGroupName: 'g'.repeat(64) }), 'modelGroupName', '"gggg', 'Choose a shorter or plainer name'],
  ['a writer\'s account of 3 digits', (s) => modelGroup(s, { writers: [{ account: '123', roleNames: ['a'] }] }), 'writers[0].account', '"123"', 'Give it as text, with its leading zeros'],
  ['a writer without a role', (s) => modelGroup(s, { writers: [{ account: DEV, roleNames: [] }] }), 'writers[0].roleNames', '[]', 'Name the roles, or leave the account out'],
  ['a reader\'s account of 3 digits', (s) => modelGroup(s, { readers: [{ account: '123', roleNames: ['a'] }] }), 'readers[0].account', '"123"', 'Give it as text, with its leading zeros'],
  ['a reader without a role', (s) => modelGroup(s, { readers: [{ account: DEV, roleNames: [] }] }), 'readers[0].roleNames', '[]', 'Name the roles, or leave the account out'],
])('%s is refused with prop, value and remedy', (_, build, prop, value, remedy) => {
  expect(built(build)).toThrow(`\n  ${prop} is ${value}`);
  expect(built(build)).toThrow(remedy);
  expect(built(build)).toThrow('1 problem(s)');
});

test('every problem is told at once', () => {
  expect(built((s) => buildPipeline(s, 'P', { pipelineName: '', rolePrefix: '', inputDataUri: '' }))).toThrow('4 problem(s)');
});

test('a target outside of the pipeline\'s region is refused, where both are known', () => {
  const elsewhere = { account: DEV, region: 'eu-central-1' };
  expect(() => synthesize((s) => buildPipeline(s, 'P', { target: reference }), elsewhere)).toThrow('\n  target.region is "eu-west-1": a pipeline, its key, its artifacts and the accounts it works in stand in one region, which is eu-central-1. Put them in one region.');
  expect(built((s) => buildPipeline(s, 'P', { target: reference }))).not.toThrow();
});

const later = Aws.STACK_NAME;

test.each<[string, (scope: Construct) => unknown]>([
  ['a build pipeline', (s) => buildPipeline(s, 'P', { pipelineName: `${later}_`, rolePrefix: `${later}_`, source: BuildSource.codeCommit(`${later}_`, 'main'), inputDataUri: `${later}` })],
  ['a build pipeline of a team that is not known yet', (s) => buildPipeline(s, 'P', { team: later, rolePrefix: 'p-1' })],
  ['a build target', (s) => buildTarget(s, 'T', { toolingAccount: later, datasets: [{ bucketName: later, account: later, prefix: later }], modelStore: { bucketName: later, account: later, prefix: later } })],
  ['a model group', (s) => modelGroup(s, { modelGroupName: `${later}_`, writers: [{ account: later, roleNames: [later] }], readers: [{ account: later, roleNames: [later] }] })],
])('%s takes values that are not known yet', (_, build) => {
  expect(built(build)).not.toThrow();
});

test('names of exactly the limit are taken', () => {
  expect(built((s) => buildPipeline(s, 'P', { pipelineName: 'p'.repeat(100), rolePrefix: `mlops-credit-${'p'.repeat(36)}`, source: BuildSource.codeCommit('r'.repeat(100), 'main') }))).not.toThrow();
  expect(built((s) => modelGroup(s, { modelGroupName: 'g'.repeat(63) }))).not.toThrow();
});
