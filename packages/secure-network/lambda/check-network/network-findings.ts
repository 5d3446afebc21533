import type { NetworkFacts, NetworkRequirements } from './network-facts';
import type { Finding } from './rules';
import { endpointFindings, objectStoreFindings } from './rules/endpoints';
import { routeFindings, routeTableFindings } from './rules/routes';
import { securityGroupFindings } from './rules/security-groups';
import { subnetFindings } from './rules/subnets';
import { dnsFindings } from './rules/vpc';

const CHECKS = [dnsFindings, subnetFindings, routeTableFindings, routeFindings, objectStoreFindings, endpointFindings, securityGroupFindings];

/** All that is not as it should be. Of a VPC that is not there nothing else is said. */
export function networkFindings(facts: NetworkFacts, requirements: NetworkRequirements): Finding[] {
  if (!facts.vpc) return [{ rule: 'vpc', found: `${requirements.vpcId} is not seen from here` }];
  return CHECKS.flatMap((check) => check(facts, requirements));
}
