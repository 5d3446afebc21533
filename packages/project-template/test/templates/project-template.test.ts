import { describeConstruct, identityPolicies } from '@mlops-foundation/test-kit';
import { CloudFormationProduct, CloudFormationTemplate } from 'aws-cdk-lib/aws-servicecatalog';
import { BOUNDARY, decision, DEV, policyIn, PRE_PROD, product, PROD, project, projectTemplate, propertiesOf, REGION, session, settled, TEAM, TOOLING } from '../fixtures';

describeConstruct('ProjectTemplate', {
  'in a product': (scope, id) => new CloudFormationProduct(scope, id, {
    productName: id, owner: 'Platform', productVersions: [{ cloudFormationTemplate: CloudFormationTemplate.fromProductStack(projectTemplate(scope, `${id}Template`)) }],
  }),
});

describeConstruct('ProjectTemplate that trains only', {
  'in a product': (scope, id) => new CloudFormationProduct(scope, id, {
    productName: id, owner: 'Platform', productVersions: [{ cloudFormationTemplate: CloudFormationTemplate.fromProductStack(projectTemplate(scope, `${id}Template`, { preProd: undefined, prod: undefined })) }],
  }),
});

const template = product();
const values = project();
const nameOf = (properties: Record<string, unknown>, from = values) => settled(properties.RoleName ?? properties.RepositoryName ?? properties.ModelPackageGroupName ?? properties.Name, from);
const namesOf = (type: string, from = values, of = template) => propertiesOf(of, type).map((properties) => nameOf(properties, from)).sort();

test('the parameters are the two that SageMaker gives, with its own limits, and the team\'s key', () => {
  expect(template.findParameters('*')).toEqual({
    SageMakerProjectName: expect.objectContaining({ Type: 'String', MaxLength: 32 }), SageMakerProjectId: expect.objectContaining({ Type: 'String', MaxLength: 15 }),
    ...template.findParameters('*', { Type: 'AWS::SSM::Parameter::Value<String>', Default: `/mlops/${TEAM}/key-arn` }),
  });
  expect(Object.keys(template.findParameters('*'))).toHaveLength(3);
});

test('names derive from the project, roles from its id alone', () => {
  const stem = 'default-risk-p-abcdefghijkl';
  expect(namesOf('AWS::CodeCommit::Repository')).toEqual([`${stem}-build`, `${stem}-deploy`]);
  expect(namesOf('AWS::CodePipeline::Pipeline')).toEqual([`${stem}-build`, `${stem}-deploy`]);
  expect(namesOf('AWS::CodeBuild::Project')).toEqual([`${stem}-build-build`, `${stem}-build-contract`, `${stem}-deploy-synth`, `${stem}-deploy-test`]);
  expect(namesOf('AWS::SageMaker::ModelPackageGroup')).toEqual([stem]);
  expect(namesOf('AWS::IAM::Role')).toEqual(['build', 'build-events', 'build-pipeline', 'contract', 'deploy-events', 'deploy-pipeline', 'synth', 'test'].map((end) => `mlops-${TEAM}-p-abcdefghijkl-${end}`));
});

test('the names of two projects have nothing in common', () => {
  const types = ['AWS::CodeCommit::Repository', 'AWS::CodePipeline::Pipeline', 'AWS::CodeBuild::Project', 'AWS::SageMaker::ModelPackageGroup', 'AWS::IAM::Role'];
  const [one, other] = ['p-1', 'p-2'].map((id) => types.flatMap((type) => namesOf(type, project('default-risk', id))));
  expect(one.filter((name) => other.includes(name))).toEqual([]);
});

describe.each([20, 26])('of a team of %i characters, the longest project name and id', (length) => {
  const long = project('n'.repeat(32), `p-${'i'.repeat(13)}`);
  const of = product({ team: 't'.repeat(length) });

  test.each([['AWS::IAM::Role', 64], ['AWS::CodeCommit::Repository', 100], ['AWS::CodePipeline::Pipeline', 100], ['AWS::CodeBuild::Project', 150], ['AWS::SageMaker::ModelPackageGroup', 63]])('names of %s keep to %i characters', (type, limit) => {
    expect(namesOf(type, long, of).filter((name) => name.length > limit)).toEqual([]);
  });

  test('stacks and endpoints in targets keep to theirs', () => {
    const [, deploy] = propertiesOf(of, 'AWS::CodePipeline::Pipeline').sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    const stacks = deploy.Stages.flatMap(({ Actions }: { Actions: { Configuration: { StackName?: unknown } }[] }) => Actions.flatMap(({ Configuration }) => Configuration.StackName ?? []));
    expect(stacks.map((name: unknown) => settled(name, long).length).filter((size: number) => size > 128)).toEqual([]);
    expect(stacks).toHaveLength(2);
    expect(namesOf('AWS::SageMaker::ModelPackageGroup', long, of)[0].length).toBeLessThanOrEqual(63);
  });
});

test('every role of a project is under the boundary', () => {
  expect(new Set(propertiesOf(template, 'AWS::IAM::Role').map(({ PermissionsBoundary }) => settled(PermissionsBoundary, values)))).toEqual(new Set([BOUNDARY]));
});

test('without accounts that serve there is the half that trains, under the same names, and nobody reads the group from elsewhere', () => {
  const half = product({ preProd: undefined, prod: undefined });
  const stem = 'default-risk-p-abcdefghijkl';
  expect([namesOf('AWS::CodeCommit::Repository', values, half), namesOf('AWS::CodePipeline::Pipeline', values, half)]).toEqual([[`${stem}-build`], [`${stem}-build`]]);
  const [{ ModelPackageGroupPolicy: { Statement } }] = propertiesOf(half, 'AWS::SageMaker::ModelPackageGroup');
  expect(Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([`Find${DEV}`, `Register${DEV}`]);
  // an account set that grows keeps what it has: no resource changes its type or goes
  const [before, after] = [half, template].map((one) => one.toJSON().Resources as Record<string, { Type: string }>);
  expect(Object.entries(before).filter(([id, { Type }]) => after[id]?.Type !== Type)).toEqual([]);
});

test('both repositories begin with their seeds, on main', () => {
  const codes = propertiesOf(template, 'AWS::CodeCommit::Repository').map(({ Code }) => Code);
  expect(codes.map(({ BranchName }) => BranchName)).toEqual(['main', 'main']);
  expect(new Set(codes.map(({ S3 }) => S3.Key)).size).toBe(2);
});

test('pipelines come before their repositories, so that none waits at a gate before there is a model', () => {
  const repositories = Object.values(template.findResources('AWS::CodeCommit::Repository'));
  expect(repositories.map(({ DependsOn }) => [DependsOn].flat().filter((id) => /Pipeline/.test(id)).length > 0)).toEqual([true, true]);
});

test('two gates: one before anything is made, one between tests and prod', () => {
  const deploy = propertiesOf(template, 'AWS::CodePipeline::Pipeline').find((properties) => /-deploy$/.test(nameOf(properties)));
  expect(deploy?.Stages.map(({ Name }: { Name: string }) => Name)).toEqual(['Source', 'Approve', 'Synth', 'PreProd', 'Test', 'ApproveProd', 'Prod']);
});

describe('the project\'s group', () => {
  const [{ ModelPackageGroupPolicy }] = propertiesOf(template, 'AWS::SageMaker::ModelPackageGroup');
  const resource = policyIn(ModelPackageGroupPolicy, values);
  const everything = policyIn({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }, values);
  const version = `arn:aws:sagemaker:${REGION}:${TOOLING}:model-package/default-risk-p-abcdefghijkl/1`;
  const ask = (account: string, role: string, action: string, status = 'PendingManualApproval') => decision(
    { principal: session(account, `mlops-${TEAM}-${role}`), action: `sagemaker:${action}`, resource: version, resourceAccount: TOOLING, context: { 'sagemaker:ModelApprovalStatus': status } }, { identity: [everything], resource },
  );

  test('takes versions of dev\'s jobs, which wait for approval', () => {
    expect([ask(DEV, 'pipeline-execution', 'CreateModelPackage'), ask(DEV, 'pipeline-execution', 'CreateModelPackage', 'Approved'), ask(DEV, 'pipeline-execution', 'UpdateModelPackage', 'Approved')]).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
  });

  test.each([PRE_PROD, PROD])('is read from %s by CloudFormation alone, and written by nobody there', (account) => {
    expect(['cloudformation-execution', 'model-execution', 'deployment', 'endpoint-test'].filter((role) => ask(account, role, 'DescribeModelPackage') === 'allowed')).toEqual(['cloudformation-execution']);
    expect(['CreateModelPackage', 'UpdateModelPackage', 'DeleteModelPackage'].map((action) => ask(account, 'cloudformation-execution', action))).toEqual(['implicitDeny', 'implicitDeny', 'implicitDeny']);
  });

  test('its approval is what the deploy pipeline waits for', () => {
    const patterns = propertiesOf(template, 'AWS::Events::Rule').map(({ EventPattern }) => EventPattern).filter(({ source }) => source[0] === 'aws.sagemaker');
    expect(patterns.map(({ detail }) => [settled(detail.ModelPackageGroupName[0], values), detail.ModelApprovalStatus])).toEqual([['default-risk-p-abcdefghijkl', ['Approved']]]);
  });
});

test('pipelines of a project go to the accounts they are given, and to no other', () => {
  const roles = Object.keys(template.findResources('AWS::IAM::Role'));
  const may = (account: string, name: string) => roles.filter((id) => decision(
    { principal: session(TOOLING, id), action: 'sts:AssumeRole', resource: `arn:aws:iam::${account}:role/mlops-${TEAM}-${name}` }, { identity: identityPolicies(template, new RegExp(`^${id}$`), values) },
  ) === 'allowed').map((id) => id.replace(/[0-9A-F]{8}$/, ''));
  expect({ dev: may(DEV, 'pipeline-deployer'), preProd: may(PRE_PROD, 'deployment'), tests: may(PRE_PROD, 'endpoint-test'), prod: may(PROD, 'deployment'), testsOfProd: may(PROD, 'endpoint-test'), other: may('999999999999', 'deployment') })
    .toEqual({ dev: ['BuildBuildRole'], preProd: ['DeployPipelineRole'], tests: ['DeployPreProdTestRole'], prod: ['DeployPipelineRole'], testsOfProd: [], other: [] });
});
