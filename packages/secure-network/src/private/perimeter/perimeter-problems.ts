import { Token } from 'aws-cdk-lib';
import type { DataPerimeter } from '../../perimeter/data-perimeter';
import type { EndpointCatalog } from '../../endpoints/endpoint-catalog';
import { ENTRIES } from '../endpoints/endpoint-entries';
import { accountProblem } from '../problems';
import type { Problem } from '../validation-error';

/** What is wrong with the perimeter of a network with these endpoints. */
export function perimeterProblems(prop: string, perimeter: DataPerimeter, { region, catalogs }: { readonly region: string; readonly catalogs: readonly EndpointCatalog[] }): Problem[] {
  const { trustedAccounts, organizationId, exceptions } = perimeter;
  const endpoints = new Set(['S3', 'DynamoDb', ...[...Object.values(ENTRIES), ...catalogs.flatMap(({ entries }) => entries)].map(({ id }) => id)]);
  return [
    ...trustProblems(prop, perimeter),
    ...(trustedAccounts.length === 0 && organizationId === undefined
      ? [{ prop: `${prop}.trustedAccounts`, value: trustedAccounts, rule: 'somebody is trusted, or the endpoints are of no use', remedy: 'Name an account, or an organizationId' }] : []),
    ...exceptions.flatMap((exception, index) => exception._problems(`${prop}.exceptions[${index}]`, region, endpoints)),
    ...[...new Set(exceptions.map(({ name }) => name))].filter((name) => exceptions.filter((one) => one.name === name).length > 1)
      .map((name) => ({ prop: `${prop}.exceptions`, value: name, rule: 'each exception has a name of its own, which is its statement\'s', remedy: 'Name them apart' })),
  ];
}

/** What is wrong with whom a perimeter trusts. Unresolved tokens are not looked at. */
export function trustProblems(prop: string, { trustedAccounts, organizationId }: DataPerimeter): Problem[] {
  const problems = trustedAccounts.map((account, index) => accountProblem(`${prop}.trustedAccounts[${index}]`, account)).filter((problem) => problem !== undefined);
  if (organizationId !== undefined && !Token.isUnresolved(organizationId) && !/^o-[a-z0-9]{10,32}$/.test(organizationId)) {
    problems.push({ prop: `${prop}.organizationId`, value: organizationId, rule: 'an organisation\'s id is o- and 10 to 32 lower-case letters or digits', remedy: 'Copy it from AWS Organizations: o-abcdefghij' });
  }
  return problems;
}
