import type { Stack } from 'aws-cdk-lib';
import { type AccountBaseline, type AccountSet, Persona, PersonaRole } from '@mlops-foundation/ml-accounts';

/** The roles of data scientists and their lead. */
export function people(stack: Stack, { team }: AccountSet, { boundary }: AccountBaseline) {
  return {
    dataScientist: new PersonaRole(stack, 'DataScientist', { team, persona: Persona.dataScientist(team), boundary }).role,
    leadDataScientist: new PersonaRole(stack, 'LeadDataScientist', { team, persona: Persona.leadDataScientist(team), boundary }).role,
  };
}
