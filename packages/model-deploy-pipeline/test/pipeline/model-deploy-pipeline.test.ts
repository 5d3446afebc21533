import { describeConstruct, identityPolicies, trustPolicy } from '@mlops-foundation/test-kit';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { ApprovalGate, PromotionTrigger, TestSuite } from '../../src';
import { testBuildSpec } from '../../src/private/test-build-spec';
import { decision, deployPipeline, inAccount, KEY_ARN, matches, of, PRE_PROD, PROD, REGION, regionOf, session, STAGES, stagesIn, STORE, TEAM, TOOLING, without } from '../fixtures';

describeConstruct('ModelDeployPipeline', {
  'of a project': (scope, id) => deployPipeline(scope, id),
  'under a boundary, on push and approval': (scope, id) => deployPipeline(scope, id, {
    triggers: [PromotionTrigger.modelApproved(id), PromotionTrigger.push(`${id}-deploy`, 'main')], permissionsBoundary: ManagedPolicy.fromManagedPolicyName(scope, `${id}Boundary`, 'boundary'),
  }),
  'without gates, tests and triggers': (scope, id) => deployPipeline(scope, id, { triggers: [], stages: stagesIn(regionOf(scope)).slice(0, 1).map(({ name, configuration, target }) => ({ name, configuration, target })) }),
});

const template = inAccount(TOOLING, (scope) => deployPipeline(scope, 'p-1', { permissionsBoundary: ManagedPolicy.fromManagedPolicyName(scope, 'Limit', 'boundary') }));
const propertiesOf = (type: string, from = template) => Object.values(from.findResources(type)).map(({ Properties }) => Properties);
interface Stage { Name: string; Actions: { ActionTypeId: { Category: string; Provider: string }; Configuration: Record<string, unknown>; RoleArn?: unknown }[] }
const [pipeline] = propertiesOf('AWS::CodePipeline::Pipeline');
const stagesOf = (from = template): Stage[] => propertiesOf('AWS::CodePipeline::Pipeline', from)[0].Stages;
const providers = (stages: Stage[]) => stages.map(({ Name, Actions }) => `${Name}: ${Actions.map(({ ActionTypeId }) => `${ActionTypeId.Category} by ${ActionTypeId.Provider}`).join()}`);
const roles = ['SynthRole', 'PreProdTestRole', 'PipelineRole', 'EventsRole'];

describe('stages', () => {
  test('a gate stands before the synthesis, tests before the gate of prod', () => {
    expect(providers(stagesOf())).toEqual([
      'Source: Source by CodeCommit', 'Approve: Approval by Manual', 'Synth: Build by CodeBuild', 'PreProd: Deploy by CloudFormation', 'Test: Test by CodeBuild', 'ApproveProd: Approval by Manual', 'Prod: Deploy by CloudFormation',
    ]);
  });

  test('a gate asks its question', () => {
    expect(stagesOf().filter(({ Name }) => /^Approve/.test(Name)).map(({ Actions }) => Actions[0].Configuration)).toEqual([{ CustomData: 'Good enough for pre-prod?' }, { CustomData: 'Deploy to prod?' }]);
  });

  test('both stages deploy the same template of the same artifact; only the configuration differs', () => {
    const [first, second] = stagesOf().filter(({ Actions }) => Actions[0].ActionTypeId.Category === 'Deploy').map(({ Actions }) => Actions[0].Configuration);
    expect([first, second].map(({ TemplatePath, StackName, ActionMode }) => [TemplatePath, StackName, ActionMode])).toEqual(Array(2).fill(['Release::Inference.template.json', `mlops-${TEAM}-p-1`, 'CREATE_UPDATE']));
    expect([first, second].map(({ TemplateConfiguration }) => TemplateConfiguration)).toEqual(['Release::staging.configuration.json', 'Release::prod.configuration.json']);
  });

  test('each stage takes its target\'s deployment role, and gives CloudFormation the target\'s own', () => {
    const deployments = stagesOf().filter(({ Actions }) => Actions[0].ActionTypeId.Category === 'Deploy').map(({ Actions }) => JSON.stringify([Actions[0].RoleArn, Actions[0].Configuration.RoleArn]));
    [PRE_PROD, PROD].forEach((account, index) => expect(deployments[index]).toMatch(new RegExp(`::${account}:role/mlops-credit-deployment".*::${account}:role/mlops-credit-cloudformation-execution"`)));
  });

  test('no role of the CDK\'s bootstrap is spoken of', () => {
    expect(JSON.stringify(template.toJSON().Resources)).not.toMatch(/cdk-hnb659fds|cfn-exec-role|deploy-role/);
  });

  test('a gate that is left out is not there: nothing stands between tests and prod', () => {
    const [first, { gate: _, ...second }] = STAGES;
    expect(providers(stagesOf(inAccount(TOOLING, (scope) => deployPipeline(scope, 'p-1', { stages: [first, second] })))).slice(-2)).toEqual(['Test: Test by CodeBuild', 'Prod: Deploy by CloudFormation']);
  });

  test('tests of two stages have roles, builds and targets of their own', () => {
    const [first, second] = STAGES;
    const both = inAccount(TOOLING, (scope) => deployPipeline(scope, 'p-1', { stages: [first, { ...second, tests: new TestSuite({ name: 'SmokeTest', folders: ['tests/smoke'] }) }] }));
    expect(propertiesOf('AWS::IAM::Role', both).map(({ RoleName }) => RoleName).filter((name) => /-test$/.test(name))).toEqual(['mlops-credit-p-1-test', 'mlops-credit-p-1-smoke-test']);
    expect(propertiesOf('AWS::CodeBuild::Project', both).map(({ Name }) => Name)).toEqual(['p-1-deploy-synth', 'p-1-deploy-test', 'p-1-deploy-smoketest']);
    const there = (account: string) => decision(
      { principal: session(TOOLING, 'test'), action: 'sts:AssumeRole', resource: `arn:aws:iam::${account}:role/mlops-credit-endpoint-test` }, { identity: identityPolicies(both, /^p1ProdTestRole/, of(TOOLING)) },
    );
    expect([there(PRE_PROD), there(PROD)]).toEqual(['implicitDeny', 'allowed']);
  });
});

describe('builds', () => {
  const projects = propertiesOf('AWS::CodeBuild::Project');

  test('tests run from the pipeline\'s definition, the synthesis from the repository\'s', () => {
    expect(projects.map(({ Name, Source }) => [Name, Source.BuildSpec])).toEqual([['p-1-deploy-synth', 'buildspec.yml'], ['p-1-deploy-test', testBuildSpec(new TestSuite().folders)]]);
  });

  test('artifacts and builds lie under the key, without the rights of their host', () => {
    const key = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, KEY_ARN.replace('arn:aws', '')]] };
    expect(pipeline.ArtifactStore).toEqual({ Type: 'S3', Location: STORE, EncryptionKey: { Type: 'KMS', Id: key } });
    expect(projects.map(({ EncryptionKey, Environment }) => [EncryptionKey, Environment.PrivilegedMode])).toEqual([[key, false], [key, false]]);
  });

  test('the synthesis knows its group and every stage', () => {
    const variables = Object.fromEntries(projects[0].Environment.EnvironmentVariables.map(({ Name, Value }: { Name: string; Value: unknown }) => [Name, Value]));
    expect(variables).toMatchObject({ TEAM, PROJECT_NAME: 'p-1', STAGES: 'staging,prod' });
    expect(JSON.stringify(variables.MODEL_PACKAGE_GROUP_ARN)).toContain(':model-package-group/p-1');
  });
});

const here = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${TOOLING}:${resource}`;
const artifact = (name: string) => `arn:aws:s3:::${STORE}/p-1-deploy/${name}/Ab1`;
const target = (account: string, name: string) => `arn:aws:iam::${account}:role/mlops-${TEAM}-${name}`;

test.each<[string, string, string, string[]]>([
  ['reads the source', 's3:GetObject', artifact('SourceOutp'), ['SynthRole', 'PreProdTestRole', 'PipelineRole']],
  ['writes the source', 's3:PutObject', artifact('SourceOutp'), ['PipelineRole']],
  ['writes a release', 's3:PutObject', artifact('Release'), ['SynthRole']],
  ['goes to pre-prod as deployment', 'sts:AssumeRole', target(PRE_PROD, 'deployment'), ['PipelineRole']],
  ['goes to prod as deployment', 'sts:AssumeRole', target(PROD, 'deployment'), ['PipelineRole']],
  ['goes to prod as CloudFormation', 'sts:AssumeRole', target(PROD, 'cloudformation-execution'), []],
  ['goes to pre-prod as test', 'sts:AssumeRole', target(PRE_PROD, 'endpoint-test'), ['PreProdTestRole']],
  ['goes to prod as test', 'sts:AssumeRole', target(PROD, 'endpoint-test'), []],
  ['takes a bootstrap role', 'sts:AssumeRole', `arn:aws:iam::${PROD}:role/cdk-hnb659fds-deploy-role-${PROD}-${REGION}`, []],
  ['finds approved versions', 'sagemaker:ListModelPackages', here('sagemaker', 'model-package-group/p-1'), ['SynthRole']],
  ['reads a version', 'sagemaker:DescribeModelPackage', here('sagemaker', 'model-package/p-1/1'), ['SynthRole']],
  ['reads a version of another group', 'sagemaker:DescribeModelPackage', here('sagemaker', 'model-package/p-10/1'), []],
  ['approves a version', 'sagemaker:UpdateModelPackage', here('sagemaker', 'model-package/p-1/1'), []],
  ['answers a gate', 'codepipeline:PutApprovalResult', here('codepipeline', 'p-1-deploy/Approve/Approve'), []],
  ['reads the repository', 'codecommit:UploadArchive', here('codecommit', 'p-1-deploy'), ['PipelineRole']],
  ['starts its builds', 'codebuild:StartBuild', here('codebuild', 'project/p-1-deploy-test'), ['PipelineRole']],
  ['starts another build', 'codebuild:StartBuild', here('codebuild', 'project/p-2-deploy-test'), []],
  ['starts the pipeline', 'codepipeline:StartPipelineExecution', here('codepipeline', 'p-1-deploy'), ['EventsRole']],
  ['starts another pipeline', 'codepipeline:StartPipelineExecution', here('codepipeline', 'p-2-deploy'), []],
])('who %s: %s on %s', (_, action, resource, allowed) => {
  const may = (drop: boolean) => roles.filter((role) => {
    const identity = identityPolicies(template, new RegExp(role), of(TOOLING)).map((policy) => (drop ? without(action, policy) : policy));
    return decision({ principal: session(TOOLING, role), action, resource }, { identity }) === 'allowed';
  });
  expect(may(false)).toEqual(allowed);
  expect(may(true)).toEqual([]);
});

test.each([['SynthRole', 'codebuild'], ['PreProdTestRole', 'codebuild'], ['PipelineRole', 'codepipeline'], ['EventsRole', 'events']])('%s is taken by %s alone, and is under the boundary', (role, service) => {
  const take = (name: string) => decision({ principal: { arn: name, account: '', service: name }, action: 'sts:AssumeRole', resource: role }, { identity: [], resource: trustPolicy(template, new RegExp(role)) });
  expect(['codebuild', 'codepipeline', 'events', 'lambda'].filter((name) => take(`${name}.amazonaws.com`) === 'allowed')).toEqual([service]);
  const [limit] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => id.includes(role)).map(([, { Properties }]) => Properties.PermissionsBoundary);
  expect(JSON.stringify(limit)).toMatch(/:policy\/boundary"/);
});

describe('triggers', () => {
  const event = { 'source': 'aws.sagemaker', 'detail-type': 'SageMaker Model Package State Change', 'detail': { ModelPackageGroupName: 'p-1', ModelApprovalStatus: 'Approved', UpdatedModelPackageFields: ['ModelApprovalStatus'] } };

  test('the rule of an approval starts this pipeline, in a role of its own', () => {
    const [rule] = propertiesOf('AWS::Events::Rule');
    expect([matches(rule.EventPattern, event), matches(rule.EventPattern, { ...event, detail: { ...event.detail, ModelApprovalStatus: 'Rejected' } })]).toEqual([true, false]);
    expect(rule.State).toBe('ENABLED');
    expect(JSON.stringify(rule.Targets)).toMatch(/:codepipeline:.*:p-1-deploy".*EventsRole/);
  });

  test('the rule of a push to the deployment repository starts it too, where that is a trigger', () => {
    const both = inAccount(TOOLING, (scope) => deployPipeline(scope, 'p-1', { triggers: [PromotionTrigger.modelApproved('p-1'), PromotionTrigger.push('p-1-deploy', 'main')] }));
    const rules = propertiesOf('AWS::Events::Rule', both);
    expect(rules.map(({ EventPattern }) => EventPattern.source)).toEqual([['aws.sagemaker'], ['aws.codecommit']]);
    expect(rules[1]).toMatchObject({ State: 'ENABLED', EventPattern: { detail: { event: ['referenceCreated', 'referenceUpdated'], referenceName: ['main'] } } });
    expect(JSON.stringify(rules[1].EventPattern.resources)).toMatch(/:p-1-deploy"/);
    expect(rules[1].Targets).toEqual(rules[0].Targets);
  });

  test('without a trigger nothing but a person starts it', () => {
    const quiet = inAccount(TOOLING, (scope) => deployPipeline(scope, 'p-1', { triggers: [] }));
    quiet.resourceCountIs('AWS::Events::Rule', 0);
    expect(propertiesOf('AWS::IAM::Role', quiet).map(({ RoleName }) => RoleName)).not.toContain('mlops-credit-p-1-deploy-events');
  });
});

test('names keep to the limits of their services at the longest prefixes', () => {
  const long = inAccount(TOOLING, (scope) => deployPipeline(scope, 'p-1', {
    pipelineName: 'p'.repeat(100), rolePrefix: `mlops-${TEAM}-${'p'.repeat(35)}`, stages: [{ ...STAGES[0], gate: new ApprovalGate({ name: 'g'.repeat(100), question: '?' }) }],
  }));
  const longest = (type: string, property: string) => Math.max(...propertiesOf(type, long).map((properties) => properties[property].length));
  expect(longest('AWS::IAM::Role', 'RoleName')).toBe(64);
  expect(longest('AWS::CodeBuild::Project', 'Name')).toBeLessThanOrEqual(150);
});
