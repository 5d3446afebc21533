import { matchesPattern } from '@mlops-foundation/policy-evaluation';
import type { Assembly } from '../../assembly/assembly';
import type { GraphOptions } from '../../assembly/graph/read-graph';
import type { Finding, Report } from '../../report/report';
import { adoptedNetworks } from './checks/adopted-networks';
import { connections } from './checks/connections';
import { dnsFirewall } from './checks/dns-firewall';
import { endpointMissing } from './checks/endpoint-missing';
import { endpointNames } from './checks/endpoint-names';
import { endpointPolicies } from './checks/endpoint-policies';
import { endpointReach } from './checks/endpoint-reach';
import { firewallPolicies } from './checks/firewall-policies';
import { flowLogs } from './checks/flow-logs';
import { idleWays } from './checks/idle-ways';
import { inspectedTransit } from './checks/inspected-transit';
import { internetPaths } from './checks/internet';
import { internetReach } from './checks/internet-reach';
import { managedInternet } from './checks/managed-internet';
import { members } from './checks/members';
import { oneSidedRules } from './checks/one-sided-rules';
import { openDoors } from './checks/open-doors';
import { openGroups } from './checks/open-groups';
import { openHubs } from './checks/open-hubs';
import { shares } from './checks/shares';
import { teams } from './checks/teams';
import { wideAcls } from './checks/wide-acls';
import { Items } from './items';
import type { Scene } from './scene';
import { CLOSED, type NetworkSettings } from './settings';
import { Topology } from './topology';
import { Transit } from './transit';
import { Walk } from './walk';

const CHECKS: readonly ((scene: Scene) => Finding[])[] = [
  internetPaths, internetReach, managedInternet, firewallPolicies, connections, inspectedTransit, idleWays, endpointReach, endpointMissing, members, endpointNames, endpointPolicies, openDoors, openGroups, wideAcls, oneSidedRules, flowLogs, teams, shares, openHubs,
  dnsFirewall, adoptedNetworks,
];

/**
 * Proves what the networks of an assembly let through, from their templates alone.
 * @param settings what people have decided. @default - no network has a way out
 */
export function proveNetwork(assembly: Assembly, subject: string, settings: NetworkSettings = CLOSED, options: GraphOptions = {}): Report {
  const items = new Items(assembly, options);
  const topology = new Topology(items);
  const transit = new Transit(topology);
  const scene: Scene = { items, topology, transit, walk: new Walk(topology, transit), settings };
  const findings = CHECKS.flatMap((check) => check(scene)).map((finding) => accepted(finding, settings));
  return {
    proof: 'prove network', subject, findings,
    counts: {
      'VPCs': topology.vpcs.length, 'workload subnets': topology.workloadSubnets.length, 'workloads, and security groups that wait for some': topology.workloads.length,
      'endpoints': items.of('AWS::EC2::VPCEndpoint').length,
    },
    open: items.open,
  };
}

/** What people have accepted is for the record. */
function accepted(finding: Finding, settings: NetworkSettings): Finding {
  const row = settings.accepted.find(({ rule, place }) => rule === finding.rule && matchesPattern(place, `${finding.place.stack}/${finding.place.id}`));
  return row && finding.level !== 'note' ? { ...finding, level: 'note', message: `${finding.message} (accepted: ${row.because})` } : finding;
}
