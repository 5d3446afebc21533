import { evaluate } from '@mlops-foundation/policy-evaluation';
import { acknowledgements, describeConstruct, synthesize, trustPolicy } from '@mlops-foundation/test-kit';
import { Match } from 'aws-cdk-lib/assertions';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { Activity, PermissionSetPrincipal, Persona, PermissionsBoundary, PersonaRole, type PersonaRoleProps } from '../../src';
import { ACCOUNT, ENV, sessionOf, TEAM } from './team';

const onlyOnce = 'the names of role and boundary are known to other accounts';
const role = (persona: Persona, props: Partial<PersonaRoleProps> = {}) => synthesize((stack) =>
  new PersonaRole(stack, 'Person', { team: TEAM, persona, boundary: new PermissionsBoundary(stack, 'Boundary', { team: TEAM }), ...props }), ENV);

describeConstruct('PersonaRole', Object.fromEntries([
  Persona.dataScientist(TEAM), Persona.leadDataScientist(TEAM), Persona.of('observer', [Activity.observe(TEAM)]),
].map((persona) => [persona.name, {
  onlyOnce,
  build: (scope, id) => new PersonaRole(scope, id, { team: TEAM, persona, boundary: new PermissionsBoundary(scope, `${id}Boundary`, { team: TEAM }) }),
}])));

describe.each([Persona.dataScientist(TEAM), Persona.leadDataScientist(TEAM)].map((persona) => [persona.name, persona] as const))('the role of a %s', (name, persona) => {
  const { template, stack } = role(persona);

  test('is limited by the boundary, named and tagged', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: `mlops-credit-${name}`, PermissionsBoundary: { Ref: Match.stringLikeRegexp('^Boundary') },
      Tags: [{ Key: 'mlops:persona', Value: name }, { Key: 'mlops:team', Value: TEAM }],
    });
  });

  test('has one customer-managed policy and nothing else', () => {
    const [{ Properties }] = Object.values(template.findResources('AWS::IAM::Role'));
    expect(Properties.ManagedPolicyArns).toEqual([{ Ref: expect.stringMatching(/^PersonPolicy/) }]);
    expect(Properties.Policies).toBeUndefined();
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('has a policy that IAM takes: 6,144 characters at most', () => {
    const [{ Properties }] = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).filter(({ Properties: { Description } }) => Description.startsWith('What'));
    expect(JSON.stringify(Properties.PolicyDocument).length).toBeLessThan(6144);
  });

  test('has a reason for every wildcard it has', () => {
    const given = acknowledgements(stack).filter(({ path }) => path.startsWith('Stack/Person'));
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter(({ reason }) => reason.length < 40)).toEqual([]);
  });
});

/** A session of the role that Identity Center makes for a permission set; in us-east-1 its path has no region. */
function person(permissionSet: string, { account = ACCOUNT, path = 'aws-reserved/sso.amazonaws.com/eu-west-1/', suffix = '0123456789abcdef' } = {}) {
  const role = `AWSReservedSSO_${permissionSet}_${suffix}`;
  return { arn: `arn:aws:sts::${account}:assumed-role/${role}/kim`, account, roleArn: `arn:aws:iam::${account}:role/${path}${role}` };
}

describe('who takes the role', () => {
  const signsIn = (props: Partial<PersonaRoleProps>, principal = sessionOf('anyone')) => {
    const resource = trustPolicy(role(Persona.dataScientist(TEAM), props).template, /^Person/, { 'AWS::AccountId': ACCOUNT });
    const request = { principal, action: 'sts:AssumeRole', resource: `arn:aws:iam::${ACCOUNT}:role/mlops-credit-data-scientist`, resourceAccount: ACCOUNT };
    const identity = [{ name: 'identity policy', statements: [{ Effect: 'Allow' as const, Action: 'sts:AssumeRole', Resource: '*' }] }];
    return evaluate(request, { identity, resource, resourcePolicyIsRequired: 'trust' }).decision;
  };

  test.each([
    ['a principal of the account, by default', {}, sessionOf('anyone'), 'allowed'],
    ['nobody of another account, by default', {}, sessionOf('anyone', '999999999999'), 'implicitDeny'],
    ['who was named', { assumedBy: new ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/identity-center`) }, { ...sessionOf('x'), roleArn: `arn:aws:iam::${ACCOUNT}:role/identity-center` }, 'allowed'],
    ['who was assigned the permission set', { assumedBy: new PermissionSetPrincipal('Ml') }, person('Ml'), 'allowed'],
    ['who was assigned it where Identity Center is in us-east-1', { assumedBy: new PermissionSetPrincipal('Ml') }, person('Ml', { path: 'aws-reserved/sso.amazonaws.com/' }), 'allowed'],
    ['nobody with another permission set', { assumedBy: new PermissionSetPrincipal('Ml') }, person('Admin'), 'implicitDeny'],
    ['nobody with one whose name begins alike', { assumedBy: new PermissionSetPrincipal('Ml') }, person('Ml_Guests'), 'implicitDeny'],
    ['nobody who made a role of such a name elsewhere', { assumedBy: new PermissionSetPrincipal('Ml') }, person('Ml', { path: '' }), 'implicitDeny'],
    ['nobody with it in another account', { assumedBy: new PermissionSetPrincipal('Ml') }, person('Ml', { account: '999999999999' }), 'implicitDeny'],
    ['no other role of the account, where a permission set is named', { assumedBy: new PermissionSetPrincipal('Ml') }, sessionOf('anyone'), 'implicitDeny'],
    ['nobody besides who was named', { assumedBy: new ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/identity-center`) }, sessionOf('anyone'), 'implicitDeny'],
  ])('%s', (_, props, principal, decision) => {
    expect(signsIn(props, principal)).toBe(decision);
  });
});

test('a role\'s name fits into IAM\'s 64 characters, and two long ones stay two', () => {
  const names = ['a', 'b'].map((end) => PersonaRole.roleNameOf('a-team-of-20-letters', `${'persona-'.repeat(8)}${end}`));
  expect(names.map(({ length }) => length <= 64)).toEqual([true, true]);
  expect(names[0]).not.toBe(names[1]);
});
