import type { Stack } from 'aws-cdk-lib';
import { type AccountBaseline, type AccountSet, Activity, Persona, PersonaRole } from '@mlops-foundation/ml-accounts';

/** The gate before prod, as the product's pipelines name it. */
const PROD_GATE = 'ApproveProd';

/** The roles of data scientists and their lead. The lead decides about versions and at the first gate; the gate before prod is another's. */
export function people(stack: Stack, { team }: AccountSet, { boundary }: AccountBaseline) {
  const lead = Persona.leadDataScientist(team).plus(Activity.neverAnswerGate(team, PROD_GATE));
  return {
    dataScientist: new PersonaRole(stack, 'DataScientist', { team, persona: Persona.dataScientist(team), boundary }).role,
    leadDataScientist: new PersonaRole(stack, 'LeadDataScientist', { team, persona: lead, boundary }).role,
  };
}

/** The role of the product owner, who answers the gate before prod and nothing else. */
export function productOwner(stack: Stack, { team }: AccountSet, { boundary }: AccountBaseline): void {
  const persona = Persona.of('product-owner', [Activity.observe(team), Activity.answerGate(team, PROD_GATE)]);
  new PersonaRole(stack, 'ProductOwner', { team, persona, boundary });
}
