import { sageMakerProjects, type SageMakerProjects } from '../../../src/services/sagemaker-projects';
import { ACCOUNT, accessOf, calling, contextOf, LAUNCH_ROLE, root, soon } from '../servicecatalog/fake-cloud';
import { lead, openCatalog, scientist, URL } from '../servicecatalog/fixture';

type Catalog = Awaited<ReturnType<typeof openCatalog>>;
let catalog: Catalog;
let projects: SageMakerProjects;
let call: ReturnType<typeof calling>;
beforeEach(async () => {
  catalog = await openCatalog();
  projects = sageMakerProjects(catalog.fake.cloud, { pause: soon });
  call = calling(projects);
});
afterEach(() => catalog.fake.close());

const refused = (promise: Promise<unknown>) => promise.then(() => { throw new Error('it was allowed'); }, (error: Error) => `${error.name}: ${error.message}`);
const settled = async () => {
  await projects.close();
  await catalog.service.close?.();
};
const describeProject = (ProjectName = 'credit') => call('DescribeProject', { ProjectName }, lead);
const ARN = `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:project/credit`;
const failing = (status: string) => ({ statuses: [status], events: [{ id: 'Topic', status: 'CREATE_FAILED', reason: 'not allowed' }] });

describe('a project from a product', () => {
  const create = (more: object = {}, principal = lead) => call('CreateProject', { ProjectName: 'credit', ProjectDescription: 'd', ServiceCatalogProvisioningDetails: { ProductId: catalog.ProductId, ...more } }, principal);

  test('is provisioned under its name and id, which the template gets', async () => {
    const { ProjectArn, ProjectId } = await create({ ProvisioningParameters: [{ Key: 'Size', Value: '2' }, { Key: 'SageMakerProjectId', Value: 'mine' }] });
    expect([ProjectArn, ProjectId]).toEqual([ARN, expect.stringMatching(/^p-[a-z0-9]{12}$/)]);
    await settled();
    const [{ form }] = catalog.fake.stackCalls;
    const parameters = [1, 2, 3].map((n) => [form[`Parameters.member.${n}.ParameterKey`], form[`Parameters.member.${n}.ParameterValue`]]);
    expect(parameters).toEqual([['Size', '2'], ['SageMakerProjectName', 'credit'], ['SageMakerProjectId', ProjectId]]);
    expect(Object.values(form)).toEqual(expect.arrayContaining(['sagemaker:project-name', 'sagemaker:project-id']));
    expect(await describeProject()).toMatchObject({
      ProjectStatus: 'CreateCompleted', ProjectDescription: 'd', CreatedBy: { IamIdentity: { Arn: lead.arn } },
      ServiceCatalogProvisioningDetails: { ProductId: catalog.ProductId, ProvisioningArtifactId: catalog.ProvisioningArtifactId },
      ServiceCatalogProvisionedProductDetails: { ProvisionedProductId: expect.stringMatching(/^pp-/) },
    });
    expect((await catalog.call('SearchProvisionedProducts', {}, lead)).ProvisionedProducts[0].Name).toBe(`credit-${ProjectId}`);
  });

  test('is in progress while its stack is', async () => {
    catalog.fake.scripts = [{ statuses: ['CREATE_IN_PROGRESS', 'CREATE_COMPLETE'] }];
    await create();
    expect((await describeProject()).ProjectStatus).toBe('CreateInProgress');
    expect(await refused(call('DeleteProject', { ProjectName: 'credit' }, lead))).toMatch(/^ConflictException: .*CreateInProgress/);
    await settled();
    expect((await describeProject()).ProjectStatus).toBe('CreateCompleted');
  });

  test('says why it failed', async () => {
    catalog.fake.scripts = [failing('ROLLBACK_COMPLETE')];
    await create();
    await settled();
    expect(await describeProject()).toMatchObject({ ProjectStatus: 'CreateFailed', ServiceCatalogProvisionedProductDetails: { ProvisionedProductStatusMessage: 'Topic (AWS::SNS::Topic): not allowed' } });
  });

  test('is not made for somebody whom no portfolio lets in', async () => {
    expect(await refused(create({}, scientist))).toMatch(/^ResourceNotFoundException/);
    expect(await refused(create({ ProvisioningArtifactId: catalog.ProvisioningArtifactId }, scientist))).toMatch(/^ResourceNotFoundException: No launch paths/);
    expect((await call('ListProjects')).ProjectSummaryList).toEqual([]);
  });

  test('is there once', async () => {
    await create();
    await settled();
    expect(await refused(create())).toContain('Project credit already exists');
  });

  test('is updated through its product', async () => {
    await create();
    await settled();
    await call('UpdateProject', { ProjectName: 'credit', ServiceCatalogProvisioningUpdateDetails: { ProvisioningParameters: [{ Key: 'Size', Value: '1' }] }, Tags: [{ Key: 'a', Value: 'b' }] }, lead);
    await settled();
    expect([(await describeProject()).ProjectStatus, catalog.fake.stackCalls[1].action, catalog.fake.stackCalls[1].form['Parameters.member.1.ParameterValue']]).toEqual(['UpdateCompleted', 'UpdateStack', '1']);
    catalog.fake.scripts = [failing('UPDATE_ROLLBACK_COMPLETE')];
    await call('UpdateProject', { ProjectName: 'credit', ServiceCatalogProvisioningUpdateDetails: {} }, lead);
    await settled();
    expect((await describeProject()).ProjectStatus).toBe('UpdateFailed');
  });

  test('goes with its product, and its name is free again', async () => {
    await create();
    await settled();
    await call('DeleteProject', { ProjectName: 'credit' }, lead);
    await settled();
    expect([(await describeProject()).ProjectStatus, catalog.fake.stackCalls[1].action]).toEqual(['DeleteCompleted', 'DeleteStack']);
    expect(await refused(call('DeleteProject', { ProjectName: 'credit' }, lead))).toContain('is deleted already');
    await create();
    expect((await call('ListProjects', { SortBy: 'Name' })).ProjectSummaryList).toHaveLength(2);
  });

  test('needs the rights to the product besides those to the project', async () => {
    const access = accessOf(projects);
    expect(await access('CreateProject', { ProjectName: 'credit', Tags: [{ Key: 'k', Value: 'v' }], ServiceCatalogProvisioningDetails: { ProductId: catalog.ProductId } }, lead)).toEqual([
      { action: 'sagemaker:CreateProject', resource: ARN, context: { 'aws:RequestTag/k': 'v', 'aws:TagKeys': ['k'] } },
      { action: 'servicecatalog:ProvisionProduct', resource: `arn:aws:catalog:eu-west-1:${ACCOUNT}:product/${catalog.ProductId}` },
    ]);
    await create({}, lead);
    expect((await access('DeleteProject', { ProjectName: 'credit' }, lead)).map(({ action }) => action)).toEqual(['sagemaker:DeleteProject', 'servicecatalog:TerminateProvisionedProduct']);
    expect((await access('UpdateProject', { ProjectName: 'credit' }, lead)).map(({ action }) => action)).toEqual(['sagemaker:UpdateProject']);
    await settled();
  });
});

describe('a project from a template in S3', () => {
  const provider = { TemplateName: 't', TemplateURL: URL, RoleARN: LAUNCH_ROLE, Parameters: [{ Key: 'Size', Value: '1' }] };
  const create = (more: object = {}, principal = lead) => call('CreateProject', { ProjectName: 'credit', TemplateProviders: [{ CfnTemplateProvider: { ...provider, ...more } }] }, principal);

  test('is a stack made by its role', async () => {
    const { ProjectId } = await create();
    await settled();
    const [{ accessKey, stackName }] = catalog.fake.stackCalls;
    expect([accessKey, stackName, catalog.fake.assumed]).toEqual(['KEY-OF-launch', `SP-credit-${ProjectId}`, [`cloudformation.amazonaws.com ${LAUNCH_ROLE}`]]);
    expect(await describeProject()).toMatchObject({ ProjectStatus: 'CreateCompleted', TemplateProviderDetails: [{ CfnTemplateProviderDetail: { TemplateName: 't', RoleARN: LAUNCH_ROLE, StackDetail: { Name: stackName, Id: expect.stringContaining('arn:aws:cloudformation') } } }] });
  });

  test('passes the role to CloudFormation', async () => {
    expect(await accessOf(projects)('CreateProject', { ProjectName: 'credit', TemplateProviders: [{ CfnTemplateProvider: provider }] }, lead))
      .toContainEqual({ action: 'iam:PassRole', resource: LAUNCH_ROLE, context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } });
  });

  test.each([
    ['a role that does not trust CloudFormation', () => { catalog.fake.distrusted = LAUNCH_ROLE; }, {}, /no trust policy/],
    ['no role, by somebody who is no root user', () => undefined, { RoleARN: undefined }, /give the template provider a RoleARN/],
    ['a stack that fails', () => { catalog.fake.scripts = [failing('ROLLBACK_COMPLETE')]; }, {}, /Topic \(AWS::SNS::Topic\): not allowed/],
  ])('fails with %s', async (_, prepare, more, expected) => {
    prepare();
    await create(more);
    await settled();
    const { ProjectStatus, TemplateProviderDetails: [{ CfnTemplateProviderDetail: { StackDetail } }] } = await describeProject();
    expect([ProjectStatus, StackDetail.StatusMessage]).toEqual(['CreateFailed', expect.stringMatching(expected)]);
  });

  test('is not made from a template that is not there', async () => {
    expect(await refused(create({ TemplateURL: URL.replace('project', 'none') }))).toMatch(/^ValidationException: Cannot read the template/);
  });

  test('is updated and deleted', async () => {
    await create({}, root);
    await settled();
    await call('UpdateProject', { ProjectName: 'credit', TemplateProvidersToUpdate: [{ CfnTemplateProvider: { TemplateName: 't', TemplateURL: URL } }] });
    await settled();
    expect((await describeProject()).ProjectStatus).toBe('UpdateCompleted');
    expect(await refused(call('UpdateProject', { ProjectName: 'credit', ServiceCatalogProvisioningUpdateDetails: {} }))).toContain('was made the other way');
    await call('DeleteProject', { ProjectName: 'credit' });
    await settled();
    expect([(await describeProject()).ProjectStatus, catalog.fake.stackCalls.map(({ action }) => action)]).toEqual(['DeleteCompleted', ['CreateStack', 'UpdateStack', 'DeleteStack']]);
  });

  test('survives a restart, and what was under way is taken up', async () => {
    catalog.fake.scripts = [{ statuses: ['CREATE_IN_PROGRESS'] }];
    const stuck = sageMakerProjects(catalog.fake.cloud, { pause: () => Promise.reject(Object.assign(new Error('closing'), { name: 'AbortError' })) });
    await calling(stuck)('CreateProject', { ProjectName: 'later', TemplateProviders: [{ CfnTemplateProvider: provider }] }, lead);
    await stuck.close();
    (catalog.fake as any).current = { statuses: ['CREATE_COMPLETE'] };
    projects = sageMakerProjects(catalog.fake.cloud, { pause: soon });
    call = calling(projects);
    expect((await describeProject('later')).ProjectStatus).toBe('CreateInProgress');
    await settled();
    expect([(await describeProject('later')).ProjectStatus, catalog.fake.stackCalls.length]).toEqual(['CreateCompleted', 1]);
  });
});

test('one way or the other', async () => {
  expect(await refused(call('CreateProject', { ProjectName: 'x' }))).toMatch(/^ValidationException: Give either/);
  expect(await refused(describeProject('none'))).toMatch(/^ValidationException: Project none does not exist/);
});

test('projects are listed by name and page', async () => {
  for (const ProjectName of ['b', 'a', 'other']) await call('CreateProject', { ProjectName, ServiceCatalogProvisioningDetails: { ProductId: catalog.ProductId } }, lead);
  await settled();
  const names = ({ ProjectSummaryList }: any) => ProjectSummaryList.map(({ ProjectName }: any) => ProjectName);
  const first = await call('ListProjects', { SortBy: 'Name', MaxResults: 2 });
  expect([names(first), names(await call('ListProjects', { SortBy: 'Name', MaxResults: 2, NextToken: first.NextToken }))]).toEqual([['a', 'b'], ['other']]);
  expect(names(await call('ListProjects', { SortBy: 'Name', SortOrder: 'Descending', NameContains: 'o' }))).toEqual(['other']);
  expect(names(await call('ListProjects', { CreationTimeAfter: 9e9 }))).toEqual([]);
});

describe('by CloudFormation', () => {
  const context: any = { ...contextOf(lead), stackId: 's', logicalId: 'L' };
  const handler = () => projects.resourceTypes['AWS::SageMaker::Project'];
  const properties = () => ({ ProjectName: 'credit', ServiceCatalogProvisioningDetails: { ProductId: catalog.ProductId } });

  test('a project is made, waited for, changed and deleted', async () => {
    const { create, update, delete: remove } = handler();
    const made = await create.call(handler(), properties(), context);
    expect(made).toMatchObject({ physicalId: ARN, attributes: { ProjectStatus: 'CreateCompleted', ProjectId: expect.stringMatching(/^p-/) } });
    const changed = await update.call(handler(), ARN, { ...properties(), ServiceCatalogProvisioningDetails: { ProductId: catalog.ProductId, ProvisioningParameters: [] } }, properties(), context);
    expect(changed.attributes).toMatchObject({ ProjectStatus: 'UpdateCompleted' });
    await remove.call(handler(), ARN, properties(), context);
    expect((await describeProject()).ProjectStatus).toBe('DeleteCompleted');
  });

  test('a project that fails fails its resource, with the reason', async () => {
    catalog.fake.scripts = [failing('ROLLBACK_COMPLETE')];
    await expect(handler().create(properties(), context)).rejects.toThrow('Project credit is CreateFailed: Topic (AWS::SNS::Topic): not allowed');
  });
});
