import { describeConstruct, identityPolicies, trustPolicy } from '@mlops-foundation/test-kit';
import { Match } from 'aws-cdk-lib/assertions';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { contractBuildSpec } from '../../src/private/contract-build-spec';
import { BuildSource } from '../../src';
import { buildPipeline, decision, inAccount, KEY_ARN, of, reference, REGION, session, STORE, TEAM, TOOLING, without } from '../fixtures';

describeConstruct('ModelBuildPipeline', {
  'of a project': (scope, id) => buildPipeline(scope, id),
  'under a boundary': (scope, id) => buildPipeline(scope, id, { permissionsBoundary: ManagedPolicy.fromManagedPolicyName(scope, `${id}Boundary`, 'boundary') }),
});

const template = inAccount(TOOLING, (scope) => buildPipeline(scope, 'p-1', { permissionsBoundary: ManagedPolicy.fromManagedPolicyName(scope, 'Limit', 'boundary') }));
const [{ Properties: pipeline }] = Object.values(template.findResources('AWS::CodePipeline::Pipeline'));
const projects = Object.values(template.findResources('AWS::CodeBuild::Project')).map(({ Properties }) => Properties);
const projectOf = (suffix: string) => projects.find(({ Name }) => Name === `p-1-build-${suffix}`);
const roles = ['ContractRole', 'BuildRole', 'PipelineRole', 'EventsRole'];

test('source, then contract, then build: nothing of a repository runs before its structure was checked', () => {
  expect(pipeline.Stages.map(({ Name, Actions }: { Name: string; Actions: { Configuration: object }[] }) => [Name, Actions.map(({ Configuration }) => Configuration)])).toEqual([
    ['Source', [{ RepositoryName: 'p-1-build', BranchName: 'main', PollForSourceChanges: 'false' }]],
    ['Contract', [{ ProjectName: 'p-1-build-contract' }]],
    ['Build', [{ ProjectName: 'p-1-build-build' }]],
  ]);
});

test('the contract check runs from the pipeline\'s definition, the build from the repository\'s', () => {
  expect(projectOf('contract')?.Source.BuildSpec).toBe(contractBuildSpec());
  expect(projectOf('build')?.Source.BuildSpec).toBe('buildspec.yml');
});

test('artifacts and builds lie under the key', () => {
  const key = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, KEY_ARN.replace('arn:aws', '')]] };
  expect(pipeline.ArtifactStore).toEqual({ Type: 'S3', Location: STORE, EncryptionKey: { Type: 'KMS', Id: key } });
  expect(projects.map(({ EncryptionKey }) => EncryptionKey)).toEqual([key, key]);
});

test('no build has the rights of its host', () => {
  expect(projects.map(({ Environment }) => Environment.PrivilegedMode)).toEqual([false, false]);
});

test('a build knows its target: account, roles, bucket, group, network', () => {
  const variables = Object.fromEntries(projectOf('build')?.Environment.EnvironmentVariables.map(({ Name, Value }: { Name: string; Value: string }) => [Name, Value]));
  expect(variables).toMatchObject({ USE_CASE: 'p-1', DEV_REGION: REGION, BUILD_BUCKET: 'credit-dev', MODEL_BUCKET: STORE, NETWORK_PARAMETER_PREFIX: '/mlops/credit/network' });
  expect(JSON.stringify([variables.PIPELINE_DEPLOYER_ROLE_ARN, variables.PIPELINE_EXECUTION_ROLE_ARN])).toMatch(/444444444444:role\/mlops-credit-pipeline-deployer.*444444444444:role\/mlops-credit-pipeline-execution/);
});

test('every role is under the boundary', () => {
  const limits = Object.values(template.findResources('AWS::IAM::Role')).map(({ Properties }) => JSON.stringify(Properties.PermissionsBoundary));
  expect(limits).toHaveLength(roles.length);
  expect(limits.filter((limit) => !/:policy\/boundary"/.test(limit))).toEqual([]);
});

test.each([['ContractRole', 'codebuild'], ['BuildRole', 'codebuild'], ['PipelineRole', 'codepipeline'], ['EventsRole', 'events']])('%s is taken by %s alone', (role, service) => {
  const trust = trustPolicy(template, new RegExp(role));
  const take = (name: string) => decision({ principal: { arn: name, account: '', service: name }, action: 'sts:AssumeRole', resource: role }, { identity: [], resource: trust });
  expect(['codebuild', 'codepipeline', 'events', 'lambda'].filter((name) => take(`${name}.amazonaws.com`) === 'allowed')).toEqual([service]);
});

const here = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${TOOLING}:${resource}`;
const artifact = (name: string) => `arn:aws:s3:::${STORE}/p-1-build/${name}/Ab1`;

test.each<[string, string, string, string[]]>([
  ['reads the source', 's3:GetObject', artifact('SourceOutp'), ['ContractRole', 'BuildRole', 'PipelineRole']],
  ['writes the source', 's3:PutObject', artifact('SourceOutp'), ['PipelineRole']],
  ['reads another artifact', 's3:GetObject', artifact('Release'), []],
  ['writes another artifact', 's3:PutObject', artifact('Release'), []],
  ['decrypts artifacts', 'kms:Decrypt', KEY_ARN, ['ContractRole', 'BuildRole', 'PipelineRole']],
  ['fetches the checker', 's3:GetObject', 'arn:aws:s3:::assets/contract.zip', ['ContractRole']],
  ['fetches another asset', 's3:GetObject', 'arn:aws:s3:::assets/other.zip', []],
  ['reads the repository', 'codecommit:UploadArchive', here('codecommit', 'p-1-build'), ['PipelineRole']],
  ['reads another repository', 'codecommit:UploadArchive', here('codecommit', 'p-2-build'), []],
  ['writes the repository', 'codecommit:CreateCommit', here('codecommit', 'p-1-build'), []],
  ['starts its builds', 'codebuild:StartBuild', here('codebuild', 'project/p-1-build-contract'), ['PipelineRole']],
  ['starts another build', 'codebuild:StartBuild', here('codebuild', 'project/p-2-build-contract'), []],
  ['starts the pipeline', 'codepipeline:StartPipelineExecution', here('codepipeline', 'p-1-build'), ['EventsRole']],
  ['starts another pipeline', 'codepipeline:StartPipelineExecution', here('codepipeline', 'p-1-deploy'), []],
  ['goes to the account that trains', 'sts:AssumeRole', reference.deployerRoleArn.replace(/\$\{[^}]*\}/g, 'aws'), ['BuildRole']],
  ['goes there as a job', 'sts:AssumeRole', reference.executionRoleArn.replace(/\$\{[^}]*\}/g, 'aws'), []],
  ['approves a version', 'sagemaker:UpdateModelPackage', here('sagemaker', 'model-package/p-1/1'), []],
  ['answers a gate', 'codepipeline:PutApprovalResult', here('codepipeline', 'p-1-deploy/Approve/Approve'), []],
])('who %s: %s on %s', (_, action, resource, allowed) => {
  const may = (drop = false) => roles.filter((role) => {
    const identity = identityPolicies(template, new RegExp(role), of(TOOLING)).map((policy) => (drop ? without(action, policy) : policy));
    return decision({ principal: session(TOOLING, role), action, resource }, { identity }) === 'allowed';
  });
  expect(may()).toEqual(allowed);
  expect(may(true)).toEqual([]);
});

describe('a push', () => {
  const [{ Properties: rule }] = Object.values(template.findResources('AWS::Events::Rule'));

  test('to the branch starts the pipeline', () => {
    expect(rule.EventPattern).toMatchObject({
      'source': ['aws.codecommit'], 'detail-type': ['CodeCommit Repository State Change'], 'detail': { event: ['referenceCreated', 'referenceUpdated'], referenceType: ['branch'], referenceName: ['main'] },
    });
    expect(JSON.stringify(rule.EventPattern.resources)).toContain(':p-1-build');
    template.hasResourceProperties('AWS::Events::Rule', { State: 'ENABLED', Targets: [{ Arn: Match.anyValue(), RoleArn: Match.anyValue() }] });
  });

  test('to another branch does so where it is the source', () => {
    const other = inAccount(TOOLING, (scope) => buildPipeline(scope, 'p-1', { source: BuildSource.codeCommit('p-1-build', 'develop') }));
    other.hasResourceProperties('AWS::Events::Rule', { EventPattern: { detail: { referenceName: ['develop'] } } });
  });
});

test('names keep to the limits of their services at the longest prefixes', () => {
  const long = inAccount(TOOLING, (scope) => buildPipeline(scope, 'p-1', { pipelineName: 'p'.repeat(100), rolePrefix: `mlops-${TEAM}-${'p'.repeat(36)}` }));
  const names = (type: string, property: string) => Object.values(long.findResources(type)).map(({ Properties }) => Properties[property].length);
  expect(Math.max(...names('AWS::IAM::Role', 'RoleName'))).toBeLessThanOrEqual(64);
  expect(Math.max(...names('AWS::CodeBuild::Project', 'Name'))).toBeLessThanOrEqual(150);
});
