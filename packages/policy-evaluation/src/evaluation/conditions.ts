import { readOperator, type OperatorUse } from './operators';
import { literally } from './pattern';
import type { ConditionValue, Policy, Statement } from './policy-document';
import type { ContextValues } from './request';
import { substitute } from './variables';

/** A condition of a statement that a request does not meet. */
export interface FailedCondition {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
  /** Undefined when the request has no such key. */
  readonly given?: readonly string[];
}

/** The first condition of a statement that does not hold; undefined when all do. An operator that IAM does not have never holds. */
export function failedCondition(statement: Statement, policy: Pick<Policy, 'version'>, values: ContextValues): FailedCondition | undefined {
  for (const [operator, keys] of Object.entries(statement.Condition ?? {})) {
    const use = readOperator(operator);
    for (const [key, wanted] of Object.entries(keys)) {
      const given = values.get(key.toLowerCase());
      if (!use || !holds(use, asList(wanted), given, policy, values)) return { operator, key, wanted: asList(wanted), given };
    }
  }
  return undefined;
}

function holds({ operator, set, ifExists }: OperatorUse, wanted: string[], given: readonly string[] | undefined, policy: Pick<Policy, 'version'>, values: ContextValues): boolean {
  if (!operator) return wanted.some((value) => (value.toLowerCase() === 'true') === (given === undefined));
  if (given === undefined && ifExists) return true;
  const substituted = hasVariables(policy) ? wanted.flatMap((value) => substitute(value, values, operator.pattern ? literally : undefined) ?? []) : wanted;
  const any = (value: string) => substituted.some((one) => operator.test(one, value));
  return operator.negated ? negatedHolds(set, given, any) : positiveHolds(set, given, any);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function positiveHolds(set: OperatorUse['set'], given: readonly string[] = [], any: (value: string) => boolean): boolean {
  return set === 'forallvalues' ? given.every(any) : given.some(any);
}

/** A negated operator on a missing key holds; on several values it holds when none of them matches. */
function negatedHolds(set: OperatorUse['set'], given: readonly string[] = [], any: (value: string) => boolean): boolean {
  return set === 'foranyvalue' ? given.some((value) => !any(value)) : given.every((value) => !any(value));
}

/** Variables exist since this version; in a policy of the older one, which is the default, `${…}` is text. */
export const hasVariables = ({ version }: Pick<Policy, 'version'>): boolean => version === '2012-10-17';

const asList = (value: ConditionValue): string[] => [value].flat().map(String);
