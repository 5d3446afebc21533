import type { Stack } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { type AccountBaseline, type AccountSet, Activity, type IPermissionsBoundary, PermissionSetPrincipal, Persona, PersonaRole } from '@mlops-foundation/ml-accounts';

/** The gate before prod, as the product's pipelines name it. */
const PROD_GATE = 'ApproveProd';

/** The roles of data scientists and their lead. The lead decides about versions and at the first gate; the gate before prod is another's. */
export function people(stack: Stack, accounts: AccountSet, { boundary }: AccountBaseline) {
  const { team } = accounts;
  const lead = Persona.leadDataScientist(team).plus(Activity.neverAnswerGate(team, PROD_GATE));
  return {
    dataScientist: roleOf(stack, 'DataScientist', accounts, Persona.dataScientist(team), boundary),
    leadDataScientist: roleOf(stack, 'LeadDataScientist', accounts, lead, boundary),
  };
}

/** The role of the product owner, who answers the gate before prod and nothing else. */
export function productOwner(stack: Stack, accounts: AccountSet, { boundary }: AccountBaseline): void {
  const { team } = accounts;
  const persona = Persona.of('product-owner', [Activity.observe(team), Activity.answerGate(team, PROD_GATE)]);
  roleOf(stack, 'ProductOwner', accounts, persona, boundary);
}

/** Whoever was assigned the landing zone's permission set for a persona takes its role, where there is one. */
function roleOf(stack: Stack, id: string, { team, landingZone: { permissionSets = {} } }: AccountSet, persona: Persona, boundary: IPermissionsBoundary): Role {
  const permissionSet = permissionSets[persona.name];
  return new PersonaRole(stack, id, { team, persona, boundary, assumedBy: permissionSet ? new PermissionSetPrincipal(permissionSet) : undefined }).role;
}
