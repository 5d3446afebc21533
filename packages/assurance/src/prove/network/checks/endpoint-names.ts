import type { Finding } from '../../../report/report';
import { dnsRules, ruleAbout } from '../dns-rules';
import { type Endpoint, endpointsOf } from '../endpoints';
import type { Scene } from '../scene';

/** Workloads ask for the service's public name: it has to lead to the endpoint (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html). */
export function endpointNames(scene: Scene): Finding[] {
  const endpoints = endpointsOf(scene.topology).filter(({ isAws, vpc }) => isAws && vpc !== undefined);
  return endpoints.flatMap((endpoint) => [...(endpoint.kind === 'Interface' ? privateName(scene, endpoint) : []), ...letThrough(scene, endpoint)]);
}

const found = ({ item }: Endpoint, message: string, remedy: string): Finding => ({ rule: 'endpoint-name', level: 'error', place: item.place, message, remedy });

function privateName({ items }: Scene, endpoint: Endpoint): Finding[] {
  const { item, vpc, service } = endpoint;
  const network = vpc?.item as NonNullable<Endpoint['vpc']>['item'];
  // of VPCs that CloudFormation makes only the first is on unless somebody says so
  const attributes = [['EnableDnsSupport', 'true'], ['EnableDnsHostnames', 'false']].filter(([name, otherwise]) => (network.text(name) ?? otherwise) !== 'true').map(([name]) => name);
  if (item.text('PrivateDnsEnabled') === 'true') return attributes.length === 0 ? [] : [found(endpoint, `the name of ${service} does not lead to endpoint ${item.words}: VPC ${network.words} has not ${attributes.join(' and ')}`, 'set it to true')];
  const zones = items.of('AWS::Route53::HostedZone').filter((zone) => zone.texts('VPCs[].VPCId').includes(network.id));
  if (zones.length > 0) {
    item.undecided('whether its service\'s name leads to it', `its private DNS is off; the hosted zone ${zones[0].words} may do it`);
    return [];
  }
  return [found(endpoint, `the name of ${service} does not lead to endpoint ${item.words}: its private DNS is off`, 'set PrivateDnsEnabled to true')];
}

/** Names that are not the service's own labels in reverse (https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html). */
const NAMES: Readonly<Record<string, string>> = { 'kinesis-streams': 'kinesis', 'kinesis-firehose': 'firehose' };

/** A DNS firewall lets the name through, as it is or with a label before it: a registry's account, a bucket. */
function letThrough({ items }: Scene, endpoint: Endpoint): Finding[] {
  const { item, vpc, service } = endpoint;
  const { rules, isWhole } = dnsRules(items, vpc?.item as NonNullable<Endpoint['vpc']>['item']);
  if (rules.length === 0) return [];
  const labels = NAMES[service] ?? service.split('.').reverse().join('.');
  const name = `${labels}.${item.region}.${String(item.deployed.evaluation.value({ Ref: 'AWS::URLSuffix' }))}`;
  const stopped = [name, `x.${name}`].map((one) => ruleAbout(rules, one)).filter((rule) => rule?.action === 'BLOCK');
  if (stopped.length < 2 || !isWhole) return [];
  return [found(endpoint, `the DNS firewall of VPC ${vpc?.item.words} blocks ${name}: rule ${stopped[0]?.order[1]} of ${stopped[0]?.group.words}`, `allow ${name} before it`)];
}
