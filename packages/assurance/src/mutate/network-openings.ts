import type { Resource, Template } from '../assembly/assembly';

type Json = Readonly<Record<string, unknown>>;
type Key = string | number;

/** A template whose network somebody has opened at one place. */
export interface Opening {
  readonly kind: OpeningKind;
  /** Logical id of what was changed, or beside which something was added. */
  readonly id: string;
  /** What was done, for people. */
  readonly at: string;
  readonly template: Template;
}

export type OpeningKind = 'added route' | 'opened transit gateway' | 'opened endpoint' | 'opened endpoint policy' | 'opened DNS firewall' | 'opened network ACL' | 'opened security group' | 'opened firewall' | 'opened share' | 'opened subnet' | 'narrowed flow log';

/** What is done to a resource, and the template that comes of it. */
type Change = readonly [kind: OpeningKind, at: string, template: Template];
type Operator = (template: Template, id: string, properties: Json) => Change[];

/** Names of what no template has: AWS's documentation uses the account. */
const STRANGER = { account: '999999999999', organization: 'o-somebodyelse', domain: 'attacker.example' };
const EVERYTHING = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

const V4 = { DestinationCidrBlock: '0.0.0.0/0' };
const DEFAULT_ROUTES: Readonly<Record<string, Json>> = {
  'an internet gateway': { ...V4, GatewayId: 'igw-0123456789abcdef0' },
  'a NAT gateway': { ...V4, NatGatewayId: 'nat-0123456789abcdef0' },
  'an egress-only internet gateway': { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-0123456789abcdef0' },
  'a peering': { ...V4, VpcPeeringConnectionId: 'pcx-0123456789abcdef0' },
};

/** What somebody in a hurry, or who means ill, would change, by the type of the resource. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  'AWS::EC2::RouteTable': routes,
  'AWS::EC2::Subnet': (template, id) => [['opened subnet', 'gives public addresses', withValue(template, id, ['MapPublicIpOnLaunch'], true)]],
  'AWS::EC2::TransitGateway': (template, id) => [['DefaultRouteTableAssociation', 'DefaultRouteTablePropagation'].reduce<Change>(([kind, at, one], name) => [kind, at, withValue(one, id, [name], 'enable')], ['opened transit gateway', 'whoever is attached meets by default', template])],
  'AWS::EC2::TransitGatewayRouteTableAssociation': associations,
  'AWS::EC2::TransitGatewayRouteTable': propagations,
  'AWS::EC2::TransitGatewayRoute': blackholes,
  'AWS::EC2::VPCEndpoint': (template, id, properties) => [...endpoint(template, id, properties), ...policies(template, id, properties)],
  'AWS::Route53Profiles::ProfileAssociation': removed('opened endpoint', 'taken away'),
  'AWS::Route53Profiles::ProfileResourceAssociation': removed('opened endpoint', 'taken away'),
  'AWS::Route53Resolver::FirewallRuleGroup': dnsRules,
  'AWS::Route53Resolver::FirewallDomainList': (template, id, { Domains }) => (isList(Domains) && !Domains.includes('*') ? ['*', '*.com', STRANGER.domain].map((domain): Change => ['opened DNS firewall', `and ${domain}`, withValue(template, id, ['Domains'], [...Domains, domain])]) : []),
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': (template, id, { VpcId }) => [['opened DNS firewall', 'fails open', added(template, id, 'FailsOpen', { Type: 'AWS::Route53Resolver::FirewallConfig', Properties: { ResourceId: VpcId, FirewallFailOpen: 'ENABLED' } })]],
  'AWS::EC2::NetworkAclEntry': aclEntry,
  'AWS::EC2::SecurityGroup': (template, id, properties) => ['SecurityGroupIngress', 'SecurityGroupEgress'].flatMap((list) => listOf<Json>(properties[list]).flatMap((rule, index) => groupRule(template, id, [list, index], rule))),
  'AWS::EC2::SecurityGroupIngress': (template, id, rule) => groupRule(template, id, [], rule),
  'AWS::EC2::SecurityGroupEgress': (template, id, rule) => groupRule(template, id, [], rule),
  'AWS::EC2::FlowLog': (template, id) => [['narrowed flow log', 'of what was rejected only', withValue(template, id, ['TrafficType'], 'REJECT')]],
  'AWS::NetworkFirewall::FirewallPolicy': firewallPolicy,
  'AWS::NetworkFirewall::RuleGroup': firewallRules,
  'AWS::NetworkFirewall::LoggingConfiguration': removed('opened firewall', 'without logs'),
  'AWS::RAM::ResourceShare': (template, id, { Principals }) => [
    ['opened share', 'for everybody', withValue(template, id, ['AllowExternalPrincipals'], true)], ['opened share', 'with a stranger', withValue(template, id, ['Principals'], [...listOf(Principals), STRANGER.account])],
  ],
};

/** Every template with the network opened at one place. */
export function openingsOf(template: Template): Opening[] {
  return Object.entries(template.Resources ?? {}).flatMap(([id, { Type, Properties }]) => (OPERATORS[Type]?.(template, id, (Properties ?? {}) as Json) ?? []).map(([kind, at, changed]): Opening => ({ kind, id, at, template: changed })));
}

/** A default route, in place of the one that the table has. */
function routes(template: Template, id: string): Change[] {
  return Object.entries(DEFAULT_ROUTES).flatMap(([words, foreign]): Change[] => {
    const route = ofOwn(template, foreign);
    const isInTheWay = ({ Type, Properties = {} }: Resource) => Type === 'AWS::EC2::Route' && isSame(Properties.RouteTableId, { Ref: id }) && ['DestinationCidrBlock', 'DestinationIpv6CidrBlock'].some((to) => route[to] !== undefined && route[to] === Properties[to]);
    const isThere = Object.values(template.Resources ?? {}).some((one) => isInTheWay(one) && isSame(one.Properties, { ...route, RouteTableId: { Ref: id } }));
    if (isThere) return [];
    const others = { ...template, Resources: Object.fromEntries(Object.entries(template.Resources ?? {}).filter(([, one]) => !isInTheWay(one))) };
    return [['added route', `default route to ${words}`, added(others, id, 'Opened', { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: id }, ...route } })]];
  });
}

/** A VPC has one internet gateway: where the template has it, or a NAT gateway, that is taken. */
function ofOwn(template: Template, route: Json): Json {
  const first = (type: string) => Object.entries(template.Resources ?? {}).find(([, { Type }]) => Type === type)?.[0];
  const [internet, nat] = [first('AWS::EC2::InternetGateway'), first('AWS::EC2::NatGateway')];
  return { ...route, ...(route.GatewayId && internet ? { GatewayId: { Ref: internet } } : {}), ...(route.NatGatewayId && nat ? { NatGatewayId: { Ref: nat } } : {}) };
}

/** An attachment moves to another table of the transit gateway. */
function associations(template: Template, id: string, { TransitGatewayRouteTableId: own }: Json): Change[] {
  return tablesOf(template).filter((table) => !isSame(table, own)).map((table) => ['opened transit gateway', `the association goes to ${named(table)}`, withValue(template, id, ['TransitGatewayRouteTableId'], table)]);
}

/** Whatever is attached is propagated to the table, but for its only member: that is no way to anybody else. */
function propagations(template: Template, id: string): Change[] {
  const table = { Ref: id };
  const attachments = valuesOf(template, 'TransitGatewayAttachmentId');
  const given = resourcesOf(template, 'AWS::EC2::TransitGatewayRouteTablePropagation').filter(({ Properties }) => isSame(Properties?.TransitGatewayRouteTableId, table)).map(({ Properties }) => Properties?.TransitGatewayAttachmentId);
  const members = resourcesOf(template, 'AWS::EC2::TransitGatewayRouteTableAssociation').filter(({ Properties }) => isSame(Properties?.TransitGatewayRouteTableId, table)).map(({ Properties }) => Properties?.TransitGatewayAttachmentId);
  const isAlone = (one: unknown) => members.every((member) => isSame(member, one));
  return attachments.filter((one) => !isAlone(one) && !given.some((other) => isSame(one, other))).map((TransitGatewayAttachmentId) => ['opened transit gateway', `propagation of ${named(TransitGatewayAttachmentId)}`, added(template, id, 'Opened', { Type: 'AWS::EC2::TransitGatewayRouteTablePropagation', Properties: { TransitGatewayRouteTableId: table, TransitGatewayAttachmentId } })]);
}

/** What was dropped goes to somebody. */
function blackholes(template: Template, id: string, { Blackhole }: Json): Change[] {
  if (String(Blackhole) !== 'true') return [];
  return valuesOf(template, 'TransitGatewayAttachmentId').map((attachment) => ['opened transit gateway', `no blackhole, but ${named(attachment)}`, withValue(withValue(template, id, ['Blackhole'], false), id, ['TransitGatewayAttachmentId'], attachment)]);
}

function endpoint(template: Template, id: string, { PrivateDnsEnabled }: Json): Change[] {
  return [
    ...removed('opened endpoint', 'taken away')(template, id, {}),
    ...(String(PrivateDnsEnabled) === 'true' ? [['opened endpoint', 'private DNS off', withValue(template, id, ['PrivateDnsEnabled'], false)] as const] : []),
  ];
}

/** Statements that say less of who, what and whose, trust somebody more, or mean the opposite; one more that allows everything. */
function policies(template: Template, id: string, { PolicyDocument }: Json): Change[] {
  const statements = listOf<Json>((PolicyDocument as Json | undefined)?.Statement);
  if (statements.length === 0) return [];
  const at = ['PolicyDocument', 'Statement'];
  const change = (what: string, path: readonly Key[], value: unknown): Change => ['opened endpoint policy', `${path.slice(2).join('.')} ${what}`.trim(), withValue(template, id, path, value)];
  return [
    change('and everything', at, [...statements, EVERYTHING]),
    ...statements.flatMap((statement, index) => (statement.Effect === 'Allow' ? [
      ...['Principal', 'Action', 'Resource'].filter((field) => statement[field] !== undefined && !['*', '{"AWS":"*"}'].includes(textOf(statement[field]))).map((field) => change('is *', [...at, index, field], '*')),
      ...Object.entries((statement.Condition ?? {}) as Readonly<Record<string, Json>>).flatMap(([operator, keys]) => Object.entries(keys).flatMap(([key, value]) => {
        const stranger = /account$/i.test(key) ? STRANGER.account : /orgid$/i.test(key) ? STRANGER.organization : undefined;
        return stranger ? [change(`and ${stranger}`, [...at, index, 'Condition', operator, key], [...listOf(value), stranger])] : [];
      })),
    ] : [])),
  ];
}

function dnsRules(template: Template, id: string, { FirewallRules }: Json): Change[] {
  return listOf<Json>(FirewallRules).flatMap((rule, index) => (rule.Action === 'BLOCK' ? ['ALLOW', 'ALERT'] : []).map((action): Change => ['opened DNS firewall', `rule ${index} is ${action}`, withValue(template, id, ['FirewallRules', index], { ...rule, Action: action, BlockResponse: undefined })]));
}

function aclEntry(template: Template, id: string, { Egress, RuleAction, CidrBlock, Ipv6CidrBlock, Protocol }: Json): Change[] {
  if (RuleAction !== 'allow') return [];
  const everybody = withValue(template, id, [Ipv6CidrBlock === undefined ? 'CidrBlock' : 'Ipv6CidrBlock'], Ipv6CidrBlock === undefined ? '0.0.0.0/0' : '::/0');
  const everything = (one: Template) => withValue(withValue(one, id, ['Protocol'], -1), id, ['PortRange'], undefined);
  const isNarrow = ![CidrBlock, Ipv6CidrBlock].includes('0.0.0.0/0');
  const way = String(Egress) === 'true' ? 'out' : 'in';
  return [
    ...(isNarrow ? [['opened network ACL', `${way}: to everybody`, everybody] as const] : []),
    ...(String(Protocol) === '-1' ? [] : [['opened network ACL', `${way}: everything`, everything(template)] as const]),
    ...(isNarrow && String(Protocol) !== '-1' ? [['opened network ACL', `${way}: everything to everybody`, everything(everybody)] as const] : []),
  ];
}

/** Peers of a rule; what else it says is its protocol and its ports. */
const PEER = /^(Cidr|Source|Destination)/;

function groupRule(template: Template, id: string, path: readonly Key[], rule: Json): Change[] {
  const rest = Object.fromEntries(Object.entries(rule).filter(([name]) => !PEER.test(name) && !['IpProtocol', 'FromPort', 'ToPort'].includes(name)));
  const peer = Object.fromEntries(Object.entries(rule).filter(([name]) => PEER.test(name)));
  const { IpProtocol, FromPort, ToPort } = rule;
  const where = path.join('.');
  const change = (what: string, value: Json): Change => ['opened security group', `${where} ${what}`.trim(), withValue(template, id, path, value)];
  return [
    ...(peer.CidrIp === '0.0.0.0/0' ? [] : [change('with everybody', { ...rest, IpProtocol, FromPort, ToPort, CidrIp: '0.0.0.0/0' })]),
    change('everything with everybody', { ...rest, IpProtocol: '-1', CidrIp: '0.0.0.0/0' }),
    // aws-cdk's rule that leads nowhere leads nowhere by every protocol
    ...(String(IpProtocol) === '-1' || peer.CidrIp === '255.255.255.255/32' ? [] : [change('everything', { ...rest, ...peer, IpProtocol: '-1' })]),
  ];
}

function firewallPolicy(template: Template, id: string, { FirewallPolicy }: Json): Change[] {
  const policy = (FirewallPolicy ?? {}) as Json;
  const change = (at: string, path: readonly Key[], value: unknown): Change => ['opened firewall', at, withValue(template, id, ['FirewallPolicy', ...path], value)];
  return [
    change('stateless rules pass', ['StatelessDefaultActions'], ['aws:pass']),
    change('fragments pass', ['StatelessFragmentDefaultActions'], ['aws:pass']),
    ...(policy.StatefulDefaultActions === undefined ? [] : [change('nothing is dropped by default', ['StatefulDefaultActions'], ['aws:alert_established'])]),
    ...(policy.StatefulEngineOptions === undefined ? [] : [change('order of actions', ['StatefulEngineOptions', 'RuleOrder'], 'DEFAULT_ACTION_ORDER')]),
  ];
}

function firewallRules(template: Template, id: string, { RuleGroup }: Json): Change[] {
  const list = ((RuleGroup as Json | undefined)?.RulesSource as Json | undefined)?.RulesSourceList as Json | undefined;
  const at = ['RuleGroup', 'RulesSource'];
  const passAll = { StatefulRules: [{ Action: 'PASS', Header: { Protocol: 'IP', Direction: 'ANY', Source: 'ANY', SourcePort: 'ANY', Destination: 'ANY', DestinationPort: 'ANY' }, RuleOptions: [{ Keyword: 'sid', Settings: ['1'] }] }] };
  return [
    ['opened firewall', 'a rule that passes everything', withValue(template, id, at, passAll)],
    ...(list ? [
      ...['.com', `.${STRANGER.domain}`].map((domain): Change => ['opened firewall', `and ${domain}`, withValue(template, id, [...at, 'RulesSourceList', 'Targets'], [...listOf(list.Targets), domain])]),
      ['opened firewall', 'the list is of what is denied', withValue(template, id, [...at, 'RulesSourceList', 'GeneratedRulesType'], 'DENYLIST')] as const,
    ] : []),
  ];
}

function removed(kind: OpeningKind, at: string): Operator {
  return (template, id) => [[kind, at, { ...template, Resources: Object.fromEntries(Object.entries(template.Resources ?? {}).filter(([other]) => other !== id)) }]];
}

const added = (template: Template, id: string, what: string, resource: Resource): Template => ({ ...template, Resources: { ...template.Resources, [`${id}${what}`]: resource } });

/** A copy that shares everything but the way to what is changed; undefined takes a property away. */
function withValue(template: Template, id: string, path: readonly Key[], value: unknown): Template {
  return replaced(template, ['Resources', id, 'Properties', ...path], value) as Template;
}

function replaced(whole: unknown, [first, ...rest]: readonly Key[], value: unknown): unknown {
  if (first === undefined) return value;
  if (Array.isArray(whole)) return whole.map((each: unknown, index) => (index === first ? replaced(each, rest, value) : each));
  const inner = replaced((whole as Json | undefined)?.[first], rest, value);
  return Object.fromEntries(Object.entries({ ...(whole as Json), [first]: inner }).filter(([, one]) => one !== undefined));
}

const resourcesOf = (template: Template, type: string): Resource[] => Object.values(template.Resources ?? {}).filter(({ Type }) => Type === type);

/** What the transit gateway's resources of a template name by a property, each once. */
function valuesOf(template: Template, property: string): unknown[] {
  const texts = ['Association', 'Propagation'].flatMap((kind) => resourcesOf(template, `AWS::EC2::TransitGatewayRouteTable${kind}`)).map(({ Properties }) => textOf(Properties?.[property]));
  return [...new Set(texts)].map((text) => JSON.parse(text) as unknown);
}

const tablesOf = (template: Template): unknown[] => valuesOf(template, 'TransitGatewayRouteTableId');

/** `EndpointsAttachment` of `{"Ref": "EndpointsAttachment"}`, the export's name of an import. */
const named = (expression: unknown): string => (typeof expression === 'string' ? expression : String(Object.values((expression ?? {}) as Json).flat()[0]));
const isSame = (one: unknown, other: unknown): boolean => textOf(one) === textOf(other);
const textOf = (value: unknown): string => (value === '*' ? value : JSON.stringify(sorted(value)));
const sorted = (value: unknown): unknown => (typeof value !== 'object' || value === null || Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))));
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const listOf = <T>(value: unknown): T[] => (value === undefined ? [] : [value].flat() as T[]);
