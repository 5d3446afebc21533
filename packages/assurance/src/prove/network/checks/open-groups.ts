import type { Finding } from '../../../report/report';
import { endpointsOf } from '../endpoints';
import { ruleFor, type Scene } from '../scene';
import { type GroupRule, groupRules } from '../security-groups';

const isHttps = ({ protocol, ports }: Pick<GroupRule, 'protocol' | 'ports'>): boolean => ['tcp', '6'].includes(protocol) && ports.every((port) => port === 443);

/**
 * Security groups are the second wall behind routes: where there is no way to the internet, none lets out to every address, and where packets are to be inspected, none lets out by every protocol, for what is no TLS
 * or HTTP has no name that a list of domains could hold (https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html).
 */
export function openGroups(scene: Scene): Finding[] {
  return [...letOut(scene), ...ofEndpoints(scene)];
}

/** Interface endpoints of AWS's services are asked by HTTPS (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html), but for mail. */
function ofEndpoints({ items, topology }: Scene): Finding[] {
  const endpoints = endpointsOf(topology).filter(({ kind, isAws, service }) => kind === 'Interface' && isAws && !service.startsWith('email-smtp'));
  const groups = new Set(endpoints.flatMap((endpoint) => endpoint.groups).filter((group) => !topology.workloads.some((workload) => workload.groups.includes(group))));
  return [...groups].flatMap((group) => groupRules(items, group, 'ingress').filter((rule) => !isHttps(rule)).map((rule): Finding => ({
    rule: 'endpoint-group-wide', level: 'warning', place: rule.place, message: `security group ${group.words} of endpoints lets ${rule.words} in, and they are asked by tcp 443`, remedy: 'let tcp 443 in only',
  })));
}

function letOut(scene: Scene): Finding[] {
  const { items, topology } = scene;
  return items.of('AWS::EC2::SecurityGroup').flatMap((group) => {
    const vpc = topology.vpc(items.find(group.text('VpcId'), group));
    const internet = vpc && ruleFor(scene, vpc).internet;
    if (internet === undefined || internet === 'nat') return [];
    // these are reached at public addresses, and their prefix lists are known to the deployment only
    const gateways = endpointsOf(topology).some((endpoint) => endpoint.kind === 'Gateway' && endpoint.vpc === vpc);
    const open = groupRules(items, group, 'egress').filter(({ block, protocol, ports }) => block?.bits === 0 && (internet === 'none' ? !(gateways && isHttps({ protocol, ports })) : protocol === '-1' || ports[1] - ports[0] === 65535));
    return open.map((rule): Finding => ({
      rule: 'egress-to-everywhere', level: 'warning', place: rule.place, message: `security group ${group.words} lets ${rule.words} out to ${rule.block?.text}, though its network's way to the internet is: ${internet}`,
      remedy: 'name the security groups, prefix lists or addresses that are needed; a group that needs nothing has one rule that leads nowhere',
    }));
  });
}
