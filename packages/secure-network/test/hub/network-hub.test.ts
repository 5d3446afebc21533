import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { IsolationDomain, NetworkHub, type NetworkHubProps } from '../../src';

describeConstruct('NetworkHub', {
  'for its own account': (scope, id) => new NetworkHub(scope, id),
  'for an organisation, with domains': (scope, id) => {
    const hub = new NetworkHub(scope, id, { sharedWith: ['111111111111'], amazonSideAsn: 64600 });
    new IsolationDomain(scope, `${id}Teams`, { hub, membersMeet: true }).connect('One', 'tgw-attach-1');
  },
});

const ids = (template: Template, type: string) => Object.fromEntries(Object.keys(template.findResources(type)).map((id) => [id, id]));

/** Which tables lead to which attachments, and which table routes for each: `Prod → shared`. */
function routesOf(template: Template): { readonly leads: string[]; readonly routes: string[] } {
  const tables = ids(template, 'AWS::EC2::TransitGatewayRouteTable');
  const table = (ref: { Ref: string }) => /^(?:Hub)?(Shared|Teams|Prod)/.exec(tables[ref.Ref])?.[1];
  const pairs = (type: string) => Object.values(template.findResources(type)).map(({ Properties }) => `${table(Properties.TransitGatewayRouteTableId)} → ${Properties.TransitGatewayAttachmentId}`).sort();
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
    hub.connectShared('Endpoints', 'shared');
    teams.connect('Fraud', 'fraud-dev');
    teams.connect('Risk', 'risk-dev');
    new IsolationDomain(stack, 'Prod', { hub }).connect('Fraud', 'fraud-prod');
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
    teams.connect('Fraud', 'fraud-dev');
    new IsolationDomain(stack, 'Prod', { hub }).connect('Fraud', 'fraud-prod');
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
