import { bitsOf, readRange } from './addresses';
import { arnMatcher, arnParts, patternMatcher } from './pattern';

/** What a comparison says of a value of the request; undefined when the value is of another type, so that there is nothing to compare. */
export type Comparison = (given: string) => boolean | undefined;

/** Compares values of a request with one of a policy. */
export interface ConditionOperator {
  /** Reads a policy's value. Undefined when it is of another type. */
  readonly read: (wanted: string) => Comparison | undefined;
  /** Whether it holds where the comparison fails. */
  readonly negated: boolean;
  /** Whether wanted values are patterns, in which a variable's value must be taken literally. */
  readonly pattern: boolean;
  /** Whether its values may have policy variables. */
  readonly variables: boolean;
  /** What its values must be, for people. */
  readonly rule: string;
}

type Type = Omit<ConditionOperator, 'negated'>;

const text = (read: Type['read'], pattern = false): Type => ({ read, pattern, variables: true, rule: 'text' });
const numeric = (compare: (given: number, wanted: number) => boolean): Type => compared(numberOf, compare, 'a number');
const dated = (compare: (given: number, wanted: number) => boolean): Type => compared(instantOf, compare, 'a date of ISO 8601 or seconds since 1970');
const operator = (type: Type, negated = false): ConditionOperator => ({ ...type, negated });

const EQUAL = text((wanted) => (given) => given === wanted);
const EQUAL_IGNORING_CASE = text((wanted) => {
  const lower = wanted.toLowerCase();
  return (given) => given.toLowerCase() === lower;
});
const LIKE = text(patternMatcher, true);
const ARN: Type = { read: arn, pattern: true, variables: true, rule: 'text' };
const ADDRESS: Type = { read: range, pattern: false, variables: false, rule: 'an IP address or range such as 203.0.113.0/24' };
const BOOLEAN: Type = { read: (wanted) => (isBoolean(wanted) ? EQUAL_IGNORING_CASE.read(wanted) : undefined), pattern: false, variables: true, rule: 'true or false' };
const BINARY: Type = { read: EQUAL.read, pattern: false, variables: false, rule: 'text in base 64' };

/**
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html; that page allows variables with Bool, and with no
 * other operator but those of text and ARNs.
 */
const OPERATORS: Readonly<Record<string, ConditionOperator>> = {
  StringEquals: operator(EQUAL),
  StringNotEquals: operator(EQUAL, true),
  StringEqualsIgnoreCase: operator(EQUAL_IGNORING_CASE),
  StringNotEqualsIgnoreCase: operator(EQUAL_IGNORING_CASE, true),
  StringLike: operator(LIKE),
  StringNotLike: operator(LIKE, true),
  NumericEquals: operator(numeric((given, wanted) => given === wanted)),
  NumericNotEquals: operator(numeric((given, wanted) => given === wanted), true),
  NumericLessThan: operator(numeric((given, wanted) => given < wanted)),
  NumericLessThanEquals: operator(numeric((given, wanted) => given <= wanted)),
  NumericGreaterThan: operator(numeric((given, wanted) => given > wanted)),
  NumericGreaterThanEquals: operator(numeric((given, wanted) => given >= wanted)),
  DateEquals: operator(dated((given, wanted) => given === wanted)),
  DateNotEquals: operator(dated((given, wanted) => given === wanted), true),
  DateLessThan: operator(dated((given, wanted) => given < wanted)),
  DateLessThanEquals: operator(dated((given, wanted) => given <= wanted)),
  DateGreaterThan: operator(dated((given, wanted) => given > wanted)),
  DateGreaterThanEquals: operator(dated((given, wanted) => given >= wanted)),
  Bool: operator(BOOLEAN),
  BinaryEquals: operator(BINARY),
  IpAddress: operator(ADDRESS),
  NotIpAddress: operator(ADDRESS, true),
  ArnEquals: operator(ARN),
  ArnNotEquals: operator(ARN, true),
  ArnLike: operator(ARN),
  ArnNotLike: operator(ARN, true),
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
export function readOperator(written: string): OperatorUse | undefined {
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(written) ?? [];
  const found = BY_NAME.get(name.toLowerCase());
  if (!found && (name.toLowerCase() !== 'null' || set || ifExists)) return undefined;
  return { set: set?.toLowerCase() as OperatorUse['set'], ifExists: ifExists !== undefined, operator: found };
}

export const isBoolean = (value: string): boolean => /^(true|false)$/i.test(value);

function compared(valueOf: (written: string) => number | undefined, compare: (given: number, wanted: number) => boolean, rule: string): Type {
  const read = (written: string): Comparison | undefined => {
    const wanted = valueOf(written);
    return wanted === undefined ? undefined : (value) => {
      const given = valueOf(value);
      return given === undefined ? undefined : compare(given, wanted);
    };
  };
  return { read, pattern: false, variables: false, rule };
}

function numberOf(written: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(written) ? Number(written) : undefined;
}

/** The forms of https://www.w3.org/TR/NOTE-datetime, or seconds since 1970. A time without a zone is in UTC. */
function instantOf(written: string): number | undefined {
  if (/^\d{5,}$/.test(written)) return Number(written) * 1000;
  const form = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.exec(written);
  if (!form) return undefined;
  const instant = Date.parse(written.includes('T') && form[1] === undefined ? `${written}Z` : written);
  return Number.isNaN(instant) ? undefined : instant;
}

/** What has not the six parts of an ARN is compared with none. */
function arn(wanted: string): Comparison {
  if (arnParts(wanted).length !== 6) return () => undefined;
  const matches = arnMatcher(wanted);
  return (given) => (arnParts(given).length === 6 ? matches(given) : undefined);
}

function range(wanted: string): Comparison | undefined {
  const read = readRange(wanted);
  if (!read) return undefined;
  return (given) => {
    const bits = bitsOf(given);
    return bits === undefined ? undefined : bits.length === read.size && bits.startsWith(read.prefix);
  };
}
