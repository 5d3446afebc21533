import { Aws, Token } from 'aws-cdk-lib';
import type { DataPerimeter } from '../../perimeter/data-perimeter';
import type { Problem } from '../validation-error';

/**
 * Those with whom the names or the subnets of endpoints are shared, but whom the endpoints' policies refuse: they would reach them and be denied every call.
 * @param account the endpoints' own, which `Aws.ACCOUNT_ID` stands for
 */
export function profileTrustProblems(sharedWith: readonly string[], perimeter: DataPerimeter, account: string): Problem[] {
  const trusted = perimeter.trustedAccounts.map((one) => (one === Aws.ACCOUNT_ID ? account : one));
  const { organizationId } = perimeter;
  // the own account stands for itself; of any other token it is not known whom it trusts
  if (trusted.some((one) => one !== account && Token.isUnresolved(one)) || Token.isUnresolved(organizationId)) return [];
  const value = sharedWith.filter((principal) => !Token.isUnresolved(principal) && isRefused(principal, trusted, organizationId));
  if (value.length === 0) return [];
  const trust = [...trusted.filter((one) => !Token.isUnresolved(one)), ...(trusted.includes(account) && Token.isUnresolved(account) ? ['the network\'s own account'] : []), ...(organizationId ? [organizationId] : [])];
  return [{
    prop: 'sharedWith', value, rule: `whoever reaches the endpoints is trusted by their policies, which trust ${JSON.stringify(trust)} only`,
    remedy: 'Name them in the perimeter of the network: trustedAccounts for accounts, organizationId for units and the organisation; or share with those that it trusts',
  }];
}

/** An organisation's trust holds for its accounts and units; the accounts of a unit are not known. What is no principal is told elsewhere. */
function isRefused(principal: string, accounts: readonly string[], organizationId: string | undefined): boolean {
  if (/^\d{12}$/.test(principal)) return organizationId === undefined && !accounts.includes(principal);
  const organization = /:organizations::\d{12}:(?:organization|ou)\/(o-[a-z0-9]+)/.exec(principal)?.[1];
  return organization !== undefined && organization !== organizationId;
}
