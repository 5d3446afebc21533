import { createServiceCatalog } from '../../../src/services/servicecatalog';
import { accessOf, ACCOUNT, calling, FakeCloud, LAUNCH_ROLE, session, soon } from './fake-cloud';

export const URL = 'https://templates.s3.eu-west-1.amazonaws.com/project.json';
export const lead = session('lead', 'leo');
export const scientist = session('scientist', 'dana');

/** A catalog with a product in a portfolio that is open to the lead. */
export async function openCatalog(options: { readonly launchRole?: boolean } = {}) {
  const fake = new FakeCloud();
  const service = createServiceCatalog(fake.cloud, { pause: soon });
  fake.services.set('servicecatalog', service);
  const call = calling(service);
  const { PortfolioDetail: { Id: PortfolioId } } = await call('CreatePortfolio', { DisplayName: 'ml', ProviderName: 'it', Tags: [{ Key: 'cost-centre', Value: '1' }], IdempotencyToken: 't' });
  const created = await call('CreateProduct', {
    Name: 'project', Owner: 'it', Description: 'a project', ProductType: 'CLOUD_FORMATION_TEMPLATE', IdempotencyToken: 't', ProvisioningArtifactParameters: { Name: 'v1', Info: { LoadTemplateFromURL: URL } },
  });
  const { ProductViewDetail: { ProductViewSummary: { ProductId } }, ProvisioningArtifactDetail: { Id: ProvisioningArtifactId } } = created;
  await call('AssociateProductWithPortfolio', { PortfolioId, ProductId });
  await call('AssociatePrincipalWithPortfolio', { PortfolioId, PrincipalARN: lead.roleArn, PrincipalType: 'IAM' });
  const constraint = options.launchRole === false ? undefined
    : await call('CreateConstraint', { PortfolioId, ProductId, Type: 'LAUNCH', Parameters: JSON.stringify({ RoleArn: LAUNCH_ROLE }), IdempotencyToken: 't' });
  const launch = (more: object = {}, principal = lead) =>
    call('ProvisionProduct', { ProductId, ProvisioningArtifactId, ProvisionedProductName: 'mine', ProvisionToken: 'p', ProvisioningParameters: [{ Key: 'Size', Value: '2' }], ...more }, principal);
  return { fake, service, call, access: accessOf(service), launch, PortfolioId, ProductId, ProvisioningArtifactId, ConstraintId: constraint?.ConstraintDetail.ConstraintId as string, account: ACCOUNT };
}
