// Copied from internal/src/problems.ts by projen: change it there.
import { Token } from 'aws-cdk-lib';
import type { Problem } from './validation-error';

/** What is wrong with an account's id. Unresolved tokens are not looked at. */
export function accountProblem(prop: string, value: string): Problem | undefined {
  if (Token.isUnresolved(value) || /^\d{12}$/.test(value)) return undefined;
  return { prop, value, rule: 'an account id has 12 digits', remedy: 'Give it as text, with its leading zeros' };
}

/** What is wrong with a region that must be a stack's own. Unresolved tokens are not looked at. */
export function regionProblem(prop: string, value: string, own: string): Problem | undefined {
  if (value === own || Token.isUnresolved(value) || Token.isUnresolved(own)) return undefined;
  return { prop, value, rule: `a pipeline, its key, its artifacts and the accounts it works in stand in one region, which is ${own}`, remedy: 'Put them in one region' };
}

/** What is wrong with a name of at most `limit` letters, digits and hyphens. Unresolved tokens are not looked at. */
export function nameProblem(prop: string, value: string, limit: number): Problem | undefined {
  if (Token.isUnresolved(value) || (value.length <= limit && /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(value))) return undefined;
  return { prop, value, rule: `it has at most ${limit} letters, digits and inner hyphens`, remedy: 'Choose a shorter or plainer name' };
}
