import type { Catalog } from './catalog';
import type { LaunchPath } from './launch-paths';
import type { Artifact, Constraint, Portfolio, Product, ProvisionedProduct, ProvisioningRecord, TagOption } from './model';

/** How the API shows what the catalog holds; members that an answer does not have are dropped when it is serialized. */

export const portfolioDetail = ({ Id, ARN, DisplayName, Description, CreatedTime, ProviderName }: Portfolio) => ({ Id, ARN, DisplayName, Description, CreatedTime, ProviderName });

export const artifactDetail = ({ Id, Name, Description, Type, CreatedTime, Active, Guidance }: Artifact) => ({ Id, Name, Description, Type, CreatedTime, Active, Guidance });

export const constraintDetail = ({ ConstraintId, Type, Description, Owner, ProductId, PortfolioId }: Constraint) => ({ ConstraintId, Type, Description, Owner, ProductId, PortfolioId });

export const tagOptionDetail = ({ Id, Key, Value, Active, Owner }: TagOption) => ({ Id, Key, Value, Active, Owner });

export const productViewSummary = (product: Product, hasDefaultPath = false) => ({
  Id: product.Id.replace('prod-', 'prodview-'), ProductId: product.Id, Name: product.Name, Owner: product.Owner, ShortDescription: product.Description,
  Type: product.ProductType, Distributor: product.Distributor, HasDefaultPath: hasDefaultPath,
  SupportEmail: product.SupportEmail, SupportDescription: product.SupportDescription, SupportUrl: product.SupportUrl,
});

export const productViewDetail = (product: Product) => ({
  ProductViewSummary: productViewSummary(product), Status: 'AVAILABLE', ProductARN: product.ARN, CreatedTime: product.CreatedTime,
});

export const launchPathSummary = (path: LaunchPath) => ({ Id: path.Id, Name: path.Name, Tags: path.portfolio.Tags, ConstraintSummaries: constraintSummaries(path) });

export const constraintSummaries = ({ constraints }: LaunchPath) => constraints.map(({ Type, Description }) => ({ Type, Description }));

export const recordDetail = ({ outputs: _, ignoreErrors: __, ...detail }: ProvisioningRecord) => detail;

export const provisionedDetail = ({ Tags: _, parameters: __, PhysicalId: ___, UserArn: ____, UserArnSession: _____, PathId: ______, ...detail }: ProvisionedProduct) => detail;

export function provisionedAttribute(catalog: Catalog, product: ProvisionedProduct) {
  const found = catalog.state.products[product.ProductId];
  return {
    ...provisionedDetail(product), LaunchRoleArn: undefined, Tags: product.Tags, PhysicalId: product.PhysicalId, UserArn: product.UserArn, UserArnSession: product.UserArnSession,
    ProductName: found?.Name, ProvisioningArtifactName: found?.artifacts.find(({ Id }) => Id === product.ProvisioningArtifactId)?.Name,
  };
}
