import { matchesPattern } from '@mlops-foundation/policy-evaluation';
import type { Principal } from '../../gateway/principal';
import { AwsError } from '../service';
import type { Catalog } from './catalog';
import type { Constraint, Portfolio, PrincipalAssociation } from './model';

/** The way by which a principal gets at a product: one portfolio that holds the product and lets the principal in. */
export interface LaunchPath {
  readonly Id: string;
  readonly Name: string;
  readonly portfolio: Portfolio;
  readonly constraints: readonly Constraint[];
}

const pathId = (portfolio: Portfolio) => portfolio.Id.replace('port-', 'lpv3-');

/**
 * Whether a portfolio is open to a principal: by the ARN of its role or user, or by a pattern without an account
 * (https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociatePrincipalWithPortfolio.html).
 */
export function isAssociated({ principals }: Portfolio, principal: Principal): boolean {
  const arn = principal.roleArn ?? principal.arn;
  const withoutAccount = arn.replace(/^(arn:[^:]*:iam::)\d{12}:/, '$1:');
  return principals.some(({ PrincipalARN, PrincipalType }: PrincipalAssociation) =>
    PrincipalType === 'IAM' ? PrincipalARN === arn : matchesPattern(PrincipalARN, withoutAccount));
}

export function launchPathsOf(catalog: Catalog, productId: string, principal: Principal): LaunchPath[] {
  return catalog.portfoliosOf(productId).filter((portfolio) => isAssociated(portfolio, principal)).map((portfolio) => ({
    Id: pathId(portfolio), Name: portfolio.DisplayName, portfolio, constraints: catalog.constraintsOf(portfolio.Id, productId),
  }));
}

/**
 * The one path of a request.
 * @throws AwsError ResourceNotFoundException without any, InvalidParametersException when there are several and none is named
 */
export function launchPathFor(catalog: Catalog, productId: string, principal: Principal, wanted: { PathId?: string; PathName?: string }): LaunchPath {
  const all = launchPathsOf(catalog, productId, principal);
  if (all.length === 0) {
    throw new AwsError('ResourceNotFoundException', `No launch paths found for resource: ${productId}. ${principal.roleArn ?? principal.arn} is associated with no portfolio that holds it`);
  }
  const named = wanted.PathId !== undefined || wanted.PathName !== undefined;
  const found = all.filter(({ Id, Name }) => !named || Id === wanted.PathId || Name === wanted.PathName);
  if (found.length === 0) throw new AwsError('ResourceNotFoundException', `There is no launch path ${wanted.PathId ?? wanted.PathName} for ${productId}: its paths are ${namesOf(all)}`);
  if (found.length > 1) throw new AwsError('InvalidParametersException', `${productId} has several launch paths, say which by PathId: ${namesOf(found)}`);
  return found[0];
}

/** The role that Service Catalog assumes for a path, if it has a LAUNCH constraint. */
export function launchRoleOf({ constraints }: LaunchPath, { account, partition }: { account: string; partition: string }): string | undefined {
  const launch = constraints.find(({ Type }) => Type === 'LAUNCH');
  if (!launch) return undefined;
  const { RoleArn, LocalRoleName } = JSON.parse(launch.Parameters);
  return RoleArn ?? `arn:${partition}:iam::${account}:role/${LocalRoleName}`;
}

const namesOf = (paths: readonly LaunchPath[]) => paths.map(({ Id, Name }) => `${Id} (${Name})`).join(', ');
