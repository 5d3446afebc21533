import { type AccessRequest, type Decision, evaluate } from '@mlops-foundation/policy-evaluation';
import { identityPolicies, resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { Persona, PermissionsBoundary, PersonaRole } from '../../src';

export const TEAM = 'credit';
export const ACCOUNT = '111111111111';
export const ENV = { account: ACCOUNT, region: 'eu-west-1' };
const VALUES = { 'AWS::AccountId': ACCOUNT, 'AWS::Region': ENV.region };

/** The roles of personas, as they are deployed. */
export const rolesOf = (...personas: Persona[]) => synthesize((stack) => {
  const boundary = new PermissionsBoundary(stack, 'Boundary', { team: TEAM });
  for (const persona of personas) new PersonaRole(stack, `Role${persona.name.replace(/-/g, '')}`, { team: TEAM, persona, boundary });
}, ENV).template;

const template = rolesOf(Persona.dataScientist(TEAM), Persona.leadDataScientist(TEAM));
export const boundary = resourcePolicies(template, 'AWS::IAM::ManagedPolicy', /^Boundary/, VALUES)[0];

/** What a persona may do, by the template: its own policies under the boundary. */
export function decide(persona: 'data-scientist' | 'lead-data-scientist', request: Omit<AccessRequest, 'principal'>, from = template): Decision {
  const identity = identityPolicies(from, new RegExp(`^Role${persona.replace(/-/g, '')}Role`), VALUES);
  return evaluate({ principal: sessionOf(persona), ...request }, { identity, boundary });
}

export function sessionOf(persona: string, account = ACCOUNT): AccessRequest['principal'] {
  return { arn: `arn:aws:sts::${account}:assumed-role/mlops-${TEAM}-${persona}/kim`, account, roleArn: `arn:aws:iam::${account}:role/mlops-${TEAM}-${persona}` };
}
