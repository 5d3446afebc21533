import { AwsError, type CallContext, type Operation } from '../service';
import { onEverything, onPortfolio, onProduct, portfolioArn, tagContext } from './access';
import type { Catalog, Catalogs } from './catalog';
import { newId, seconds } from './ids';
import type { Portfolio, PrincipalAssociation } from './model';

/** Portfolios, what is in them and who gets at them. */
export function portfolioOperations(catalogs: Catalogs): Record<string, Operation> {
  const page = (name: string, items: unknown[]) => ({ [name]: items });
  const operations: Record<string, Operation> = {
    CreatePortfolio: {
      access: ({ Tags }, context) => [{ ...onPortfolio('CreatePortfolio', '*', context)[0], context: tagContext(Tags) }],
      run: async (input, context) => portfolioAnswer(createPortfolio(catalogs.of(context), input, context)),
    },
    DescribePortfolio: {
      access: ({ Id }, context) => onPortfolio('DescribePortfolio', Id, context),
      run: async ({ Id }, context) => describePortfolio(catalogs.of(context), Id),
    },
    UpdatePortfolio: {
      access: ({ Id, AddTags }, context) => [{ ...onPortfolio('UpdatePortfolio', Id, context)[0], context: tagContext(AddTags) }],
      run: async (input, context) => portfolioAnswer(updatePortfolio(catalogs.of(context), input)),
    },
    DeletePortfolio: {
      access: ({ Id }, context) => onPortfolio('DeletePortfolio', Id, context),
      run: async ({ Id }, context) => deletePortfolio(catalogs.of(context), Id),
    },
    ListPortfolios: {
      access: () => onEverything('ListPortfolios'),
      run: async (_, context) => page('PortfolioDetails', Object.values(catalogs.of(context).state.portfolios)),
    },
    ListPortfoliosForProduct: {
      access: ({ ProductId }, context) => onProduct('ListPortfoliosForProduct', ProductId, context),
      run: async ({ ProductId }, context) => page('PortfolioDetails', catalogs.of(context).portfoliosOf(catalogs.of(context).product(ProductId).Id)),
    },
    AssociateProductWithPortfolio: {
      access: () => onEverything('AssociateProductWithPortfolio'),
      run: async ({ PortfolioId, ProductId }, context) => change(catalogs.of(context), PortfolioId, (portfolio, catalog) => {
        portfolio.products = [...new Set([...portfolio.products, catalog.product(ProductId).Id])];
      }),
    },
    DisassociateProductFromPortfolio: {
      access: () => onEverything('DisassociateProductFromPortfolio'),
      run: async ({ PortfolioId, ProductId }, context) => change(catalogs.of(context), PortfolioId, (portfolio, catalog) => {
        portfolio.products = portfolio.products.filter((id) => id !== catalog.product(ProductId).Id);
      }),
    },
    AssociatePrincipalWithPortfolio: {
      access: ({ PortfolioId }, context) => onPortfolio('AssociatePrincipalWithPortfolio', PortfolioId, context),
      run: async (input, context) => change(catalogs.of(context), input.PortfolioId, (portfolio) => associatePrincipal(portfolio, input)),
    },
    DisassociatePrincipalFromPortfolio: {
      access: ({ PortfolioId }, context) => onPortfolio('DisassociatePrincipalFromPortfolio', PortfolioId, context),
      run: async ({ PortfolioId, PrincipalARN }, context) => change(catalogs.of(context), PortfolioId, (portfolio) => {
        portfolio.principals = portfolio.principals.filter((principal) => principal.PrincipalARN !== PrincipalARN);
      }),
    },
    ListPrincipalsForPortfolio: {
      access: ({ PortfolioId }, context) => onPortfolio('ListPrincipalsForPortfolio', PortfolioId, context),
      run: async ({ PortfolioId }, context) => page('Principals', catalogs.of(context).portfolio(PortfolioId).principals),
    },
  };
  return operations;
}

const portfolioAnswer = (portfolio: Portfolio) => ({ PortfolioDetail: portfolio, Tags: portfolio.Tags });

function createPortfolio(catalog: Catalog, input: any, context: CallContext): Portfolio {
  const Id = newId('port');
  const { DisplayName, Description, ProviderName, Tags = [] } = input;
  const portfolio: Portfolio = { Id, ARN: portfolioArn(Id, context), DisplayName, Description, ProviderName, CreatedTime: seconds(), Tags, principals: [], products: [] };
  catalog.state.portfolios[Id] = portfolio;
  catalog.save();
  return portfolio;
}

function describePortfolio(catalog: Catalog, id: string) {
  const options = Object.values(catalog.state.tagOptions).filter(({ resources }) => resources.includes(id));
  return { ...portfolioAnswer(catalog.portfolio(id)), TagOptions: options, Budgets: [] };
}

function updatePortfolio(catalog: Catalog, { Id, DisplayName, Description, ProviderName, AddTags = [], RemoveTags = [] }: any): Portfolio {
  const portfolio = catalog.portfolio(Id);
  portfolio.DisplayName = DisplayName ?? portfolio.DisplayName;
  portfolio.Description = Description ?? portfolio.Description;
  portfolio.ProviderName = ProviderName ?? portfolio.ProviderName;
  const gone = new Set<string>([...RemoveTags, ...AddTags.map(({ Key }: { Key: string }) => Key)]);
  portfolio.Tags = [...portfolio.Tags.filter(({ Key }) => !gone.has(Key)), ...AddTags];
  catalog.save();
  return portfolio;
}

/** A portfolio with products, principals or constraints is not deleted (https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeletePortfolio.html). */
function deletePortfolio(catalog: Catalog, id: string) {
  const { products, principals } = catalog.portfolio(id);
  const held = [...products, ...principals.map(({ PrincipalARN }) => PrincipalARN), ...catalog.constraintsOf(id).map(({ ConstraintId }) => ConstraintId)];
  if (held.length > 0) throw new AwsError('ResourceInUseException', `Portfolio ${id} is still associated with ${held.join(', ')}: disassociate them first`);
  delete catalog.state.portfolios[id];
  catalog.save();
  return {};
}

function associatePrincipal(portfolio: Portfolio, { PrincipalARN, PrincipalType }: PrincipalAssociation): void {
  if (PrincipalType === 'IAM_PATTERN' && !/^arn:[^:]*:iam:::(role|user|group)\/.+/.test(PrincipalARN)) {
    throw new AwsError('InvalidParametersException', `PrincipalARN ${PrincipalARN} is no pattern: an IAM_PATTERN has no account, as in arn:aws:iam:::role/name-*`);
  }
  if (PrincipalType === 'IAM' && !/^arn:[^:]*:iam::\d{12}:/.test(PrincipalARN)) {
    throw new AwsError('InvalidParametersException', `PrincipalARN ${PrincipalARN} is no ARN of a role, user or group`);
  }
  portfolio.principals = [...portfolio.principals.filter((known) => known.PrincipalARN !== PrincipalARN), { PrincipalARN, PrincipalType }];
}

function change(catalog: Catalog, portfolioId: string, apply: (portfolio: Portfolio, catalog: Catalog) => void) {
  apply(catalog.portfolio(portfolioId), catalog);
  catalog.save();
  return {};
}
