import { matchesArn, matchesPattern } from './pattern';

/** Compares one value of a policy with one of a request. */
export interface ConditionOperator {
  readonly test: (wanted: string, given: string) => boolean;
  /** Whether it holds where the test fails. */
  readonly negated: boolean;
  /** Whether wanted values are patterns, in which a variable's value must be taken literally. */
  readonly pattern: boolean;
}

type Test = ConditionOperator['test'];

const numeric = (compare: (given: number, wanted: number) => boolean): Test => (wanted, given) => compare(number(given), number(wanted));
const dated = (compare: (given: number, wanted: number) => boolean): Test => (wanted, given) => compare(instant(given), instant(wanted));
const operator = (test: Test, options: { negated?: boolean; pattern?: boolean } = {}): ConditionOperator => ({ negated: false, pattern: false, ...options, test });
const equal: Test = (wanted, given) => wanted === given;
const equalIgnoringCase: Test = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();
const like: Test = (wanted, given) => matchesPattern(wanted, given);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Readonly<Record<string, ConditionOperator>> = {
  StringEquals: operator(equal),
  StringNotEquals: operator(equal, { negated: true }),
  StringEqualsIgnoreCase: operator(equalIgnoringCase),
  StringNotEqualsIgnoreCase: operator(equalIgnoringCase, { negated: true }),
  StringLike: operator(like, { pattern: true }),
  StringNotLike: operator(like, { negated: true, pattern: true }),
  NumericEquals: operator(numeric((given, wanted) => given === wanted)),
  NumericNotEquals: operator(numeric((given, wanted) => given === wanted), { negated: true }),
  NumericLessThan: operator(numeric((given, wanted) => given < wanted)),
  NumericLessThanEquals: operator(numeric((given, wanted) => given <= wanted)),
  NumericGreaterThan: operator(numeric((given, wanted) => given > wanted)),
  NumericGreaterThanEquals: operator(numeric((given, wanted) => given >= wanted)),
  DateEquals: operator(dated((given, wanted) => given === wanted)),
  DateNotEquals: operator(dated((given, wanted) => given === wanted), { negated: true }),
  DateLessThan: operator(dated((given, wanted) => given < wanted)),
  DateLessThanEquals: operator(dated((given, wanted) => given <= wanted)),
  DateGreaterThan: operator(dated((given, wanted) => given > wanted)),
  DateGreaterThanEquals: operator(dated((given, wanted) => given >= wanted)),
  Bool: operator(equalIgnoringCase),
  BinaryEquals: operator(equal),
  IpAddress: operator(inRange),
  NotIpAddress: operator(inRange, { negated: true }),
  ArnEquals: operator(matchesArn, { pattern: true }),
  ArnNotEquals: operator(matchesArn, { negated: true, pattern: true }),
  ArnLike: operator(matchesArn, { pattern: true }),
  ArnNotLike: operator(matchesArn, { negated: true, pattern: true }),
};

const BY_NAME = new Map(Object.entries(OPERATORS).map(([name, one]) => [name.toLowerCase(), one]));

/** An operator as a policy writes it: `ForAllValues:StringLikeIfExists`. */
export interface OperatorUse {
  readonly set?: 'forallvalues' | 'foranyvalue';
  readonly ifExists: boolean;
  /** Undefined for `Null`, which compares no values. */
  readonly operator?: ConditionOperator;
}

/** Reads an operator, without regard to case; undefined for one that IAM does not have. */
export function readOperator(text: string): OperatorUse | undefined {
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(text) ?? [];
  const found = BY_NAME.get(name.toLowerCase());
  if (!found && (name.toLowerCase() !== 'null' || set || ifExists)) return undefined;
  return { set: set?.toLowerCase() as OperatorUse['set'], ifExists: ifExists !== undefined, operator: found };
}

const number = (text: string) => (text.trim() === '' ? NaN : Number(text));
/** ISO 8601, or seconds since 1970. */
const instant = (text: string) => (/^-?\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

function inRange(range: string, address: string): boolean {
  const [network, bits = address.includes(':') ? '128' : '32'] = range.split('/');
  const [first, second] = [bitsOf(network), bitsOf(address)];
  return first !== undefined && second !== undefined && first.length === second.length && first.slice(0, Number(bits)) === second.slice(0, Number(bits));
}

function bitsOf(address: string): string | undefined {
  if (/^\d+(\.\d+){3}$/.test(address)) return address.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join('');
  if (!address.includes(':')) return undefined;
  const [head, tail] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = tail ? Array(Math.max(0, 8 - head.length - tail.length)).fill('0') : [];
  return [...head, ...zeros, ...(tail ?? [])].map((part) => parseInt(part, 16).toString(2).padStart(16, '0')).join('');
}
