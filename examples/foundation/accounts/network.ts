import type { Stack } from 'aws-cdk-lib';
import type { AccountBaseline, AccountPurpose, AccountSet } from '@mlops-foundation/ml-accounts';
import { AdoptedNetwork, DataPerimeter, type EndpointCatalog, type IWorkloadNetwork, NetworkParameters, SecureNetwork } from '@mlops-foundation/secure-network';

/** A network without the internet: the landing zone's where it has one, which must have these endpoints. Its ids are published for what is not CDK. */
export function network(stack: Stack, accounts: AccountSet, baseline: AccountBaseline, purpose: AccountPurpose, endpoints: EndpointCatalog[]): IWorkloadNetwork {
  const path = NetworkParameters.pathOf(accounts.team);
  const { availabilityZones } = accounts;
  const networkPath = accounts.networkPath(purpose);
  if (networkPath) {
    const adopted = AdoptedNetwork.fromParameters(stack, 'Network', { path: networkPath, subnetCount: availabilityZones.length, endpoints });
    // nothing reads of it before it is checked
    NetworkParameters.publish(stack, 'NetworkParameters', adopted, { path }).node.addDependency(adopted);
    return adopted;
  }
  const secure = new SecureNetwork(stack, 'Network', { availabilityZones, endpoints, perimeter: new DataPerimeter({ trustedAccounts: accounts.accountIds }), encryptionKey: baseline.key });
  secure.publishTo(path);
  return secure;
}
