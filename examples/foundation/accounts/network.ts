import type { Stack } from 'aws-cdk-lib';
import type { AccountBaseline, AccountSet } from '@mlops-foundation/ml-accounts';
import { DataPerimeter, type EndpointCatalog, NetworkParameters, SecureNetwork } from '@mlops-foundation/secure-network';

/** A network without the internet; its ids are published for what is not CDK. */
export function network(stack: Stack, accounts: AccountSet, baseline: AccountBaseline, endpoints: EndpointCatalog[]): SecureNetwork {
  const secure = new SecureNetwork(stack, 'Network', {
    availabilityZones: accounts.availabilityZones, endpoints, perimeter: new DataPerimeter({ trustedAccounts: accounts.accountIds }), encryptionKey: baseline.key,
  });
  secure.publishTo(NetworkParameters.pathOf(accounts.team));
  return secure;
}
