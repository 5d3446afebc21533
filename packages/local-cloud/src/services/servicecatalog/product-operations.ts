import { AwsError, type CallContext, type Operation } from '../service';
import { onEverything, onProduct, productArn, tagContext } from './access';
import type { Catalog, Catalogs } from './catalog';
import { newId, seconds } from './ids';
import type { Artifact, Product } from './model';
import { templateFacts } from './template-facts';
import type { TemplateStore } from './template-store';
import { productViewDetail } from './views';

const DETAILS = ['Name', 'Owner', 'Description', 'Distributor', 'SupportDescription', 'SupportEmail', 'SupportUrl'] as const;

/** Products and their versions, as an administrator sees them. */
export function productOperations(catalogs: Catalogs, templates: TemplateStore): Record<string, Operation> {
  return {
    CreateProduct: {
      differs: 'makes products of type CLOUD_FORMATION_TEMPLATE from templates in S3 only; any other is an error.',
      access: ({ Tags }, context) => [{ ...onProduct('CreateProduct', '*', context)[0], context: tagContext(Tags) }],
      run: async (input, context) => {
        const product = await createProduct(catalogs.of(context), templates, input, context);
        return { ProductViewDetail: productViewDetail(product), ProvisioningArtifactDetail: product.artifacts[0], Tags: product.Tags };
      },
    },
    DescribeProductAsAdmin: {
      access: ({ Id }, context) => onProduct('DescribeProductAsAdmin', Id, context),
      run: async ({ Id, Name }, context) => describeAsAdmin(catalogs.of(context), Id, Name),
    },
    SearchProductsAsAdmin: {
      access: () => onEverything('SearchProductsAsAdmin'),
      run: async ({ PortfolioId }, context) => searchAsAdmin(catalogs.of(context), PortfolioId),
    },
    UpdateProduct: {
      access: ({ Id, AddTags }, context) => [{ ...onProduct('UpdateProduct', Id, context)[0], context: tagContext(AddTags) }],
      run: async (input, context) => {
        const product = updateProduct(catalogs.of(context), input);
        return { ProductViewDetail: productViewDetail(product), Tags: product.Tags };
      },
    },
    DeleteProduct: {
      access: ({ Id }, context) => onProduct('DeleteProduct', Id, context),
      run: async ({ Id }, context) => deleteProduct(catalogs.of(context), Id),
    },
    CreateProvisioningArtifact: {
      access: ({ ProductId }, context) => onProduct('CreateProvisioningArtifact', ProductId, context),
      run: async ({ ProductId, Parameters }, context) => {
        const catalog = catalogs.of(context);
        const artifact = await createArtifact(catalog.product(ProductId), templates, Parameters, context);
        catalog.save();
        return artifactAnswer(artifact);
      },
    },
    DescribeProvisioningArtifact: {
      access: ({ ProductId }, context) => onProduct('DescribeProvisioningArtifact', ProductId, context),
      run: async (input, context) => {
        const catalog = catalogs.of(context);
        const artifact = catalog.artifact(catalog.product(input.ProductId, input.ProductName), input.ProvisioningArtifactId, input.ProvisioningArtifactName);
        return { ...artifactAnswer(artifact), ProvisioningArtifactParameters: input.IncludeProvisioningArtifactParameters ? templateFacts(artifact.template).parameters : undefined };
      },
    },
    UpdateProvisioningArtifact: {
      access: ({ ProductId }, context) => onProduct('UpdateProvisioningArtifact', ProductId, context),
      run: async (input, context) => artifactAnswer(updateArtifact(catalogs.of(context), input)),
    },
    DeleteProvisioningArtifact: {
      access: ({ ProductId }, context) => onProduct('DeleteProvisioningArtifact', ProductId, context),
      run: async ({ ProductId, ProvisioningArtifactId }, context) => deleteArtifact(catalogs.of(context), ProductId, ProvisioningArtifactId),
    },
    ListProvisioningArtifacts: {
      access: ({ ProductId }, context) => onProduct('ListProvisioningArtifacts', ProductId, context),
      run: async ({ ProductId }, context) => ({ ProvisioningArtifactDetails: catalogs.of(context).product(ProductId).artifacts }),
    },
  };
}

const artifactAnswer = (artifact: Artifact) => ({ ProvisioningArtifactDetail: artifact, Info: artifact.Info, Status: 'AVAILABLE' });

async function createProduct(catalog: Catalog, templates: TemplateStore, input: any, context: CallContext): Promise<Product> {
  if (input.ProductType !== 'CLOUD_FORMATION_TEMPLATE') {
    throw new AwsError('InvalidParametersException', `local-cloud: products of type ${input.ProductType} are not in the table of what runs, CLOUD_FORMATION_TEMPLATE is`);
  }
  if (!input.ProvisioningArtifactParameters) throw new AwsError('InvalidParametersException', 'ProvisioningArtifactParameters is missing: a product has a first version');
  const Id = newId('prod');
  const { Name, Owner, ProductType, Tags = [] } = input;
  const product: Product = { Id, ARN: productArn(Id, context), Name, Owner, ProductType, CreatedTime: seconds(), Tags, artifacts: [] };
  setDetails(product, input);
  await createArtifact(product, templates, input.ProvisioningArtifactParameters, context);
  catalog.state.products[Id] = product;
  catalog.save();
  return product;
}

async function createArtifact(product: Product, templates: TemplateStore, { Name, Description, Info = {}, Type = 'CLOUD_FORMATION_TEMPLATE', DisableTemplateValidation }: any, context: CallContext): Promise<Artifact> {
  const url = Info.LoadTemplateFromURL;
  if (!url) throw new AwsError('InvalidParametersException', 'Info.LoadTemplateFromURL is missing: local-cloud makes versions from templates in S3 only');
  const template = await templates.read(url, context);
  if (!DisableTemplateValidation) templateFacts(template);
  const artifact: Artifact = { Id: newId('pa'), Name: Name ?? `v${product.artifacts.length + 1}`, Description, Type, CreatedTime: seconds(), Active: true, Guidance: 'DEFAULT', Info: { TemplateUrl: url }, template };
  product.artifacts.push(artifact);
  return artifact;
}

function describeAsAdmin(catalog: Catalog, id?: string, name?: string) {
  const product = catalog.product(id, name);
  const options = Object.values(catalog.state.tagOptions).filter(({ resources }) => resources.includes(product.Id));
  return { ProductViewDetail: productViewDetail(product), ProvisioningArtifactSummaries: product.artifacts, Tags: product.Tags, TagOptions: options, Budgets: [] };
}

function searchAsAdmin(catalog: Catalog, portfolioId?: string) {
  const wanted = portfolioId === undefined ? undefined : new Set(catalog.portfolio(portfolioId).products);
  const products = Object.values(catalog.state.products).filter(({ Id }) => !wanted || wanted.has(Id));
  return { ProductViewDetails: products.map(productViewDetail) };
}

function updateProduct(catalog: Catalog, { Id, AddTags = [], RemoveTags = [], ...details }: any): Product {
  const product = catalog.product(Id);
  setDetails(product, details);
  const gone = new Set<string>([...RemoveTags, ...AddTags.map(({ Key }: { Key: string }) => Key)]);
  product.Tags = [...product.Tags.filter(({ Key }) => !gone.has(Key)), ...AddTags];
  catalog.save();
  return product;
}

function setDetails(product: Product, details: Partial<Product>): void {
  for (const name of DETAILS) {
    const value = details[name];
    if (value !== undefined) product[name] = value;
  }
}

function deleteProduct(catalog: Catalog, id: string) {
  const portfolios = catalog.portfoliosOf(catalog.product(id).Id);
  if (portfolios.length > 0) throw new AwsError('ResourceInUseException', `Product ${id} is still in ${portfolios.map(({ Id }) => Id).join(', ')}: disassociate it first`);
  delete catalog.state.products[id];
  catalog.save();
  return {};
}

function updateArtifact(catalog: Catalog, { ProductId, ProvisioningArtifactId, Name, Description, Active, Guidance }: any): Artifact {
  const artifact = catalog.artifact(catalog.product(ProductId), ProvisioningArtifactId);
  artifact.Name = Name ?? artifact.Name;
  artifact.Description = Description ?? artifact.Description;
  artifact.Active = Active ?? artifact.Active;
  artifact.Guidance = Guidance ?? artifact.Guidance;
  catalog.save();
  return artifact;
}

/** The last version of a product stays (https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteProvisioningArtifact.html). */
function deleteArtifact(catalog: Catalog, productId: string, artifactId: string) {
  const product = catalog.product(productId);
  const artifact = catalog.artifact(product, artifactId);
  if (product.artifacts.length === 1) throw new AwsError('ResourceInUseException', `${artifactId} is the last version of ${productId}: it cannot be deleted`);
  product.artifacts = product.artifacts.filter((one) => one !== artifact);
  catalog.save();
  return {};
}
