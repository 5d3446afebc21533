import type { ContextValues } from './context-values';
import { type Comparison, type ConditionOperator, type OperatorUse, readOperator } from './operators';
import { literally } from './pattern';
import type { ConditionValue, Policy, Statement } from './policy-document';
import { hasVariable, substitute } from './variables';

/** A condition of a statement that a request does not meet. */
export interface FailedCondition {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
  /** Undefined when the request has no such key. */
  readonly given?: readonly string[];
}

/** One operator on one key, read once for many requests. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
  readonly holds: (values: ContextValues) => boolean;
}

/** Reads a value of a policy for one request; undefined when a variable of it has no value there. */
type Wanted = (values: ContextValues) => Comparison | undefined;

/** The conditions of a statement, all of which must hold. An operator that IAM does not have never holds. */
export function readConditions(statement: Statement, policy: Pick<Policy, 'version'>): Condition[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) => Object.entries(keys).map(([key, value]) => {
    const wanted = asList(value);
    return { operator, key, wanted, holds: test(readOperator(operator), key.toLowerCase(), wanted, hasVariables(policy)) };
  }));
}

/** The first condition that does not hold; undefined when all do. */
export function failedCondition(conditions: readonly Condition[], values: ContextValues): FailedCondition | undefined {
  for (const { operator, key, wanted, holds } of conditions) {
    if (!holds(values)) return { operator, key, wanted, given: values.get(key.toLowerCase()) };
  }
  return undefined;
}

function test(use: OperatorUse | undefined, key: string, wanted: readonly string[], variables: boolean): Condition['holds'] {
  if (!use) return () => false;
  const { operator, set, ifExists } = use;
  if (!operator) return (values) => wanted.some((value) => (value.toLowerCase() === 'true') === (values.get(key) === undefined));
  const comparisons = wanted.map((value) => reader(operator, value, variables));
  return (values) => {
    const given = values.get(key);
    if (given === undefined) return ifExists || (set ? set === 'forallvalues' : operator.negated);
    // a key with several values has no one value to compare
    if (!set && given.length !== 1) return false;
    const read = comparisons.map((one) => one(values));
    const holds = (value: string) => (operator.negated ? noneMatches(read, value) : read.some((matches) => matches?.(value)));
    return set === 'foranyvalue' ? given.some(holds) : given.every(holds);
  };
}

/**
 * What cannot be compared differs from nothing either: a variable that the request has no value for makes the condition fail
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html), and so does a value of another type.
 */
function noneMatches(comparisons: readonly (Comparison | undefined)[], value: string): boolean {
  return comparisons.every((matches) => matches?.(value) === false);
}

function reader(operator: ConditionOperator, wanted: string, variables: boolean): Wanted {
  if (!variables || !operator.variables || !hasVariable(wanted)) {
    const read = operator.read(wanted);
    return () => read;
  }
  return (values) => {
    const substituted = substitute(wanted, values, operator.pattern ? literally : undefined);
    return substituted === undefined ? undefined : operator.read(substituted);
  };
}

/** Variables exist since this version; in a policy of the older one, which is the default, `${…}` is text. */
export const hasVariables = ({ version }: Pick<Policy, 'version'>): boolean => version === '2012-10-17';

const asList = (value: ConditionValue): string[] => [value].flat().map(String);
