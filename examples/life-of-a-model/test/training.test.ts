import type { PipelineExecutionStep } from '@aws-sdk/client-sagemaker';
import { trainingOf, versionOf } from '../training';

const MERGED = '0123456789abcdef0123456789abcdef01234567';
const SEED = 'fedcba9876543210fedcba9876543210fedcba98';
const execution = (arn: string, said: string) => ({ arn, said });

test('the training of a commit is told from one that the first execution of the build pipeline started, whichever is newer', () => {
  const [late, ours] = [execution('late', `20261126T120000-fedcba98 Commit ${SEED}`), execution('ours', `20261126T120001-01234567 Commit ${MERGED}`)];
  expect(trainingOf(MERGED, [late, ours], [])).toBe(ours);
  expect(trainingOf(MERGED, [ours, late], [])).toBe(ours);
  expect(trainingOf(MERGED, [late], [])).toBeUndefined();
});

test('a training that was known before is no training of what was merged since', () => {
  const before = execution('before', `Commit ${MERGED}`);
  expect(trainingOf(MERGED, [before], [before])).toBeUndefined();
});

test('a repository whose executions name no commit is taken at its word', () => {
  const [named, unnamed] = [execution('named', `Commit ${SEED}`), execution('unnamed', 'nightly 20261126')];
  expect(trainingOf(MERGED, [named, unnamed], [])).toBe(unnamed);
  expect(trainingOf(MERGED, [named, execution('silent', '')], [])?.arn).toBe('silent');
});

test('the version is the one that the execution registered', () => {
  const steps: PipelineExecutionStep[] = [{ StepName: 'Train', Metadata: { TrainingJob: { Arn: 'job' } } }, { StepName: 'Register', Metadata: { RegisterModel: { Arn: 'arn:version/1' } } }];
  expect(versionOf('arn:execution', steps)).toBe('arn:version/1');
  expect(() => versionOf('arn:execution', steps.slice(0, 1))).toThrow('arn:execution registered no version');
});
