import type { Catalog } from './catalog';
import type { LaunchPath } from './launch-paths';
import type { Product, ProvisionedProduct } from './model';

/**
 * What the API shows under other names than the catalog keeps it. What has the same names is answered as it is: members that an answer does not
 * have are dropped when it is serialized.
 */

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

export function provisionedAttribute(catalog: Catalog, product: ProvisionedProduct) {
  const found = catalog.state.products[product.ProductId];
  return {
    ...product,
    ProductName: found?.Name, ProvisioningArtifactName: found?.artifacts.find(({ Id }) => Id === product.ProvisioningArtifactId)?.Name,
  };
}
