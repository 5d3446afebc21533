import { AwsError, type CallContext, type Operation } from '../service';
import { onEverything, onProduct } from './access';
import type { Catalog, Catalogs } from './catalog';
import { launchPathFor, launchPathsOf } from './launch-paths';
import type { Product } from './model';
import { templateFacts } from './template-facts';
import { constraintSummaries, launchPathSummary, productViewSummary } from './views';

/** What somebody sees who may launch products: only those of the portfolios that are open to them. */
export function endUserOperations(catalogs: Catalogs): Record<string, Operation> {
  return {
    SearchProducts: {
      differs: 'filters by FullTextSearch, Owner and ProductType only; any other is an error.',
      access: () => onEverything('SearchProducts'),
      run: async ({ Filters = {} }, context) => searchProducts(catalogs.of(context), Filters, context),
    },
    DescribeProduct: {
      access: ({ Id }, context) => onProduct('DescribeProduct', Id, context),
      run: async ({ Id, Name }, context) => describeProduct(catalogs.of(context), visibleProduct(catalogs.of(context), { Id, Name }, context), context),
    },
    DescribeProductView: {
      access: () => onEverything('DescribeProductView'),
      run: async ({ Id }, context) => describeProduct(catalogs.of(context), visibleProduct(catalogs.of(context), { Id: Id.replace('prodview-', 'prod-') }, context), context),
    },
    ListLaunchPaths: {
      access: ({ ProductId }, context) => onProduct('ListLaunchPaths', ProductId, context),
      run: async ({ ProductId }, context) => {
        const product = visibleProduct(catalogs.of(context), { Id: ProductId }, context);
        return { LaunchPathSummaries: launchPathsOf(catalogs.of(context), product.Id, context.principal).map(launchPathSummary) };
      },
    },
    DescribeProvisioningParameters: {
      access: ({ ProductId }, context) => onProduct('DescribeProvisioningParameters', ProductId, context),
      run: async (input, context) => describeParameters(catalogs.of(context), input, context),
    },
  };
}

function searchProducts(catalog: Catalog, filters: Record<string, string[]>, { principal }: CallContext) {
  const visible = Object.values(catalog.state.products).filter(({ Id }) => launchPathsOf(catalog, Id, principal).length > 0);
  const found = visible.filter((product) => Object.entries(filters).every(([name, values]) => values.some((value) => passes(product, name, value))));
  return { ProductViewSummaries: found.map((product) => productViewSummary(product, launchPathsOf(catalog, product.Id, principal).length === 1)), ProductViewAggregations: {} };
}

function passes(product: Product, filter: string, value: string): boolean {
  const within = (...texts: (string | undefined)[]) => texts.some((text) => text?.toLowerCase().includes(value.toLowerCase()));
  switch (filter) {
    case 'FullTextSearch': return within(product.Name, product.Description, product.Owner, product.Distributor);
    case 'Owner': return product.Owner === value;
    case 'ProductType': return product.ProductType === value;
    default: throw new AwsError('InvalidParametersException', `local-cloud: products cannot be filtered by ${filter}: FullTextSearch, Owner and ProductType run`);
  }
}

function visibleProduct(catalog: Catalog, { Id, Name }: { Id?: string; Name?: string }, { principal }: CallContext): Product {
  const product = catalog.product(Id, Name);
  if (launchPathsOf(catalog, product.Id, principal).length === 0) {
    throw new AwsError('ResourceNotFoundException', `There is no product ${Id ?? Name} that ${principal.roleArn ?? principal.arn} has access to: no portfolio of the product is associated with it`);
  }
  return product;
}

function describeProduct(catalog: Catalog, product: Product, { principal }: CallContext) {
  const paths = launchPathsOf(catalog, product.Id, principal);
  return {
    ProductViewSummary: productViewSummary(product, paths.length === 1),
    ProvisioningArtifacts: product.artifacts.filter(({ Active }) => Active),
    Budgets: [],
    LaunchPaths: paths.map(({ Id, Name }) => ({ Id, Name })),
  };
}

function describeParameters(catalog: Catalog, input: any, context: CallContext) {
  const product = catalog.product(input.ProductId, input.ProductName);
  const path = launchPathFor(catalog, product.Id, context.principal, input);
  const { parameters, outputs } = templateFacts(catalog.artifact(product, input.ProvisioningArtifactId, input.ProvisioningArtifactName).template);
  const options = Object.values(catalog.state.tagOptions).filter(({ Active, resources }) => Active && [product.Id, path.portfolio.Id].some((id) => resources.includes(id)));
  const keys = [...new Set(options.map(({ Key }) => Key))];
  return {
    ProvisioningArtifactParameters: parameters,
    ProvisioningArtifactOutputKeys: outputs,
    ConstraintSummaries: constraintSummaries(path),
    UsageInstructions: [],
    TagOptions: keys.map((Key) => ({ Key, Values: options.filter((option) => option.Key === Key).map(({ Value }) => Value) })),
  };
}
