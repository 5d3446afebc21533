import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { CfnParameter } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { IsolationDomain, NetworkHub, type NetworkHubProps } from '../../src';

describeConstruct('NetworkHub', {
  'for its own account': (scope, id) => new NetworkHub(scope, id),
  'for an organisation, with domains': (scope, id) => {
    const hub = new NetworkHub(scope, id, { sharedWith: ['111111111111'], amazonSideAsn: 64600 });
    new IsolationDomain(scope, `${id}Teams`, { hub, membersMeet: true }).connect('One', 'tgw-attach-0123456789abcdef0');
  },
});

/** Attachments, by the names that the tests call them. */
const AT = { 'shared': 'tgw-attach-00000001', 'fraud-dev': 'tgw-attach-00000002', 'risk-dev': 'tgw-attach-00000003', 'fraud-prod': 'tgw-attach-00000004' };
const nameOf = (attachmentId: unknown) => Object.entries(AT).find(([, id]) => id === attachmentId)?.[0];

const ids = (template: Template, type: string) => Object.fromEntries(Object.keys(template.findResources(type)).map((id) => [id, id]));

/** Which tables lead to which attachments, and which table routes for each: `Prod → shared`. */
function routesOf(template: Template): { readonly leads: string[]; readonly routes: string[] } {
  const tables = ids(template, 'AWS::EC2::TransitGatewayRouteTable');
  const table = (ref: { Ref: string }) => /^(?:Hub)?(Shared|Teams|Prod)/.exec(tables[ref.Ref])?.[1];
  const pairs = (type: string) => Object.values(template.findResources(type)).map(({ Properties }) => `${table(Properties.TransitGatewayRouteTableId)} → ${nameOf(Properties.TransitGatewayAttachmentId)}`).sort();
  return { leads: pairs('AWS::EC2::TransitGatewayRouteTablePropagation'), routes: pairs('AWS::EC2::TransitGatewayRouteTableAssociation') };
}

test('an attachment gets neither a table nor a route by itself', () => {
  const { template } = synthesize((stack) => new NetworkHub(stack, 'Hub'));
  template.hasResourceProperties('AWS::EC2::TransitGateway', { DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable', AutoAcceptSharedAttachments: 'enable' });
  template.resourceCountIs('AWS::RAM::ResourceShare', 0);
  template.resourceCountIs('AWS::EC2::TransitGatewayRoute', 0);
});

test('it is shared within the organisation', () => {
  const { template } = synthesize((stack) => new NetworkHub(stack, 'Hub', { sharedWith: ['111111111111', 'arn:aws:organizations::999999999999:ou/o-abcdefghij/ou-ab12-34567890'] }));
  template.hasResourceProperties('AWS::RAM::ResourceShare', {
    AllowExternalPrincipals: false, Principals: ['111111111111', 'arn:aws:organizations::999999999999:ou/o-abcdefghij/ou-ab12-34567890'],
    ResourceArns: [{ 'Fn::Join': ['', Match.arrayWith([':transit-gateway/', { Ref: Match.stringLikeRegexp('^HubTransitGateway') }])] }],
  });
});

test('spokes reach what is shared and are reached from there, whichever came first; no spoke reaches another one, in its domain or outside', () => {
  const { template } = synthesize((stack) => {
    const hub = new NetworkHub(stack, 'Hub');
    const teams = new IsolationDomain(stack, 'Teams', { hub });
    hub.connectShared('Endpoints', AT.shared);
    teams.connect('Fraud', AT['fraud-dev']);
    teams.connect('Risk', AT['risk-dev']);
    new IsolationDomain(stack, 'Prod', { hub }).connect('Fraud', AT['fraud-prod']);
  });
  expect(routesOf(template)).toEqual({
    leads: ['Prod → shared', 'Shared → fraud-dev', 'Shared → fraud-prod', 'Shared → risk-dev', 'Teams → shared'],
    routes: ['Prod → fraud-prod', 'Shared → shared', 'Teams → fraud-dev', 'Teams → risk-dev'],
  });
});

test('members of a domain meet where that was asked for, and nobody else', () => {
  const { template } = synthesize((stack) => {
    const hub = new NetworkHub(stack, 'Hub');
    const teams = new IsolationDomain(stack, 'Teams', { hub, membersMeet: true });
    teams.connect('Fraud', AT['fraud-dev']);
    new IsolationDomain(stack, 'Prod', { hub }).connect('Fraud', AT['fraud-prod']);
  });
  expect(routesOf(template).leads).toEqual(['Shared → fraud-dev', 'Shared → fraud-prod', 'Teams → fraud-dev']);
});

test.each<[string, NetworkHubProps, string]>([
  ['an account that lost its zero', { sharedWith: ['111111111111', '12345678901'] }, 'sharedWith[1] is "12345678901": it is an account id of 12 digits'],
  ['the organisation\'s id', { sharedWith: ['o-abcdefghij'] }, 'sharedWith[0] is "o-abcdefghij"'],
  ['a public number', { amazonSideAsn: 7224 }, 'amazonSideAsn is 7224: a private number is from 64512 to 65534'],
])('%s is refused', (_, props, message) => {
  expect(() => synthesize((stack) => new NetworkHub(stack, 'Hub', props))).toThrow(message);
});

test.each<[string, string, (hub: NetworkHub, domain: IsolationDomain) => void]>([
  ['a VPC', 'vpc-01234567', (hub) => hub.connectShared('Endpoints', 'vpc-01234567')],
  ['a gateway', 'tgw-0123456789abcdef0', (_, domain) => domain.connect('Fraud', 'tgw-0123456789abcdef0')],
  ['an id that lost a digit', 'tgw-attach-0123456789abcdef', (_, domain) => domain.connect('Fraud', 'tgw-attach-0123456789abcdef')],
])('%s is no attachment', (_, id, connect) => {
  const connected = () => synthesize((stack) => {
    const hub = new NetworkHub(stack, 'Hub');
    connect(hub, new IsolationDomain(stack, 'Teams', { hub }));
  });
  expect(connected).toThrow(`attachmentId is "${id}": an id is tgw-attach- and 8 or 17 hexadecimal digits. Give the attachmentId of the network's SpokeAttachment`);
});

test('an attachment that is known at deployment only is connected', () => {
  const { template } = synthesize((stack) => {
    const hub = new NetworkHub(stack, 'Hub');
    const given = new CfnParameter(stack, 'Given').valueAsString;
    hub.connectShared('Endpoints', given);
    new IsolationDomain(stack, 'Teams', { hub }).connect('Fraud', given);
  });
  template.resourceCountIs('AWS::EC2::TransitGatewayRouteTableAssociation', 2);
});
