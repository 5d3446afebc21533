import { Aws } from 'aws-cdk-lib';
import { synthesize } from '@mlops-foundation/test-kit';
import type { Construct } from 'constructs';
import { ApprovalGate, type DeploymentStage, DeploymentTargetReference, type ModelDeployPipelineProps, PromotionTrigger, TestSuite } from '../../src';
import { deploymentTarget, deployPipeline, PROD, STAGES, TOOLING } from '../fixtures';

const built = (build: (scope: Construct) => unknown) => () => synthesize(build);
const pipeline = (change: Partial<ModelDeployPipelineProps>) => built((scope) => deployPipeline(scope, 'P', change));
const stage = (change: Partial<DeploymentStage>) => pipeline({ stages: [{ ...STAGES[0], ...change }] });
const PLAINER = 'Choose a shorter or plainer name';
const OWN = 'Give stages, gates and tests names of their own';

test.each<[string, () => unknown, string, string, string]>([
  ['a pipeline name that is too long', pipeline({ pipelineName: 'p'.repeat(101) }), 'pipelineName', '"ppp', PLAINER],
  ['a role prefix that is too long', pipeline({ rolePrefix: `mlops-credit-${'p'.repeat(36)}`, stages: [] }), 'rolePrefix', '"mlops-credit-pp', PLAINER],
  ['a role prefix that targets do not trust', pipeline({ rolePrefix: 'credit-p-1' }), 'rolePrefix', '"credit-p-1"', 'Begin it with mlops-credit- and the project\'s id'],
  ['an endpoint name that is too long', pipeline({ endpointName: 'e'.repeat(64) }), 'endpointName', '"eee', PLAINER],
  ['a repository name that is too long', pipeline({ repositoryName: 'r'.repeat(101) }), 'repositoryName', '"rrr', PLAINER],
  ['a stage name with a space', stage({ name: 'Pre Prod' }), 'stages[0].name', '"Pre Prod"', PLAINER],
  ['a gate name that is too long', stage({ gate: new ApprovalGate({ name: 'g'.repeat(101), question: '?' }) }), 'stages[0].gate.name', '"ggg', PLAINER],
  ['a question that is too long', stage({ gate: new ApprovalGate({ name: 'Approve', question: '?'.repeat(1001) }) }), 'stages[0].gate.question', '"???', 'Ask one question'],
  ['a gate without a question', stage({ gate: new ApprovalGate({ name: 'Approve', question: '' }) }), 'stages[0].gate.question', '""', 'Ask one question'],
  ['a suite\'s name with a space', stage({ tests: new TestSuite({ name: 'Smoke Test' }) }), 'stages[0].tests.name', '"Smoke Test"', PLAINER],
  ['a suite whose role would be too long', stage({ tests: new TestSuite({ name: 't'.repeat(60) }) }), 'stages[0].tests.name', '"ttt', 'Choose a shorter name'],
  ['a suite without a folder', stage({ tests: new TestSuite({ folders: [] }) }), 'stages[0].tests.folders', '[]', 'Name folders of the deployment repository, or leave the suite out'],
  ['two stages of one name', pipeline({ stages: [{ ...STAGES[0], gate: undefined, tests: undefined }, { ...STAGES[1], name: 'PreProd', gate: undefined }] }), 'stages', '["PreProd"]', OWN],
  ['two gates of one name', pipeline({ stages: [STAGES[0], { ...STAGES[1], gate: STAGES[0].gate }] }), 'stages', '["Approve"]', OWN],
  ['two suites of one name', pipeline({ stages: [STAGES[0], { ...STAGES[1], tests: new TestSuite() }] }), 'stages', '["Test"]', OWN],
  ['a stage with the name of the synthesis', stage({ name: 'Synth' }), 'stages', '["Synth"]', OWN],
  ['two triggers of one kind', pipeline({ triggers: [PromotionTrigger.push('a', 'main'), PromotionTrigger.push('b', 'main')] }), 'triggers', '["Push"]', 'Leave one of them out'],
  ['a registry\'s account of 3 digits', built((scope) => deploymentTarget(scope, 'T', { modelStore: { account: '123', bucketName: 'models' } })), 'modelStore.account', '"123"', 'Give it as text, with its leading zeros'],
])('%s is refused with prop, value and remedy', (_, build, prop, value, remedy) => {
  expect(build).toThrow(`\n  ${prop} is ${value}`);
  expect(build).toThrow(remedy);
  expect(build).toThrow('1 problem(s)');
});

test('every problem is told at once', () => {
  expect(pipeline({ pipelineName: '', endpointName: '', repositoryName: '' })).toThrow('3 problem(s)');
});

test('a target outside of the pipeline\'s region is refused, where both are known', () => {
  const target = new DeploymentTargetReference({ team: 'credit', account: PROD, region: 'eu-central-1' });
  const build = () => synthesize((scope) => deployPipeline(scope, 'P', { stages: [STAGES[0], { ...STAGES[1], target }] }), { account: TOOLING, region: 'eu-west-1' });
  expect(build).toThrow('\n  stages[1].target.region is "eu-central-1": a pipeline, its key, its artifacts and the accounts it works in stand in one region, which is eu-west-1. Put them in one region.');
  expect(build).toThrow('1 problem(s)');
  expect(pipeline({ stages: [{ ...STAGES[1], target }] })).not.toThrow();
});

const later = Aws.STACK_NAME;

test.each<[string, () => unknown]>([
  ['a deploy pipeline', pipeline({ pipelineName: `${later}_`, rolePrefix: `${later}_`, endpointName: `${later}_`, repositoryName: `${later}_` })],
  ['a deploy pipeline of a team that is not known yet', pipeline({ team: later, rolePrefix: 'p-1' })],
  ['a gate', stage({ gate: new ApprovalGate({ name: 'Approve', question: later }) })],
  ['a target', built((scope) => deploymentTarget(scope, 'T', { modelStore: { account: later, bucketName: later } }))],
])('%s takes values that are not known yet', (_, build) => {
  expect(build).not.toThrow();
});
