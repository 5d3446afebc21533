import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CloudUnderTest } from '../codebuild/cloud-under-test';
import { RunningCatalog } from './running-catalog';

let cloud: CloudUnderTest;
let catalog: RunningCatalog;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  catalog = await RunningCatalog.in(cloud);
});

afterAll(() => cloud.stop());

const value = (Name: string) => cloud.client(SSMClient).send(new GetParameterCommand({ Name })).then(({ Parameter }) => Parameter?.Value, (error: Error) => error.name);
const names = (views: readonly { Name?: string }[] = []) => views.map(({ Name }) => Name);

test('a portfolio is shown as it was changed, and is gone when it is deleted', async () => {
  const { admin } = catalog;
  const Id = await catalog.portfolio('changing');
  await admin.updatePortfolio({ Id, DisplayName: 'changed', AddTags: [{ Key: 'cost-centre', Value: '1' }] });
  expect(await admin.describePortfolio({ Id })).toMatchObject({ PortfolioDetail: { DisplayName: 'changed' }, Tags: [{ Key: 'cost-centre', Value: '1' }] });
  expect((await admin.listPortfolios({})).PortfolioDetails?.map(({ DisplayName }) => DisplayName)).toContain('changed');
  await admin.deletePortfolio({ Id });
  await expect(admin.describePortfolio({ Id })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a product is shown as it was changed, in the portfolio that holds it, and is gone when it is deleted', async () => {
  const { admin } = catalog;
  const PortfolioId = await catalog.portfolio('shelf');
  const { ProductId } = await catalog.product('article');
  await admin.updateProduct({ Id: ProductId, Description: 'changed' });
  await admin.associateProductWithPortfolio({ PortfolioId, ProductId });
  expect((await admin.describeProductAsAdmin({ Id: ProductId })).ProductViewDetail?.ProductViewSummary).toMatchObject({ Name: 'article', ShortDescription: 'changed' });
  expect((await admin.searchProductsAsAdmin({ PortfolioId })).ProductViewDetails?.map(({ ProductViewSummary }) => ProductViewSummary?.Name)).toEqual(['article']);
  expect((await admin.listPortfoliosForProduct({ ProductId })).PortfolioDetails?.map(({ Id }) => Id)).toEqual([PortfolioId]);
  await expect(admin.deleteProduct({ Id: ProductId })).rejects.toMatchObject({ name: 'ResourceInUseException' });
  await admin.disassociateProductFromPortfolio({ PortfolioId, ProductId });
  await admin.deleteProduct({ Id: ProductId });
  await expect(admin.describeProductAsAdmin({ Id: ProductId })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a product gets further versions; one that is not active is not offered, one that is deleted is gone', async () => {
  const { admin, user } = catalog;
  const { ProductId } = await catalog.open('versioned');
  const { ProvisioningArtifactDetail } = await admin.createProvisioningArtifact({ ProductId, IdempotencyToken: 'v2', Parameters: { Name: 'v2', Info: { LoadTemplateFromURL: await catalog.template('versioned-2') } } });
  const version = { ProductId, ProvisioningArtifactId: ProvisioningArtifactDetail?.Id };
  const offered = async () => names((await user.describeProduct({ Id: ProductId })).ProvisioningArtifacts);
  expect(await offered()).toEqual(['v1', 'v2']);
  await admin.updateProvisioningArtifact({ ...version, Active: false });
  expect((await admin.describeProvisioningArtifact(version)).ProvisioningArtifactDetail).toMatchObject({ Name: 'v2', Active: false });
  expect(await offered()).toEqual(['v1']);
  await admin.deleteProvisioningArtifact(version);
  expect(names((await admin.listProvisioningArtifacts({ ProductId })).ProvisioningArtifactDetails)).toEqual(['v1']);
});

test('a product is seen by those whom its portfolio lets in, as long as it does', async () => {
  const { admin, user, leadRole } = catalog;
  const { PortfolioId, ProductId } = await catalog.open('visible');
  expect(names((await user.searchProducts({ Filters: { FullTextSearch: ['visible'] } })).ProductViewSummaries)).toEqual(['visible']);
  const { LaunchPathSummaries = [] } = await user.listLaunchPaths({ ProductId });
  expect(LaunchPathSummaries).toEqual([expect.objectContaining({ Name: 'visible', ConstraintSummaries: [{ Type: 'LAUNCH' }] })]);
  expect((await user.describeProductView({ Id: ProductId.replace('prod-', 'prodview-') })).ProductViewSummary).toMatchObject({ ProductId });
  expect((await admin.listPrincipalsForPortfolio({ PortfolioId })).Principals).toEqual([{ PrincipalARN: leadRole, PrincipalType: 'IAM' }]);
  await admin.disassociatePrincipalFromPortfolio({ PortfolioId, PrincipalARN: leadRole });
  expect(names((await user.searchProducts({ Filters: { FullTextSearch: ['visible'] } })).ProductViewSummaries)).toEqual([]);
  await expect(user.describeProduct({ Id: ProductId })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a constraint says which role launches, and without one a role launches nothing', async () => {
  const { admin, user } = catalog;
  const { PortfolioId, ConstraintId, ...version } = await catalog.open('constrained');
  const other = await cloud.role('launch-nothing', 'servicecatalog.amazonaws.com', [{ Effect: 'Deny', Action: '*', Resource: '*' }]);
  await admin.updateConstraint({ Id: ConstraintId, Description: 'another role', Parameters: JSON.stringify({ RoleArn: other }) });
  expect((await admin.describeConstraint({ Id: ConstraintId })).ConstraintDetail).toMatchObject({ Type: 'LAUNCH', Description: 'another role' });
  const launch = (ProvisionedProductName: string) =>
    user.provisionProduct({ ...version, ProvisionedProductName, ProvisionToken: ProvisionedProductName, ProvisioningParameters: [{ Key: 'Name', Value: ProvisionedProductName }] });
  const refused = await catalog.ended((await launch('by-another')).RecordDetail?.RecordId);
  expect(refused.RecordDetail).toMatchObject({ Status: 'FAILED', LaunchRoleArn: other });
  await admin.deleteConstraint({ Id: ConstraintId });
  expect((await admin.listConstraintsForPortfolio({ PortfolioId })).ConstraintDetails).toEqual([]);
  const without = await catalog.ended((await launch('by-none')).RecordDetail?.RecordId);
  expect(without.RecordDetail?.RecordErrors?.[0].Description).toContain('has no launch role');
});

test('a product is launched, changed and taken away by its launch role, and its records tell', async () => {
  const { admin, user } = catalog;
  const { ProductId, ProvisioningArtifactId } = await catalog.open('launched');
  expect((await user.describeProvisioningParameters({ ProductId, ProvisioningArtifactId })).ProvisioningArtifactParameters?.map(({ ParameterKey }) => ParameterKey)).toContain('Name');
  const ProvisioningParameters = [{ Key: 'Name', Value: 'from-a-product' }];
  const { RecordDetail } = await user.provisionProduct({ ProductId, ProvisioningArtifactId, ProvisionedProductName: 'mine', ProvisionToken: 'p', ProvisioningParameters });
  expect((await catalog.ended(RecordDetail?.RecordId)).RecordDetail).toMatchObject({ Status: 'SUCCEEDED', LaunchRoleArn: catalog.launchRole });
  expect(await value('from-a-product')).toBe('launched-1');
  const named = { ProvisionedProductName: 'mine' };
  expect((await user.getProvisionedProductOutputs({ ...named, OutputKeys: ['Parameter'] })).Outputs).toMatchObject([{ OutputKey: 'Parameter', OutputValue: 'from-a-product' }]);
  expect((await user.searchProvisionedProducts({ Filters: { SearchQuery: ['name:mine'] } })).ProvisionedProducts).toEqual([expect.objectContaining({ Name: 'mine', ProductName: 'launched', Status: 'AVAILABLE' })]);
  expect(names((await admin.scanProvisionedProducts({ AccessLevelFilter: { Key: 'Account', Value: 'self' } })).ProvisionedProducts)).toContain('mine');

  const { ProvisioningArtifactDetail } = await admin.createProvisioningArtifact({ ProductId, IdempotencyToken: 'v2', Parameters: { Name: 'v2', Info: { LoadTemplateFromURL: await catalog.template('launched-2') } } });
  const updated = await user.updateProvisionedProduct({ ...named, ProductId, ProvisioningArtifactId: ProvisioningArtifactDetail?.Id, UpdateToken: 'u', ProvisioningParameters: [{ Key: 'Name', UsePreviousValue: true }] });
  expect((await catalog.ended(updated.RecordDetail?.RecordId)).RecordDetail).toMatchObject({ Status: 'SUCCEEDED' });
  expect(await value('from-a-product')).toBe('launched-2');

  const { ProvisionedProductDetail } = await user.describeProvisionedProduct({ Name: 'mine' });
  const stack = `SC-111111111111-${ProvisionedProductDetail?.Id}`;
  const terminated = await user.terminateProvisionedProduct({ ...named, TerminateToken: 't' });
  expect((await catalog.ended(terminated.RecordDetail?.RecordId)).RecordDetail).toMatchObject({ Status: 'SUCCEEDED' });
  expect(await value('from-a-product')).toBe('ParameterNotFound');
  await expect(cloud.client(CloudFormationClient).send(new DescribeStacksCommand({ StackName: stack }))).rejects.toThrow('does not exist');
  const { RecordDetails } = await admin.listRecordHistory({ AccessLevelFilter: { Key: 'Account', Value: 'self' }, SearchFilter: { Key: 'product', Value: ProductId } });
  expect(RecordDetails?.map(({ RecordType }) => RecordType)).toEqual(['TERMINATE_PROVISIONED_PRODUCT', 'UPDATE_PROVISIONED_PRODUCT', 'PROVISION_PRODUCT']);
});
