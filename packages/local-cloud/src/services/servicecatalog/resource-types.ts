import type { Operation, ResourceContext, ResourceHandler } from '../service';
import type { Catalogs } from './catalog';
import type { Artifact } from './model';

type Run = (operation: string, input: unknown, context: ResourceContext) => Promise<any>;

/** The CloudFormation types of Service Catalog, made by its own operations. */
export function serviceCatalogResourceTypes(operations: Record<string, Operation>, catalogs: Catalogs): Record<string, ResourceHandler> {
  const run: Run = (name, input, context) => operations[name].run(input, context);
  return {
    'AWS::ServiceCatalog::Portfolio': portfolio(run, catalogs),
    'AWS::ServiceCatalog::CloudFormationProduct': product(run, catalogs),
    'AWS::ServiceCatalog::PortfolioProductAssociation': association(run, ['PortfolioId', 'ProductId'], 'AssociateProductWithPortfolio', 'DisassociateProductFromPortfolio'),
    'AWS::ServiceCatalog::PortfolioPrincipalAssociation': association(run, ['PortfolioId', 'PrincipalARN', 'PrincipalType'], 'AssociatePrincipalWithPortfolio', 'DisassociatePrincipalFromPortfolio'),
    'AWS::ServiceCatalog::TagOptionAssociation': { ...association(run, ['TagOptionId', 'ResourceId'], 'AssociateTagOptionWithResource', 'DisassociateTagOptionFromResource'), treatment: 'stored' },
    'AWS::ServiceCatalog::TagOption': { ...tagOption(run), treatment: 'stored' },
    'AWS::ServiceCatalog::LaunchRoleConstraint': launchRole(run),
  };
}

/** CloudFormation has no token; the stack and logical id make one. */
const token = ({ stackId, logicalId }: ResourceContext) => `${logicalId}-${stackId.split('/').pop()}`;

/** A resource that is gone already needs no deleting. */
async function gone(deletion: Promise<unknown>): Promise<void> {
  await deletion.catch((error: Error) => {
    if (error.name !== 'ResourceNotFoundException') throw error;
  });
}

function portfolio(run: Run, catalogs: Catalogs): ResourceHandler {
  const result = (Id: string, { DisplayName }: any) => ({ physicalId: Id, attributes: { PortfolioName: DisplayName } });
  return {
    async create(properties, context) {
      const { DisplayName, Description, ProviderName, Tags } = properties;
      const { PortfolioDetail } = await run('CreatePortfolio', { DisplayName, Description, ProviderName, Tags, IdempotencyToken: token(context) }, context);
      return result(PortfolioDetail.Id, properties);
    },
    async update(Id, properties, _, context) {
      const { DisplayName, Description, ProviderName, Tags = [] } = properties;
      const RemoveTags = catalogs.of(context).portfolio(Id).Tags.map(({ Key }) => Key);
      await run('UpdatePortfolio', { Id, DisplayName, Description, ProviderName, RemoveTags, AddTags: Tags }, context);
      return result(Id, properties);
    },
    delete: (Id, _, context) => gone(run('DeletePortfolio', { Id }, context)),
  };
}

function product(run: Run, catalogs: Catalogs): ResourceHandler {
  const result = (Id: string, context: ResourceContext) => {
    const { Name, artifacts } = catalogs.of(context).product(Id);
    const joined = (member: 'Id' | 'Name') => artifacts.map((artifact) => artifact[member]).join(',');
    return { physicalId: Id, attributes: { ProductName: Name, ProvisioningArtifactIds: joined('Id'), ProvisioningArtifactNames: joined('Name') } };
  };
  const details = ({ ProvisioningArtifactParameters: _, ReplaceProvisioningArtifacts: __, AcceptLanguage: ___, Tags: ____, ...rest }: any) => rest;
  return {
    async create(properties, context) {
      const [first, ...others] = properties.ProvisioningArtifactParameters ?? [];
      const input = { ...details(properties), Tags: properties.Tags, ProductType: properties.ProductType ?? 'CLOUD_FORMATION_TEMPLATE', ProvisioningArtifactParameters: version(first), IdempotencyToken: token(context) };
      const { ProductViewDetail: { ProductViewSummary: { ProductId } } } = await run('CreateProduct', input, context);
      for (const other of others) await run('CreateProvisioningArtifact', { ProductId, Parameters: version(other) }, context);
      return result(ProductId, context);
    },
    async update(Id, properties, old, context) {
      const RemoveTags = catalogs.of(context).product(Id).Tags.map(({ Key }) => Key);
      await run('UpdateProduct', { ...details(properties), Id, RemoveTags, AddTags: properties.Tags ?? [] }, context);
      await replaceVersions(run, catalogs, Id, properties, old, context);
      return result(Id, context);
    },
    delete: (Id, _, context) => gone(run('DeleteProduct', { Id }, context)),
  };
}

const version = (given: any) => given && { ...given, DisableTemplateValidation: String(given.DisableTemplateValidation ?? false) === 'true' };

/**
 * Versions keep their ids unless their template changed or all are to be replaced
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationproduct.html#cfn-servicecatalog-cloudformationproduct-replaceprovisioningartifacts).
 */
async function replaceVersions(run: Run, catalogs: Catalogs, ProductId: string, properties: any, old: any, context: ResourceContext): Promise<void> {
  const before: readonly Artifact[] = [...catalogs.of(context).product(ProductId).artifacts];
  const replaceAll = String(properties.ReplaceProvisioningArtifacts ?? false) === 'true' && JSON.stringify(properties) !== JSON.stringify(old);
  const kept = new Set<string>();
  for (const parameters of properties.ProvisioningArtifactParameters ?? []) {
    const same = before.find(({ Id, Name, Info }) => !kept.has(Id) && Info.TemplateUrl === parameters.Info?.LoadTemplateFromURL && (parameters.Name === undefined || parameters.Name === Name));
    if (same && !replaceAll) kept.add(same.Id);
    else await run('CreateProvisioningArtifact', { ProductId, Parameters: version(parameters) }, context);
  }
  for (const { Id } of before.filter((artifact) => !kept.has(artifact.Id))) await run('DeleteProvisioningArtifact', { ProductId, ProvisioningArtifactId: Id }, context);
}

/** Two things put together: another of either is another association. */
function association(run: Run, members: readonly string[], associate: string, disassociate: string): ResourceHandler {
  const pick = (properties: any) => Object.fromEntries(members.map((member) => [member, properties[member]]));
  const create: ResourceHandler['create'] = async (properties, context) => {
    await run(associate, pick(properties), context);
    return { physicalId: members.slice(0, 2).map((member) => properties[member]).join('|') };
  };
  return {
    create,
    update: (_, properties, __, context) => create(properties, context),
    delete: (_, properties, context) => gone(run(disassociate, pick(properties), context)),
  };
}

function tagOption(run: Run): ResourceHandler {
  const create: ResourceHandler['create'] = async ({ Key, Value }, context) => {
    const { TagOptionDetail } = await run('CreateTagOption', { Key, Value }, context);
    return { physicalId: TagOptionDetail.Id };
  };
  return {
    create,
    update: async (Id, properties, old, context) => (properties.Key === old.Key && properties.Value === old.Value ? { physicalId: Id } : create(properties, context)),
    delete: (Id, _, context) => gone(run('DeleteTagOption', { Id }, context)),
  };
}

function launchRole(run: Run): ResourceHandler {
  const parameters = ({ RoleArn, LocalRoleName }: any) => JSON.stringify({ RoleArn, LocalRoleName });
  const create: ResourceHandler['create'] = async (properties, context) => {
    const { PortfolioId, ProductId, Description } = properties;
    const { ConstraintDetail } = await run('CreateConstraint', { PortfolioId, ProductId, Description, Type: 'LAUNCH', Parameters: parameters(properties), IdempotencyToken: token(context) }, context);
    return { physicalId: ConstraintDetail.ConstraintId };
  };
  return {
    create,
    async update(Id, properties, old, context) {
      if (properties.PortfolioId !== old.PortfolioId || properties.ProductId !== old.ProductId) return create(properties, context);
      await run('UpdateConstraint', { Id, Description: properties.Description, Parameters: parameters(properties) }, context);
      return { physicalId: Id };
    },
    delete: (Id, _, context) => gone(run('DeleteConstraint', { Id }, context)),
  };
}
