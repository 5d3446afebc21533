import type { Stack } from 'aws-cdk-lib';
import { type AccountBaseline, type AccountSet, Activity, Persona, PersonaRole } from '@mlops-foundation/ml-accounts';

/** The roles of data scientists and their lead. The lead decides about versions; the gates are others'. */
export function people(stack: Stack, { team }: AccountSet, { boundary }: AccountBaseline) {
  const lead = Persona.of('lead-data-scientist', [...Persona.leadDataScientist(team).activities, Activity.neverAnswerGates(team)]);
  return {
    dataScientist: new PersonaRole(stack, 'DataScientist', { team, persona: Persona.dataScientist(team), boundary }).role,
    leadDataScientist: new PersonaRole(stack, 'LeadDataScientist', { team, persona: lead, boundary }).role,
  };
}

/** Who answers the gates of the deploy pipelines, one persona each: a version passes three decisions, and no persona takes two of them. */
export function approvers(stack: Stack, { team }: AccountSet, { boundary }: AccountBaseline): void {
  const validator = Persona.of('model-validator', [Activity.observe(team), Activity.readData(team), Activity.answerGate(team, 'Approve')]);
  const owner = Persona.of('product-owner', [Activity.observe(team), Activity.answerGate(team, 'ApproveProd')]);
  new PersonaRole(stack, 'ModelValidator', { team, persona: validator, boundary });
  new PersonaRole(stack, 'ProductOwner', { team, persona: owner, boundary });
}
