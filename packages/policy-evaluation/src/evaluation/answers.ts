import type { Asked } from './asked';
import { statementsOf, type ReadStatement } from './compiled';
import { failedCondition, type FailedCondition } from './conditions';
import { grantsFor, type KeyGrant } from './grants';
import type { Policy } from './policy-document';
import type { Naming } from './principals';

/** The kinds of policies that have a say. `root` is the account's root user, which needs none; `grant` is a grant on a KMS key. */
export type Layer = 'resourceControl' | 'serviceControl' | 'endpoint' | 'grant' | 'resource' | 'trust' | 'key' | 'root' | 'identity' | 'boundary' | 'session';

/** A statement that speaks of a request. */
export interface Match {
  /** None for a grant and for root. */
  readonly statement?: ReadStatement;
  /** The name of the policy or grant. */
  readonly policy: string;
  /** How it names the principal, where it names any. */
  readonly naming?: Naming;
  /** The condition because of which it does not apply. */
  readonly failed?: FailedCondition;
}

/** What a layer says of a request. */
export interface Answer {
  readonly layer: Layer;
  /** From the organization's root down, the root being 1. */
  readonly level?: number;
  /** Those asked. */
  readonly policies: readonly { readonly name: string }[];
  readonly deny?: Match;
  /** The statement that allows it, of several the one that names the principal most directly. */
  readonly allow?: Match;
  /** A statement that would allow it but for a condition. */
  readonly near?: Match;
}

/** From the most direct to the least: the first three need nothing else in the account (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html). */
const DIRECTNESS: readonly (Naming | undefined)[] = ['self', 'service', 'federated', 'everyone', 'role', 'account'];

/** Whether one statement names the principal at least as directly as another does. */
export const isAsDirect = (one: Match, other: Match): boolean => DIRECTNESS.indexOf(one.naming) <= DIRECTNESS.indexOf(other.naming);

/** Policies of principals, and limits on them. */
export function answerOf(layer: Layer, policies: readonly Policy[], asked: Asked, level?: number): Answer {
  return answer(layer, policies, asked, level, () => undefined);
}

/** Policies whose statements name principals. */
export function answerOfResource(layer: Layer, policies: readonly Policy[], asked: Asked, level?: number): Answer {
  const { request: { principal }, hasBoundary } = asked;
  return answer(layer, policies, asked, level, ({ naming }) => naming(principal, hasBoundary) ?? 'nobody');
}

export function answerOfGrants(grants: readonly KeyGrant[], asked: Asked): Answer {
  const matches = grantsFor(grants, asked).map(({ grant, naming }): Match => ({ policy: grant.name, naming }));
  const [allow] = matches.sort((one, other) => (isAsDirect(one, other) ? -1 : 1));
  return { layer: 'grant', policies: grants, allow };
}

/** The account's root user needs no identity policy. */
export const ROOT: Answer = { layer: 'root', policies: [], allow: { policy: 'the account\'s root user' } };

function answer(layer: Layer, policies: readonly Policy[], asked: Asked, level: number | undefined, namingOf: (statement: ReadStatement) => Naming | 'nobody' | undefined): Answer {
  let deny: Match | undefined;
  let allow: Match | undefined;
  let near: Match | undefined;
  for (const policy of policies) {
    for (const statement of statementsOf(policy)) {
      if (!statement.speaksOf(asked)) continue;
      const naming = namingOf(statement);
      if (naming === 'nobody') continue;
      const failed = statement.conditions.length > 0 ? failedCondition(statement.conditions, asked.values) : undefined;
      const match: Match = { statement, policy: policy.name, naming, failed };
      if (failed) near ??= statement.isDeny ? undefined : match;
      else if (statement.isDeny) deny ??= match;
      else if (!allow || !isAsDirect(allow, match)) allow = match;
    }
  }
  return { layer, level, policies, deny, allow, near };
}
