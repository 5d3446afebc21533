import { ACCOUNT, contextOf, LAUNCH_ROLE } from './fake-cloud';
import { lead, openCatalog, scientist, URL } from './fixture';

type Catalog = Awaited<ReturnType<typeof openCatalog>>;
let catalog: Catalog;
beforeEach(async () => {
  catalog = await openCatalog();
});
afterEach(() => catalog.fake.close());

const refused = (promise: Promise<unknown>) => promise.then(() => { throw new Error('it was allowed'); }, (error: Error) => `${error.name}: ${error.message}`);

describe('portfolios', () => {
  test('are described, changed and listed', async () => {
    const { call, PortfolioId, ProductId } = catalog;
    await call('UpdatePortfolio', { Id: PortfolioId, DisplayName: 'other', AddTags: [{ Key: 'cost-centre', Value: '2' }] });
    expect(await call('DescribePortfolio', { Id: PortfolioId })).toMatchObject({ PortfolioDetail: { DisplayName: 'other', ProviderName: 'it', ARN: `arn:aws:catalog:eu-west-1:${ACCOUNT}:portfolio/${PortfolioId}` }, Tags: [{ Key: 'cost-centre', Value: '2' }] });
    expect((await call('ListPortfolios')).PortfolioDetails).toHaveLength(1);
    expect((await call('ListPortfoliosForProduct', { ProductId })).PortfolioDetails).toHaveLength(1);
    expect((await call('ListPrincipalsForPortfolio', { PortfolioId })).Principals).toEqual([{ PrincipalARN: lead.roleArn, PrincipalType: 'IAM' }]);
  });

  test('are not deleted while anything hangs on them', async () => {
    const { call, PortfolioId, ProductId, ConstraintId } = catalog;
    expect(await refused(call('DeletePortfolio', { Id: PortfolioId }))).toMatch(new RegExp(`^ResourceInUseException: .*${ProductId}.*${ConstraintId}`));
    await call('DeleteConstraint', { Id: ConstraintId });
    await call('DisassociateProductFromPortfolio', { PortfolioId, ProductId });
    await call('DisassociatePrincipalFromPortfolio', { PortfolioId, PrincipalARN: lead.roleArn });
    await call('DeletePortfolio', { Id: PortfolioId });
    expect(await refused(call('DescribePortfolio', { Id: PortfolioId }))).toMatch(/^ResourceNotFoundException/);
  });

  test.each([['IAM', 'arn:aws:iam:::role/x'], ['IAM_PATTERN', `arn:aws:iam::${ACCOUNT}:role/x`]])('do not take a principal of the wrong form: %s %s', async (PrincipalType, PrincipalARN) => {
    expect(await refused(catalog.call('AssociatePrincipalWithPortfolio', { PortfolioId: catalog.PortfolioId, PrincipalType, PrincipalARN }))).toMatch(/^InvalidParametersException/);
  });
});

describe('products', () => {
  test('are described as the administrator sees them', async () => {
    const { call, ProductId, PortfolioId } = catalog;
    expect(await call('DescribeProductAsAdmin', { Id: ProductId })).toMatchObject({ ProductViewDetail: { Status: 'AVAILABLE', ProductViewSummary: { Name: 'project', ShortDescription: 'a project' } }, ProvisioningArtifactSummaries: [{ Name: 'v1' }] });
    expect((await call('SearchProductsAsAdmin', { PortfolioId })).ProductViewDetails).toHaveLength(1);
    expect((await call('DescribeProductAsAdmin', { Name: 'project' })).ProductViewDetail.ProductViewSummary.ProductId).toBe(ProductId);
  });

  test.each([
    ['a template that is not there', { Info: { LoadTemplateFromURL: URL.replace('project', 'none') } }, /Cannot read the template .*none\.json/],
    ['a URL that is none of S3', { Info: { LoadTemplateFromURL: 'project.json' } }, /must be the URL of an object in S3/],
    ['no template', { Info: {} }, /LoadTemplateFromURL is missing/],
  ])('are not made from %s', async (_, parameters, expected) => {
    const made = catalog.call('CreateProduct', { Name: 'x', Owner: 'it', ProductType: 'CLOUD_FORMATION_TEMPLATE', IdempotencyToken: 't', ProvisioningArtifactParameters: parameters });
    expect(await refused(made)).toMatch(expected);
    expect((await catalog.call('SearchProductsAsAdmin')).ProductViewDetails).toHaveLength(1);
  });

  test.each([['{', /neither JSON nor YAML/], ['{}', /has no Resources/], ['Resources: [\n', /neither JSON nor YAML/]])('are not made from a text that is no template: %j', async (text, expected) => {
    catalog.fake.objects.set('templates/bad.json', text);
    const parameters = { Info: { LoadTemplateFromURL: URL.replace('project', 'bad') } };
    expect(await refused(catalog.call('CreateProvisioningArtifact', { ProductId: catalog.ProductId, Parameters: parameters }))).toMatch(expected);
    await catalog.call('CreateProvisioningArtifact', { ProductId: catalog.ProductId, Parameters: { ...parameters, DisableTemplateValidation: true } });
  });

  test('of other kinds are refused by name', async () => {
    expect(await refused(catalog.call('CreateProduct', { Name: 'x', Owner: 'it', ProductType: 'EXTERNAL', IdempotencyToken: 't' }))).toContain('products of type EXTERNAL are not in the table of what runs');
  });

  test('get versions, of which the last stays', async () => {
    const { call, ProductId, ProvisioningArtifactId } = catalog;
    expect(await refused(call('DeleteProvisioningArtifact', { ProductId, ProvisioningArtifactId }))).toMatch(/^ResourceInUseException/);
    const { ProvisioningArtifactDetail: { Id } } = await call('CreateProvisioningArtifact', { ProductId, Parameters: { Info: { LoadTemplateFromURL: URL } } });
    await call('UpdateProvisioningArtifact', { ProductId, ProvisioningArtifactId: Id, Active: false, Guidance: 'DEPRECATED' });
    expect(await call('DescribeProvisioningArtifact', { ProductId, ProvisioningArtifactId: Id, IncludeProvisioningArtifactParameters: true }))
      .toMatchObject({ ProvisioningArtifactDetail: { Name: 'v2', Active: false, Guidance: 'DEPRECATED' }, ProvisioningArtifactParameters: [{}, {}, { ParameterKey: 'Size' }, {}] });
    await call('DeleteProvisioningArtifact', { ProductId, ProvisioningArtifactId });
    expect((await call('ListProvisioningArtifacts', { ProductId })).ProvisioningArtifactDetails).toEqual([expect.objectContaining({ Id })]);
  });

  test('stay while a portfolio holds them', async () => {
    expect(await refused(catalog.call('DeleteProduct', { Id: catalog.ProductId }))).toMatch(/^ResourceInUseException: .*port-/);
  });
});

describe('launch constraints', () => {
  const create = (Parameters: string, more: object = {}) => catalog.call('CreateConstraint', { PortfolioId: catalog.PortfolioId, ProductId: catalog.ProductId, Type: 'LAUNCH', Parameters, IdempotencyToken: 't', ...more });

  test('there is one for a product in a portfolio', async () => {
    expect(await refused(create(JSON.stringify({ RoleArn: LAUNCH_ROLE })))).toMatch(/^DuplicateResourceException/);
    await catalog.call('UpdateConstraint', { Id: catalog.ConstraintId, Description: 'ours', Parameters: JSON.stringify({ LocalRoleName: 'other' }) });
    expect(await catalog.call('DescribeConstraint', { Id: catalog.ConstraintId })).toMatchObject({ ConstraintDetail: { Description: 'ours', Type: 'LAUNCH' }, ConstraintParameters: '{"LocalRoleName":"other"}' });
    expect((await catalog.call('ListConstraintsForPortfolio', { PortfolioId: catalog.PortfolioId })).ConstraintDetails).toHaveLength(1);
  });

  test.each([['{', /are JSON/], ['{}', /either RoleArn or LocalRoleName/], [JSON.stringify({ RoleArn: LAUNCH_ROLE, LocalRoleName: 'x' }), /and not both/]])('are checked: %s', async (parameters, expected) => {
    expect(await refused(create(parameters))).toMatch(expected);
  });

  test('of other kinds are refused by name', async () => {
    expect(await refused(create('{}', { Type: 'STACKSET' }))).toContain('constraints of type STACKSET are not in the table of what runs');
  });

  test('pass their role to Service Catalog', async () => {
    const { access, ProductId, PortfolioId, ConstraintId } = catalog;
    const pass = (resource: string) => ({ action: 'iam:PassRole', resource, context: { 'iam:PassedToService': 'servicecatalog.amazonaws.com' } });
    expect(await access('CreateConstraint', { PortfolioId, ProductId, Type: 'LAUNCH', Parameters: JSON.stringify({ RoleArn: LAUNCH_ROLE }) })).toContainEqual(pass(LAUNCH_ROLE));
    expect(await access('UpdateConstraint', { Id: ConstraintId, Parameters: '{"LocalRoleName":"r"}' })).toContainEqual(pass(`arn:aws:iam::${ACCOUNT}:role/r`));
    expect(await access('UpdateConstraint', { Id: ConstraintId, Description: 'x' })).toHaveLength(1);
  });
});

describe('who may launch', () => {
  test('sees the product; nobody else does', async () => {
    const { call, ProductId } = catalog;
    expect((await call('SearchProducts', {}, lead)).ProductViewSummaries).toEqual([expect.objectContaining({ ProductId, HasDefaultPath: true })]);
    expect((await call('SearchProducts', {}, scientist)).ProductViewSummaries).toEqual([]);
    expect(await refused(call('DescribeProduct', { Id: ProductId }, scientist))).toMatch(/^ResourceNotFoundException: .*scientist has access to/);
    expect(await refused(call('ListLaunchPaths', { ProductId }, scientist))).toMatch(/^ResourceNotFoundException/);
  });

  test.each([['role/sc*', true], ['role/lead', false], ['role/*/scientist', false]])('may be named by a pattern: %s', async (pattern, expected) => {
    await catalog.call('AssociatePrincipalWithPortfolio', { PortfolioId: catalog.PortfolioId, PrincipalARN: `arn:aws:iam:::${pattern}`, PrincipalType: 'IAM_PATTERN' });
    expect((await catalog.call('SearchProducts', {}, scientist)).ProductViewSummaries.length > 0).toBe(expected);
  });

  test('finds products by what they are', async () => {
    const found = async (Filters: object) => (await catalog.call('SearchProducts', { Filters }, lead)).ProductViewSummaries.length;
    expect([await found({ FullTextSearch: ['PROJ'] }), await found({ Owner: ['it'] }), await found({ Owner: ['them'] }), await found({ ProductType: ['CLOUD_FORMATION_TEMPLATE'] })]).toEqual([1, 1, 0, 1]);
    expect(await refused(catalog.call('SearchProducts', { Filters: { SourceProductId: ['x'] } }, lead))).toMatch(/^InvalidParametersException/);
  });

  test('sees versions, paths and parameters, and only active versions', async () => {
    const { call, ProductId, ProvisioningArtifactId } = catalog;
    const description = await call('DescribeProduct', { Id: ProductId }, lead);
    expect(description).toMatchObject({ ProvisioningArtifacts: [{ Id: ProvisioningArtifactId }], LaunchPaths: [{ Name: 'ml' }] });
    expect((await call('DescribeProductView', { Id: description.ProductViewSummary.Id }, lead)).ProvisioningArtifacts).toHaveLength(1);
    expect((await call('ListLaunchPaths', { ProductId }, lead)).LaunchPathSummaries).toEqual([expect.objectContaining({ Name: 'ml', ConstraintSummaries: [{ Type: 'LAUNCH', Description: undefined }] })]);
    const parameters = await call('DescribeProvisioningParameters', { ProductId, ProvisioningArtifactId }, lead);
    expect(parameters.ProvisioningArtifactParameters[2]).toMatchObject({ ParameterKey: 'Size', DefaultValue: '1', ParameterType: 'Number', IsNoEcho: true, Description: 'how big', ParameterConstraints: { AllowedValues: ['1', '2'] } });
    expect(parameters.ProvisioningArtifactOutputKeys).toEqual([{ Key: 'Topic', Description: 'the topic' }]);
  });
});

describe('tag options', () => {
  test('are offered to who launches', async () => {
    const { call, ProductId, PortfolioId, ProvisioningArtifactId } = catalog;
    const create = async (Value: string) => (await call('CreateTagOption', { Key: 'stage', Value })).TagOptionDetail.Id;
    const [dev, prod] = [await create('dev'), await create('prod')];
    await call('AssociateTagOptionWithResource', { ResourceId: ProductId, TagOptionId: dev });
    await call('AssociateTagOptionWithResource', { ResourceId: PortfolioId, TagOptionId: prod });
    expect((await call('DescribeProvisioningParameters', { ProductId, ProvisioningArtifactId }, lead)).TagOptions).toEqual([{ Key: 'stage', Values: ['dev', 'prod'] }]);
    expect(await refused(create('dev'))).toMatch(/^DuplicateResourceException/);
    expect(await refused(call('DeleteTagOption', { Id: dev }))).toMatch(/^ResourceInUseException/);
    await call('DisassociateTagOptionFromResource', { ResourceId: ProductId, TagOptionId: dev });
    await call('DeleteTagOption', { Id: dev });
    expect((await call('ListTagOptions')).TagOptionDetails).toHaveLength(1);
    expect(await refused(call('DescribeTagOption', { Id: dev }))).toMatch(/^ResourceNotFoundException/);
  });
});

describe('by CloudFormation', () => {
  const context: any = { ...contextOf(), stackId: `arn:aws:cloudformation:eu-west-1:${ACCOUNT}:stack/s/1`, logicalId: 'L' };
  const type = (name: string) => catalog.service.resourceTypes![`AWS::ServiceCatalog::${name}`];
  const productProperties = { Name: 'p', Owner: 'it', ProvisioningArtifactParameters: [{ Name: 'v1', Info: { LoadTemplateFromURL: URL } }] };

  test('everything of a portfolio is made, and goes in the opposite order', async () => {
    const { call } = catalog;
    const portfolio = await type('Portfolio').create({ DisplayName: 'd', ProviderName: 'it' }, context);
    expect(portfolio.attributes).toEqual({ PortfolioName: 'd' });
    const product = await type('CloudFormationProduct').create(productProperties, context);
    const both = { PortfolioId: portfolio.physicalId, ProductId: product.physicalId };
    const made: [string, any, string][] = [];
    for (const [name, properties] of [
      ['PortfolioProductAssociation', both], ['PortfolioPrincipalAssociation', { PortfolioId: portfolio.physicalId, PrincipalARN: scientist.roleArn, PrincipalType: 'IAM' }],
      ['LaunchRoleConstraint', { ...both, RoleArn: LAUNCH_ROLE }], ['TagOption', { Key: 'k', Value: 'v' }],
    ] as [string, any][]) made.push([name, properties, (await type(name).create(properties, context)).physicalId]);
    const tagging = { TagOptionId: made[3][2], ResourceId: product.physicalId };
    made.push(['TagOptionAssociation', tagging, (await type('TagOptionAssociation').create(tagging, context)).physicalId]);
    expect((await call('SearchProducts', {}, scientist)).ProductViewSummaries).toEqual([expect.objectContaining({ ProductId: product.physicalId })]);
    for (const [name, properties, id] of made.reverse()) await type(name).delete(id, properties, context);
    await type('CloudFormationProduct').delete(product.physicalId, productProperties, context);
    await type('Portfolio').delete(portfolio.physicalId, {}, context);
    await type('Portfolio').delete(portfolio.physicalId, {}, context);
    expect((await call('ListPortfolios')).PortfolioDetails).toHaveLength(1);
  });

  test('a version keeps its id unless its template changes or all are to be replaced', async () => {
    catalog.fake.objects.set('templates/other.json', catalog.fake.objects.get('templates/project.json') ?? '');
    const { create, update } = type('CloudFormationProduct');
    const { physicalId, attributes } = await create(productProperties, context);
    const renamed = await update(physicalId, { ...productProperties, Description: 'x' }, productProperties, context);
    expect(renamed.attributes).toEqual(attributes);
    const changed = { ...productProperties, ProvisioningArtifactParameters: [{ Name: 'v1', Info: { LoadTemplateFromURL: URL.replace('project', 'other') } }] };
    const after = await update(physicalId, changed, productProperties, context);
    expect(after).toMatchObject({ physicalId, attributes: { ProvisioningArtifactNames: 'v1' } });
    expect(after.attributes?.ProvisioningArtifactIds).not.toBe(attributes?.ProvisioningArtifactIds);
    const replaced = await update(physicalId, { ...changed, ReplaceProvisioningArtifacts: 'true' }, changed, context);
    expect(replaced.attributes?.ProvisioningArtifactIds).not.toBe(after.attributes?.ProvisioningArtifactIds);
  });

  test('a constraint takes another role in place, and is another one for another product', async () => {
    const { PortfolioId, ProductId, ConstraintId, call } = catalog;
    const { update } = type('LaunchRoleConstraint');
    const before = { PortfolioId, ProductId, RoleArn: LAUNCH_ROLE };
    expect(await update(ConstraintId, { ...before, RoleArn: undefined, LocalRoleName: 'r' }, before, context)).toEqual({ physicalId: ConstraintId });
    expect((await call('DescribeConstraint', { Id: ConstraintId })).ConstraintParameters).toBe('{"LocalRoleName":"r"}');
    const other = await type('CloudFormationProduct').create(productProperties, context);
    await call('AssociateProductWithPortfolio', { PortfolioId, ProductId: other.physicalId });
    expect((await update(ConstraintId, { ...before, ProductId: other.physicalId }, before, context)).physicalId).not.toBe(ConstraintId);
  });
});
