import { AwsError, type AccessRequest, type CallContext, type Operation } from '../service';
import { onEverything, onProduct } from './access';
import type { Catalog, Catalogs } from './catalog';
import { newId } from './ids';
import type { Constraint } from './model';

/** What a portfolio asks of launches of a product. */
export function constraintOperations(catalogs: Catalogs): Record<string, Operation> {
  return {
    CreateConstraint: {
      differs: 'makes constraints of type LAUNCH only; any other is an error.',
      access: ({ ProductId, Parameters, Type }, context) => [...onProduct('CreateConstraint', ProductId, context), ...passRole(Type, Parameters, context)],
      run: async (input, context) => answer(createConstraint(catalogs.of(context), input, context)),
    },
    DescribeConstraint: {
      access: () => onEverything('DescribeConstraint'),
      run: async ({ Id }, context) => answer(catalogs.of(context).constraint(Id)),
    },
    UpdateConstraint: {
      access: ({ Id, Parameters }, context) => [...onEverything('UpdateConstraint'), ...passRole(catalogs.of(context).constraint(Id).Type, Parameters, context)],
      run: async (input, context) => answer(updateConstraint(catalogs.of(context), input)),
    },
    DeleteConstraint: {
      access: () => onEverything('DeleteConstraint'),
      run: async ({ Id }, context) => {
        const catalog = catalogs.of(context);
        delete catalog.state.constraints[catalog.constraint(Id).ConstraintId];
        catalog.save();
        return {};
      },
    },
    ListConstraintsForPortfolio: {
      access: () => onEverything('ListConstraintsForPortfolio'),
      run: async ({ PortfolioId, ProductId }, context) => {
        const catalog = catalogs.of(context);
        return { ConstraintDetails: catalog.constraintsOf(catalog.portfolio(PortfolioId).Id, ProductId) };
      },
    },
  };
}

const answer = (constraint: Constraint) => ({ ConstraintDetail: constraint, ConstraintParameters: constraint.Parameters, Status: 'AVAILABLE' });

/** Whoever makes a launch constraint passes its role to Service Catalog (https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html). */
function passRole(type: string, parameters: string | undefined, { account, partition }: CallContext): AccessRequest[] {
  if (type !== 'LAUNCH' || parameters === undefined) return [];
  const { RoleArn, LocalRoleName } = parametersOf(type, parameters);
  return [{ action: 'iam:PassRole', resource: RoleArn ?? `arn:${partition}:iam::${account}:role/${LocalRoleName}`, context: { 'iam:PassedToService': 'servicecatalog.amazonaws.com' } }];
}

function createConstraint(catalog: Catalog, { PortfolioId, ProductId, Parameters, Type, Description }: any, { account }: CallContext): Constraint {
  const portfolio = catalog.portfolio(PortfolioId);
  if (!portfolio.products.includes(catalog.product(ProductId).Id)) {
    throw new AwsError('ResourceNotFoundException', `Product ${ProductId} is not in portfolio ${PortfolioId}: associate it first`);
  }
  parametersOf(Type, Parameters);
  if (Type === 'LAUNCH' && catalog.constraintsOf(PortfolioId, ProductId).some((other) => other.Type === 'LAUNCH')) {
    throw new AwsError('DuplicateResourceException', `Product ${ProductId} already has a LAUNCH constraint in portfolio ${PortfolioId}: there can be one`);
  }
  const constraint: Constraint = { ConstraintId: newId('cons'), PortfolioId, ProductId, Type, Description, Parameters, Owner: account };
  catalog.state.constraints[constraint.ConstraintId] = constraint;
  catalog.save();
  return constraint;
}

function updateConstraint(catalog: Catalog, { Id, Description, Parameters }: any): Constraint {
  const constraint = catalog.constraint(Id);
  if (Parameters !== undefined) parametersOf(constraint.Type, Parameters);
  constraint.Parameters = Parameters ?? constraint.Parameters;
  constraint.Description = Description ?? constraint.Description;
  catalog.save();
  return constraint;
}

function parametersOf(type: string, text: string): { RoleArn?: string; LocalRoleName?: string } {
  if (type !== 'LAUNCH') {
    throw new AwsError('InvalidParametersException', `local-cloud: constraints of type ${type} are not in the table of what runs, LAUNCH is`);
  }
  let parameters: { RoleArn?: string; LocalRoleName?: string };
  try {
    parameters = JSON.parse(text);
  } catch (error) {
    throw new AwsError('InvalidParametersException', `Parameters of a constraint are JSON: ${(error as Error).message}`);
  }
  if ((parameters.RoleArn === undefined) === (parameters.LocalRoleName === undefined)) {
    throw new AwsError('InvalidParametersException', 'A LAUNCH constraint has either RoleArn or LocalRoleName, and not both');
  }
  return parameters;
}
