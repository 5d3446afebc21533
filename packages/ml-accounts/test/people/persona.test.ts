import { Activity, Persona } from '../../src';
import { ACCOUNT, decide, rolesOf, TEAM } from './team';

const REPOSITORY = `arn:aws:codecommit:eu-west-1:${ACCOUNT}:mlops-credit-scoring-build`;
const VERSION = `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:model-package/mlops-credit-scoring/1`;
const GATE = `arn:aws:codepipeline:eu-west-1:${ACCOUNT}:mlops-credit-scoring-deploy/Gate/Approve`;
const DATA = 'arn:aws:s3:::mlops-credit-dev-111111111111-eu-west-1';
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`;
const status = (value: string) => ({ 'sagemaker:ModelApprovalStatus': value });
const branch = (name: string) => ({ 'codecommit:References': `refs/heads/${name}` });
const [ALLOWED, DENIED, NEVER] = ['allowed', 'implicitDeny', 'explicitDeny'];

describe.each([
  ['pushes a branch', 'codecommit:GitPush', REPOSITORY, branch('feature/rate'), ALLOWED, ALLOWED],
  ['pushes to main', 'codecommit:GitPush', REPOSITORY, branch('main'), NEVER, NEVER],
  ['pushes to develop', 'codecommit:GitPush', REPOSITORY, branch('develop'), NEVER, NEVER],
  ['commits to main by the API', 'codecommit:PutFile', REPOSITORY, branch('main'), NEVER, NEVER],
  ['merges a branch into main past a pull request', 'codecommit:MergeBranchesByFastForward', REPOSITORY, branch('main'), NEVER, NEVER],
  ['deletes main', 'codecommit:DeleteBranch', REPOSITORY, branch('main'), NEVER, NEVER],
  ['reads code', 'codecommit:GitPull', REPOSITORY, {}, ALLOWED, ALLOWED],
  ['opens a pull request', 'codecommit:CreatePullRequest', REPOSITORY, {}, ALLOWED, ALLOWED],
  ['comments on a pull request', 'codecommit:PostCommentForPullRequest', REPOSITORY, {}, ALLOWED, ALLOWED],
  ['merges a pull request', 'codecommit:MergePullRequestBySquash', REPOSITORY, branch('main'), DENIED, ALLOWED],
  ['lowers what a pull request needs', 'codecommit:UpdatePullRequestApprovalRuleContent', REPOSITORY, {}, DENIED, ALLOWED],
  ['writes code of another account', 'codecommit:GitPush', REPOSITORY.replace(ACCOUNT, '999999999999'), branch('feature/rate'), DENIED, DENIED],
  ['approves a version', 'sagemaker:UpdateModelPackage', VERSION, status('Approved'), NEVER, ALLOWED],
  ['rejects a version', 'sagemaker:UpdateModelPackage', VERSION, status('Rejected'), DENIED, ALLOWED],
  ['registers a version as approved', 'sagemaker:CreateModelPackage', VERSION, status('Approved'), NEVER, DENIED],
  ['registers a version', 'sagemaker:CreateModelPackage', VERSION, status('PendingManualApproval'), DENIED, DENIED],
  ['looks at a version', 'sagemaker:DescribeModelPackage', VERSION, {}, ALLOWED, ALLOWED],
  ['answers a gate', 'codepipeline:PutApprovalResult', GATE, {}, NEVER, ALLOWED],
  ['starts a pipeline', 'codepipeline:StartPipelineExecution', GATE.split('/')[0], {}, DENIED, DENIED],
  ['creates a project', 'sagemaker:CreateProject', `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:project/scoring`, {}, DENIED, ALLOWED],
  ['launches a product', 'servicecatalog:ProvisionProduct', '*', {}, DENIED, ALLOWED],
  ['reads data', 's3:GetObject', `${DATA}/credit/in.csv`, {}, ALLOWED, ALLOWED],
  ['reads data under the key', 'kms:Decrypt', KEY, { 'kms:ResourceAliases': ['alias/mlops-credit'] }, ALLOWED, ALLOWED],
  ['decrypts by another key', 'kms:Decrypt', KEY, { 'kms:ResourceAliases': ['alias/mlops-risk'] }, DENIED, DENIED],
  ['writes data', 's3:PutObject', `${DATA}/credit/in.csv`, {}, DENIED, DENIED],
  ['reads another team\'s data', 's3:GetObject', 'arn:aws:s3:::mlops-risk-dev-111111111111-eu-west-1/in.csv', {}, DENIED, DENIED],
  ['takes a role', 'sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/mlops-credit-pipeline-execution`, {}, DENIED, DENIED],
  ['passes a role', 'iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/mlops-credit-pipeline-execution`, {}, DENIED, DENIED],
])('who %s', (_, action, resource, context, scientist, lead) => {
  test(`a data scientist: ${scientist}`, () => {
    expect(decide('data-scientist', { action, resource, context })).toMatchObject({ decision: scientist });
  });

  test(`a lead: ${lead}`, () => {
    expect(decide('lead-data-scientist', { action, resource, context })).toMatchObject({ decision: lead });
  });
});

describe('a persona of one\'s own', () => {
  test('does what its activities say', () => {
    const own = Persona.of('data-scientist', [Activity.reviewCode(TEAM)]);
    expect(own.activities.map(({ name }) => name)).toEqual(['review-code']);
    const decision = (action: string) => decide('data-scientist', { action, resource: REPOSITORY }, rolesOf(own)).decision;
    expect([decision('codecommit:MergePullRequestBySquash'), decision('codecommit:GitPush')]).toEqual([ALLOWED, DENIED]);
  });

  test('never approves where one of its activities says so, whatever the others allow', () => {
    const own = rolesOf(Persona.of('data-scientist', [Activity.approveModels(TEAM), Activity.neverApproveModels(TEAM)]));
    expect(decide('data-scientist', { action: 'sagemaker:UpdateModelPackage', resource: VERSION, context: status('Approved') }, own).decision).toBe(NEVER);
    expect(decide('data-scientist', { action: 'codepipeline:PutApprovalResult', resource: GATE }, own).decision).toBe(NEVER);
  });

  test('answers the one gate that it is for, in every pipeline, and decides about no version', () => {
    const own = rolesOf(Persona.of('data-scientist', [Activity.answerGate(TEAM, 'ApproveProd')]));
    const gate = (resource: string) => decide('data-scientist', { action: 'codepipeline:PutApprovalResult', resource: `arn:aws:codepipeline:eu-west-1:${resource}` }, own).decision;
    expect([`${ACCOUNT}:scoring-deploy/ApproveProd/Approve`, `${ACCOUNT}:churn-deploy/ApproveProd/Approve`].map(gate)).toEqual([ALLOWED, ALLOWED]);
    expect([`${ACCOUNT}:scoring-deploy/Approve/ApproveProd`, '999999999999:scoring-deploy/ApproveProd/Approve'].map(gate)).toEqual([DENIED, DENIED]);
    expect(decide('data-scientist', { action: 'sagemaker:UpdateModelPackage', resource: VERSION, context: status('Approved') }, own).decision).toBe(DENIED);
  });

  test('never answers the gate that one of its activities names, and still decides about versions and at the others', () => {
    const own = rolesOf(Persona.leadDataScientist(TEAM).plus(Activity.neverAnswerGate(TEAM, 'ApproveProd')));
    const gate = (resource: string) => decide('lead-data-scientist', { action: 'codepipeline:PutApprovalResult', resource }, own).decision;
    expect([GATE.replace('/Gate/', '/ApproveProd/'), GATE].map(gate)).toEqual([NEVER, ALLOWED]);
    expect(decide('lead-data-scientist', { action: 'sagemaker:UpdateModelPackage', resource: VERSION, context: status('Approved') }, own).decision).toBe(ALLOWED);
  });
});
