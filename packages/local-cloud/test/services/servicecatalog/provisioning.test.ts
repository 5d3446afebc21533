import { createServiceCatalog } from '../../../src/services/servicecatalog';
import { ACCOUNT, calling, LAUNCH_ROLE, root, session, soon, TEMPLATE } from './fake-cloud';
import { lead, openCatalog, scientist, URL } from './fixture';

type Catalog = Awaited<ReturnType<typeof openCatalog>>;
let catalog: Catalog;
beforeEach(async () => {
  catalog = await openCatalog();
});
afterEach(() => catalog.fake.close());

const refused = (promise: Promise<unknown>) => promise.then(() => { throw new Error('it was allowed'); }, (error: Error) => `${error.name}: ${error.message}`);
/** What became of a record when everything has ended. */
const ended = async (answer: Promise<any>) => {
  const { RecordDetail: { RecordId } } = await answer;
  await catalog.service.close?.();
  return catalog.call('DescribeRecord', { Id: RecordId }, lead);
};
const product = () => catalog.call('DescribeProvisionedProduct', { Name: 'mine' }, lead).then(({ ProvisionedProductDetail }) => ProvisionedProductDetail);

describe('launching', () => {
  test('makes a stack with the launch role, its parameters and tags', async () => {
    const { RecordDetail, RecordOutputs } = await ended(catalog.launch({ Tags: [{ Key: 'own', Value: '1' }] }));
    expect(RecordDetail).toMatchObject({ Status: 'SUCCEEDED', RecordType: 'PROVISION_PRODUCT', RecordErrors: [], LaunchRoleArn: LAUNCH_ROLE, ProvisionedProductName: 'mine' });
    expect(RecordOutputs).toEqual([expect.objectContaining({ OutputKey: 'CloudformationStackARN' }), { OutputKey: 'Topic', OutputValue: 'the-topic', Description: undefined }]);
    const [{ action, stackName, accessKey, form }] = catalog.fake.stackCalls;
    expect([action, stackName, accessKey]).toEqual(['CreateStack', `SC-${ACCOUNT}-${RecordDetail.ProvisionedProductId}`, 'KEY-OF-launch']);
    expect(form).toMatchObject({ 'Parameters.member.1.ParameterKey': 'Size', 'Parameters.member.1.ParameterValue': '2', 'Tags.member.1.Key': 'cost-centre', 'Tags.member.2.Key': 'own' });
    expect(catalog.fake.assumed).toEqual([`servicecatalog.amazonaws.com ${LAUNCH_ROLE}`]);
    expect(await product()).toMatchObject({ Status: 'AVAILABLE', LastSuccessfulProvisioningRecordId: RecordDetail.RecordId });
  });

  test('is under change while the stack is', async () => {
    catalog.fake.scripts = [{ statuses: ['CREATE_IN_PROGRESS'] }];
    const { RecordDetail } = await catalog.launch();
    await soon();
    expect([(await product()).Status, RecordDetail.Status]).toEqual(['UNDER_CHANGE', 'IN_PROGRESS']);
    expect(await refused(catalog.call('TerminateProvisionedProduct', { ProvisionedProductName: 'mine', TerminateToken: 't' }))).toContain('is UNDER_CHANGE by');
    catalog.fake.scripts = [];
    (catalog.fake as any).current = { statuses: ['CREATE_COMPLETE'] };
    await catalog.service.close?.();
    expect((await product()).Status).toBe('AVAILABLE');
  });

  test.each([['a role without a portfolio', scientist], ['the account\'s root', root], ['a role of that name in another account', session('lead', 'leo', '999999999999')]])('is not for %s', async (_, principal) => {
    expect(await refused(catalog.launch({}, principal))).toMatch(/^ResourceNotFoundException/);
    expect(catalog.fake.stackCalls).toEqual([]);
  });

  test('does not take a name twice, but the same request again', async () => {
    const first = await catalog.launch();
    expect((await catalog.launch()).RecordDetail.RecordId).toBe(first.RecordDetail.RecordId);
    expect(await refused(catalog.launch({ ProvisionToken: 'other' }))).toMatch(/^DuplicateResourceException/);
    await catalog.service.close?.();
    expect(catalog.fake.stackCalls).toHaveLength(1);
  });

  test('asks which path when there are several', async () => {
    const { call, ProductId } = catalog;
    const { PortfolioDetail: { Id: PortfolioId } } = await call('CreatePortfolio', { DisplayName: 'second', ProviderName: 'it' });
    await call('AssociateProductWithPortfolio', { PortfolioId, ProductId });
    await call('AssociatePrincipalWithPortfolio', { PortfolioId, PrincipalARN: lead.roleArn, PrincipalType: 'IAM' });
    expect(await refused(catalog.launch())).toMatch(/^InvalidParametersException: .*several launch paths.*\(ml\).*\(second\)/);
    expect(await refused(catalog.launch({ PathName: 'third' }))).toMatch(/^ResourceNotFoundException: .*its paths are/);
    expect((await ended(catalog.launch({ PathName: 'ml' }))).RecordDetail.Status).toBe('SUCCEEDED');
  });

  test.each([
    ['an inactive version', async () => catalog.call('UpdateProvisioningArtifact', { ...catalog, Active: false }), {}, /is not active/],
    ['a version that is none', async () => undefined, { ProvisioningArtifactId: 'pa-none' }, /^ResourceNotFoundException/],
    ['stack sets', async () => undefined, { ProvisioningPreferences: {} }, /not in the table of what runs/],
  ])('refuses %s', async (_, prepare, more, expected) => {
    await prepare();
    expect(await refused(catalog.launch(more))).toMatch(expected);
  });

  test('puts a template that is too large for a request where CloudFormation reads it', async () => {
    catalog.fake.objects.set('templates/large.json', JSON.stringify({ ...JSON.parse(TEMPLATE), Description: 'x'.repeat(60_000) }));
    const { ProductId } = catalog;
    const { ProvisioningArtifactDetail: { Id } } = await catalog.call('CreateProvisioningArtifact', { ProductId, Parameters: { Info: { LoadTemplateFromURL: URL.replace('project', 'large') } } });
    await ended(catalog.launch({ ProvisioningArtifactId: Id }));
    const url = catalog.fake.stackCalls[0].form.TemplateURL;
    expect(catalog.fake.objects.get(url.replace('https://s3.eu-west-1.amazonaws.com/', ''))).toContain('xxx');
  });

  test('takes the version\'s template as it was when the version was made', async () => {
    catalog.fake.objects.set('templates/project.json', '{"Resources":{"Bad":{}}}');
    await ended(catalog.launch());
    expect(catalog.fake.stackCalls[0].form.TemplateBody).toContain('SageMakerProjectName');
  });
});

describe('a launch that fails', () => {
  test('says which resource failed first, not what was cancelled for it', async () => {
    catalog.fake.scripts = [{
      statuses: ['CREATE_IN_PROGRESS', 'ROLLBACK_COMPLETE'],
      events: [
        { id: 's', type: 'AWS::CloudFormation::Stack', status: 'ROLLBACK_IN_PROGRESS', reason: 'failed to create' },
        { id: 'Other', status: 'CREATE_FAILED', reason: 'Resource creation cancelled' },
        { id: 'Topic', status: 'CREATE_FAILED', reason: 'not allowed' },
        { id: 's', type: 'AWS::CloudFormation::Stack', status: 'CREATE_IN_PROGRESS' },
      ],
    }];
    const { RecordDetail } = await ended(catalog.launch());
    expect(RecordDetail).toMatchObject({ Status: 'FAILED', RecordErrors: [{ Code: 'ROLLBACK_COMPLETE', Description: 'Topic (AWS::SNS::Topic): not allowed' }] });
    expect(await product()).toMatchObject({ Status: 'ERROR', StatusMessage: 'Topic (AWS::SNS::Topic): not allowed' });
  });

  test('because the launch role does not trust Service Catalog', async () => {
    catalog.fake.distrusted = LAUNCH_ROLE;
    expect((await ended(catalog.launch())).RecordDetail.RecordErrors[0].Description).toBe(`no trust policy of ${LAUNCH_ROLE} allows servicecatalog.amazonaws.com`);
  });

  test('because CloudFormation refuses the request', async () => {
    catalog.fake.refusal = { action: 'CreateStack', message: 'Parameters: [Size] do not exist in the template' };
    expect((await ended(catalog.launch())).RecordDetail.RecordErrors).toEqual([{ Code: 'ValidationError', Description: 'Parameters: [Size] do not exist in the template' }]);
  });

  test.each([
    [[{ Key: 'Other', Value: 'x' }], 'Parameters: [Other] do not exist in the template'],
    [[{ Key: 'SageMakerProjectName', Value: 'x' }], 'Parameters: [SageMakerProjectId] must have values'],
  ])('because of its parameters: %j', async (ProvisioningParameters, expected) => {
    catalog.fake.objects.set('templates/strict.json', TEMPLATE.replace('"SageMakerProjectId":{"Type":"String","Default":""}', '"SageMakerProjectId":{"Type":"String"}'));
    const { ProvisioningArtifactDetail: { Id } } = await catalog.call('CreateProvisioningArtifact', { ProductId: catalog.ProductId, Parameters: { Info: { LoadTemplateFromURL: URL.replace('project', 'strict') } } });
    expect((await ended(catalog.launch({ ProvisioningArtifactId: Id, ProvisioningParameters }))).RecordDetail.RecordErrors).toEqual([{ Code: 'ValidationError', Description: expected }]);
    expect(catalog.fake.stackCalls).toEqual([]);
  });

  test('because there is no launch role and the caller is no root user', async () => {
    catalog.fake.close();
    catalog = await openCatalog({ launchRole: false });
    expect((await ended(catalog.launch())).RecordDetail.RecordErrors[0].Description).toContain('give the product a LAUNCH constraint');
  });

  test('can be ended, although there is no stack', async () => {
    catalog.fake.distrusted = LAUNCH_ROLE;
    await ended(catalog.launch());
    catalog.fake.distrusted = undefined;
    catalog.fake.refusal = { action: 'DescribeStacks', message: 'Stack with id x does not exist' };
    expect((await ended(catalog.call('TerminateProvisionedProduct', { ProvisionedProductName: 'mine', TerminateToken: 't' }, lead))).RecordDetail.Status).toBe('SUCCEEDED');
    await expect(product()).rejects.toThrow('There is no provisioned product mine');
  });
});

describe('what was launched', () => {
  beforeEach(async () => {
    await ended(catalog.launch());
  });
  const update = (more: object = {}, principal = lead) => catalog.call('UpdateProvisionedProduct', { ProvisionedProductName: 'mine', UpdateToken: 'u', ...more }, principal);

  test('is updated: parameters it keeps, changes and drops', async () => {
    await ended(update({ ProvisioningParameters: [{ Key: 'Size', UsePreviousValue: true }, { Key: 'New', Value: 'n' }] }));
    const { action, form } = catalog.fake.stackCalls[1];
    expect([action, form['Parameters.member.1.ParameterValue'], form['Parameters.member.2.ParameterValue']]).toEqual(['UpdateStack', '2', 'n']);
    await ended(update({ ProvisioningParameters: [] }));
    expect(catalog.fake.stackCalls[2].form['Parameters.member.1.ParameterKey']).toBeUndefined();
  });

  test('is up to date when an update changes nothing', async () => {
    catalog.fake.refusal = { action: 'UpdateStack', message: 'No updates are to be performed.' };
    expect((await ended(update())).RecordDetail.Status).toBe('SUCCEEDED');
  });

  test('is tainted by an update that was rolled back', async () => {
    catalog.fake.scripts = [{ statuses: ['UPDATE_ROLLBACK_COMPLETE'], events: [{ id: 'Topic', status: 'UPDATE_FAILED', reason: 'no' }] }];
    expect((await ended(update())).RecordDetail).toMatchObject({ Status: 'FAILED', RecordType: 'UPDATE_PROVISIONED_PRODUCT' });
    expect((await product()).Status).toBe('TAINTED');
  });

  test('is not updated by somebody without the product', async () => {
    expect(await refused(update({}, scientist))).toMatch(/^ResourceNotFoundException: No launch paths/);
  });

  test('goes with its stack', async () => {
    expect((await ended(catalog.call('TerminateProvisionedProduct', { ProvisionedProductName: 'mine', TerminateToken: 't' }, lead))).RecordDetail.Status).toBe('SUCCEEDED');
    expect(catalog.fake.stackCalls[1]).toMatchObject({ action: 'DeleteStack', accessKey: 'KEY-OF-launch' });
    expect((await catalog.call('ScanProvisionedProducts', {}, lead)).ProvisionedProducts).toEqual([]);
  });

  test('stays in error when its stack cannot be deleted, unless errors are to be ignored', async () => {
    const terminate = (IgnoreErrors: boolean) => {
      catalog.fake.scripts = [{ statuses: ['DELETE_FAILED'], events: [{ id: 'Topic', status: 'DELETE_FAILED', reason: 'in use' }] }];
      return ended(catalog.call('TerminateProvisionedProduct', { ProvisionedProductName: 'mine', TerminateToken: 't', IgnoreErrors }, lead));
    };
    expect((await terminate(false)).RecordDetail.RecordErrors[0].Description).toContain('in use');
    expect((await product()).Status).toBe('ERROR');
    await terminate(true);
    await expect(product()).rejects.toThrow('There is no provisioned product mine');
  });

  test('shows its outputs', async () => {
    const outputs = (OutputKeys?: string[]) => catalog.call('GetProvisionedProductOutputs', { ProvisionedProductName: 'mine', OutputKeys }, lead);
    expect((await outputs()).Outputs).toHaveLength(2);
    expect((await outputs(['Topic'])).Outputs).toEqual([expect.objectContaining({ OutputValue: 'the-topic' })]);
    expect(await refused(outputs(['None']))).toContain('has no output None');
  });

  test('is found by who may see it', async () => {
    const search = async (principal: typeof lead, Key?: string, query: string[] = []) =>
      (await catalog.call('SearchProvisionedProducts', { AccessLevelFilter: Key && { Key, Value: 'self' }, Filters: { SearchQuery: query } }, principal)).TotalResultsCount;
    const colleague = session('lead', 'lea');
    expect([await search(lead), await search(colleague), await search(colleague, 'Role'), await search(scientist, 'Role'), await search(scientist, 'Account')]).toEqual([1, 0, 1, 0, 1]);
    expect([await search(lead, 'User', ['name:mi']), await search(lead, 'User', ['mine']), await search(lead, 'User', ['status:ERROR'])]).toEqual([1, 1, 0]);
    await expect(search(lead, 'User', ['colour:red'])).rejects.toThrow('there is no field colour');
    expect((await catalog.call('ListRecordHistory', { SearchFilter: { Key: 'product', Value: catalog.ProductId } }, lead)).RecordDetails).toHaveLength(1);
    await expect(catalog.call('ListRecordHistory', { SearchFilter: { Key: 'other', Value: 'x' } }, lead)).rejects.toThrow('it is product or provisionedproduct');
  });

  test('asks IAM by level: own, of the role, of the account', async () => {
    const level = async (principal: typeof lead) => (await catalog.access('TerminateProvisionedProduct', { ProvisionedProductName: 'mine' }, principal))[0].context;
    const all = { 'servicecatalog:accountLevel': 'self', 'servicecatalog:roleLevel': 'self', 'servicecatalog:userLevel': 'self' };
    expect(await level(lead)).toEqual(all);
    expect(await level(session('lead', 'lea'))).toEqual({ 'servicecatalog:accountLevel': 'self', 'servicecatalog:roleLevel': 'self' });
    expect(await level(scientist)).toEqual({ 'servicecatalog:accountLevel': 'self' });
    expect((await catalog.access('SearchProvisionedProducts', { AccessLevelFilter: { Key: 'Account' } }, lead))[0].context).toEqual({ 'servicecatalog:accountLevel': 'self' });
    expect((await catalog.access('ProvisionProduct', { ProductName: 'project' }, lead))[0].resource).toBe(`arn:aws:catalog:eu-west-1:${ACCOUNT}:product/${catalog.ProductId}`);
  });
});

test('a restart takes up what was under way', async () => {
  catalog.fake.scripts = [{ statuses: ['CREATE_IN_PROGRESS'] }];
  const stuck = createServiceCatalog(catalog.fake.cloud, { pause: () => Promise.reject(Object.assign(new Error('closing'), { name: 'AbortError' })) });
  const { ProductId, ProvisioningArtifactId } = catalog;
  const { RecordDetail } = await calling(stuck)('ProvisionProduct', { ProductId, ProvisioningArtifactId, ProvisionedProductName: 'mine', ProvisionToken: 'p' }, lead);
  await stuck.close?.();
  (catalog.fake as any).current = { statuses: ['CREATE_COMPLETE'] };
  const again = createServiceCatalog(catalog.fake.cloud, { pause: soon });
  expect((await calling(again)('DescribeRecord', { Id: RecordDetail.RecordId }, lead)).RecordDetail.Status).toBe('IN_PROGRESS');
  await again.close?.();
  expect((await calling(again)('DescribeRecord', { Id: RecordDetail.RecordId }, lead)).RecordDetail.Status).toBe('SUCCEEDED');
  expect(catalog.fake.stackCalls).toHaveLength(1);
});
