import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';
import { accountOperations } from './account-operations';
import { Operations } from './operation';
import { policyOperations } from './policy-operations';
import { organizationsResourceTypes } from './resource-types';
import { structureOperations } from './structure-operations';

/** AWS Organizations: accounts in units, and the policies attached to them, which the gateway asks. */
export function createOrganizations(cloud: RunnerCloud): Service {
  const make = new Operations(cloud.organizations);
  const operations = { ...structureOperations(make), ...accountOperations(make, cloud), ...policyOperations(make) };
  return { name: 'organizations', operations, resourceTypes: organizationsResourceTypes(cloud, operations) };
}
