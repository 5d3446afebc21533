import type { RunnerCloud } from '../../runner-cloud';
import type { Service } from '../service';
import { firewall } from './firewall';
import { FIREWALL_POLICY, LOGGING, RULE_GROUP, stored } from './stored';

/** Network firewalls as stacks see them. The API is not served, so that the service has a name that no request carries. */
export function createNetworkFirewalls(cloud: RunnerCloud): Service {
  return {
    name: 'network-firewalls', operations: {},
    resourceTypes: {
      'AWS::NetworkFirewall::Firewall': firewall(() => cloud),
      'AWS::NetworkFirewall::FirewallPolicy': stored(FIREWALL_POLICY),
      'AWS::NetworkFirewall::LoggingConfiguration': LOGGING,
      'AWS::NetworkFirewall::RuleGroup': stored(RULE_GROUP),
    },
  };
}
