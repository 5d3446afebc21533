import type { ConditionValue, Statement } from './policy-document';
import { matchesArn, matchesPattern } from './pattern';
import { substitute } from './variables';

type Test = (wanted: string, given: string) => boolean;

const numeric = (compare: (given: number, wanted: number) => boolean): Test => (wanted, given) => compare(Number(given), Number(wanted));
const dated = (compare: (given: number, wanted: number) => boolean): Test => (wanted, given) => compare(instant(given), instant(wanted));

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const POSITIVE: Partial<Record<string, Test>> = {
  stringequals: (wanted, given) => wanted === given,
  stringequalsignorecase: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  stringlike: (wanted, given) => matchesPattern(wanted, given),
  arnequals: matchesArn,
  arnlike: matchesArn,
  bool: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  binaryequals: (wanted, given) => wanted === given,
  ipaddress: inRange,
  numericequals: numeric((given, wanted) => given === wanted),
  numericlessthan: numeric((given, wanted) => given < wanted),
  numericlessthanequals: numeric((given, wanted) => given <= wanted),
  numericgreaterthan: numeric((given, wanted) => given > wanted),
  numericgreaterthanequals: numeric((given, wanted) => given >= wanted),
  dateequals: dated((given, wanted) => given === wanted),
  datelessthan: dated((given, wanted) => given < wanted),
  datelessthanequals: dated((given, wanted) => given <= wanted),
  dategreaterthan: dated((given, wanted) => given > wanted),
  dategreaterthanequals: dated((given, wanted) => given >= wanted),
};

const NEGATIVE: Partial<Record<string, Test>> = {
  stringnotequals: POSITIVE.stringequals,
  stringnotequalsignorecase: POSITIVE.stringequalsignorecase,
  stringnotlike: POSITIVE.stringlike,
  arnnotequals: matchesArn,
  arnnotlike: matchesArn,
  notipaddress: inRange,
  numericnotequals: POSITIVE.numericequals,
  datenotequals: POSITIVE.dateequals,
};

/** Whether every condition of a statement holds for the values of a request. An operator that IAM does not have never holds. */
export function conditionsHold(statement: Statement, values: ReadonlyMap<string, readonly string[]>): boolean {
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, key, asList(wanted), values)));
}

function holds(operator: string, key: string, wanted: string[], values: ReadonlyMap<string, readonly string[]>): boolean {
  const [, set, name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(operator) ?? [];
  if (!name) return false;
  const given = values.get(key.toLowerCase());
  if (name.toLowerCase() === 'null') return wanted.some((value) => (value === 'true') === (given === undefined));
  if (given === undefined && ifExists) return true;
  const substituted = wanted.map((value) => substitute(value, values)).filter((value) => value !== undefined);
  const positive = POSITIVE[name.toLowerCase()];
  const negative = NEGATIVE[name.toLowerCase()];
  const test = positive ?? negative;
  if (!test) return false;
  const any = (value: string) => substituted.some((one) => test(one, value));
  return positive ? positiveHolds(set, given, any) : negativeHolds(set, given, any);
}

function positiveHolds(set: string | undefined, given: readonly string[] | undefined, any: (value: string) => boolean): boolean {
  if (set?.toLowerCase() === 'forallvalues') return (given ?? []).every(any);
  return (given ?? []).some(any);
}

/** A negated operator on a missing key holds; on several values it holds when none of them matches. */
function negativeHolds(set: string | undefined, given: readonly string[] | undefined, any: (value: string) => boolean): boolean {
  if (set?.toLowerCase() === 'foranyvalue') return (given ?? []).some((value) => !any(value));
  return (given ?? []).every((value) => !any(value));
}

const asList = (value: ConditionValue): string[] => [value].flat().map(String);
const instant = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

function inRange(range: string, address: string): boolean {
  const [network, bits = address.includes(':') ? '128' : '32'] = range.split('/');
  const [first, second] = [bitsOf(network), bitsOf(address)];
  return first !== undefined && second !== undefined && first.length === second.length && first.slice(0, Number(bits)) === second.slice(0, Number(bits));
}

function bitsOf(address: string): string | undefined {
  if (/^\d+(\.\d+){3}$/.test(address)) return address.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join('');
  if (!address.includes(':')) return undefined;
  const [head, tail] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = tail ? Array(8 - head.length - tail.length).fill('0') : [];
  return [...head, ...zeros, ...(tail ?? [])].map((part) => parseInt(part, 16).toString(2).padStart(16, '0')).join('');
}
