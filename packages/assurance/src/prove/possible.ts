import type { Decision, Statement } from '@mlops-foundation/policy-evaluation';
import type { Principal } from '../assembly/graph/policy-graph';
import { type Access, type Ask, type Changes } from './access';
import { allowing } from './allowing';

type Context = Record<string, string | readonly string[]>;

/** Keys whose values follow from who asks and what is asked for; the caller cannot choose them. */
const NOT_CHOSEN = /^(aws:principal|aws:resource|aws:userid|aws:username|aws:sourceidentity|ec2:sourceinstancearn|s3:existingobjecttag)/i;

/** How often a caller tries again around a condition that forbids. */
const TRIES = 6;

/** A request that is allowed, as it has to be put. */
export interface Possibility {
  readonly decision: Decision;
  readonly ask: Ask;
}

/**
 * Whether a principal can put a request so that it is allowed: values of condition keys that a caller chooses (which service a role is passed to, which
 * key encrypts) are chosen as the policies want them. Keys that follow from the principal and the resource are not.
 * @returns undefined where no choice is found that is allowed
 */
export function possible(access: Access, principal: Principal, ask: Ask, changes: Changes = {}): Possibility | undefined {
  for (const start of starts(access, principal, ask, changes)) {
    const context: Context = { ...start, ...ask.context };
    for (let tries = 0; tries < TRIES; tries++) {
      const put = { ...ask, context };
      const decision = access.decide(principal, put, changes);
      if (decision.decision === 'allowed') return { decision, ask: put };
      const deny = decision.decision === 'explicitDeny' ? access.statementOf(decision, principal, put, changes) : undefined;
      if (!deny || !around(deny, context, ask.context ?? {})) break;
    }
  }
  return undefined;
}

/** For each statement that would allow, the values of its conditions. A boundary's, a key's and an identity policy's conditions may all have to hold: the last start holds them all. */
function starts(access: Access, principal: Principal, { action, resource }: Ask, changes: Changes): Context[] {
  const held = access.graph.resource(resource);
  const { identity, boundary, resource: own } = access.policies(principal, action, access.ownerOf(resource, held) ?? principal.account, held, changes);
  const speaking = [...identity, boundary, own].flatMap((policy) => (policy ? allowing(policy, action) : []));
  const contexts = speaking.filter(({ Condition }) => Condition).map((statement) => wanted(statement, principal));
  return [{}, ...contexts, ...(contexts.length > 1 ? [Object.assign({}, ...contexts) as Context] : [])];
}

/** Values that meet a statement's conditions, as far as a caller chooses them. */
function wanted({ Condition = {} }: Statement, principal: Principal): Context {
  const context: Context = {};
  for (const [operator, keys] of Object.entries(Condition)) for (const [key, value] of Object.entries(keys)) {
    const [first] = [value].flat();
    const chosen = NOT_CHOSEN.test(key) ? undefined : meeting(operator, String(first), principal);
    if (chosen !== undefined) context[key] ??= chosen;
  }
  return context;
}

function meeting(operator: string, value: string, { tags }: Principal): string | undefined {
  const name = operator.toLowerCase().replace(/^for(all|any)values?:/, '').replace(/ifexists$/, '');
  if (name === 'null') return value.toLowerCase() === 'false' ? 'any' : undefined;
  if (/not/.test(name)) return undefined;
  if (name === 'ipaddress') return value.split('/')[0];
  if (/^numericless/.test(name)) return name.endsWith('equals') ? value : String(Number(value) - 1);
  if (/^numericgreater/.test(name)) return name.endsWith('equals') ? value : String(Number(value) + 1);
  return exemplar(value.replace(/\$\{aws:PrincipalTag\/([^}]+)\}/gi, (_, tag: string) => tags[tag] ?? 'x'));
}

/** Changes a request so that a statement that denies does not apply. @returns false where its conditions leave no choice */
function around({ Condition = {} }: Statement, context: Context, fixed: Readonly<Context>): boolean {
  for (const [operator, keys] of Object.entries(Condition)) for (const [key, value] of Object.entries(keys)) {
    if (NOT_CHOSEN.test(key) || Object.hasOwn(fixed, key)) continue;
    const before = JSON.stringify(context);
    const name = operator.toLowerCase();
    if (/not/.test(name)) context[key] = exemplar(String([value].flat()[0]));
    else if (name === 'null' && String([value].flat()[0]).toLowerCase() === 'true') context[key] = 'any';
    else if (name === 'bool') context[key] = String([value].flat()[0]).toLowerCase() === 'true' ? 'false' : 'true';
    else if (name !== 'null' && !name.endsWith('ifexists')) delete context[key];
    else if (name.endsWith('ifexists') || name === 'null') context[key] = 'another';
    if (JSON.stringify(context) !== before) return true;
  }
  return false;
}

/** A text that a pattern matches. */
export const exemplar = (pattern: string): string => pattern.replaceAll('*', 'x').replaceAll('?', 'x');
