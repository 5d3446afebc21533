import type { Outcome } from '../case';
import { document, GUIDE, type Written, written } from './written';

type Row = readonly [operator: string, key: string, wanted: unknown, given: string | readonly string[] | undefined, holds: boolean, theirs?: Written['theirs']];

const OPERATORS = `${GUIDE}/reference_policies_elements_condition_operators.html`;
const VARIABLES = `${GUIDE}/reference_policies_variables.html`;
const wrong = (outcome: Outcome, reason: string, source: string): Written['theirs'] => ({ outcome, reason, source });

const REGION = 'aws:RequestedRegion';
const AGE = 'aws:MultiFactorAuthAge';
const NOW = 'aws:CurrentTime';
const IP = 'aws:SourceIp';
const SOURCE = 'aws:SourceArn';
const VIA = 'aws:CalledVia';
const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:topic';

/** On the policy of the caller, who has the tag `team: credit`. */
const ROWS: readonly Row[] = [
  ['StringEquals', REGION, 'eu-west-1', 'eu-west-1', true], ['StringEquals', REGION, 'EU-WEST-1', 'eu-west-1', false], ['StringEquals', REGION, ['us-east-1', 'eu-west-1'], 'eu-west-1', true],
  ['StringEquals', REGION, 'eu-*', 'eu-west-1', false], ['StringEquals', REGION, 'eu-west-1', undefined, false], ['stringEQUALS', REGION, 'eu-west-1', 'eu-west-1', true],
  ['StringEqualsIfExists', REGION, 'eu-west-1', undefined, true], ['StringEqualsIfExists', REGION, 'eu-west-1', 'us-east-1', false],
  ['StringNotEquals', REGION, 'eu-west-1', 'us-east-1', true], ['StringNotEquals', REGION, ['eu-west-1', 'us-east-1'], 'us-east-1', false], ['StringNotEquals', REGION, 'eu-west-1', undefined, true],
  ['StringEqualsIgnoreCase', REGION, 'EU-WEST-1', 'eu-west-1', true], ['StringEqualsIgnoreCase', REGION, 'EU-*', 'eu-west-1', false], ['StringNotEqualsIgnoreCase', REGION, 'EU-WEST-1', 'eu-west-1', false],
  ['StringNotEqualsIgnoreCase', REGION, 'us-east-1', 'eu-west-1', true], ['StringLike', REGION, 'eu-*', 'eu-west-1', true], ['StringLike', REGION, 'eu-west-?', 'eu-west-1', true],
  ['StringLike', REGION, 'eu-?', 'eu-west-1', false], ['StringLike', REGION, 'EU-*', 'eu-west-1', false], ['StringLike', REGION, '*', 'eu-west-1', true], ['StringLike', REGION, '*', undefined, false],
  ['StringLike', REGION, '*-*-*', 'eu-west-1', true], ['StringLike', REGION, 'eu.west.1', 'eu-west-1', false], ['StringNotLike', REGION, 'eu-*', 'eu-west-1', false], ['StringNotLike', REGION, 'us-*', 'eu-west-1', true],
  ['NumericEquals', AGE, '60', '60', true], ['NumericEquals', AGE, 60, '60.0', true], ['NumericEquals', AGE, '60', '61', false], ['NumericNotEquals', AGE, '60', '61', true], ['NumericNotEquals', AGE, '60', '60', false],
  ['NumericLessThan', AGE, '60', '59.5', true], ['NumericLessThan', AGE, '60', '60', false], ['NumericLessThanEquals', AGE, '60', '60', true], ['NumericGreaterThan', AGE, '60', '60', false],
  ['NumericGreaterThan', AGE, '60', '100', true], ['NumericGreaterThanEquals', AGE, '60', '60', true], ['NumericLessThan', AGE, '60', undefined, false], ['NumericLessThanIfExists', AGE, '60', undefined, true],
  ['NumericNotEquals', AGE, '60', 'sixty', false], ['NumericNotEquals', AGE, '60', undefined, true],
  ['DateEquals', NOW, '2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z', true], ['DateEquals', NOW, '2026-11-24T13:00:00+01:00', '2026-11-24T12:00:00Z', true], ['DateNotEquals', NOW, '2026-11-24', '2026-11-24T00:00:00Z', false],
  ['DateLessThan', NOW, '2026-11-24T12:00:00Z', '2026-11-24T11:59:59Z', true], ['DateLessThan', NOW, '2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z', false], ['DateLessThanEquals', NOW, '2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z', true],
  ['DateGreaterThan', NOW, '2026-11-24', '2026-11-25T00:00:00Z', true], ['DateGreaterThanEquals', NOW, '2026-11-24', '2026-11-23T23:59:59Z', false], ['DateGreaterThan', NOW, '2026-11-24', undefined, false],
  ['DateLessThan', NOW, '1800000000', '2026-11-24T12:00:00Z', true, wrong('implicitDeny', 'seconds since 1970 are a date too', `${OPERATORS}#Conditions_Date`)],
  ['Bool', 'aws:SecureTransport', 'true', 'true', true], ['Bool', 'aws:SecureTransport', true, 'true', true], ['Bool', 'aws:SecureTransport', 'false', 'true', false], ['Bool', 'aws:SecureTransport', 'false', undefined, false],
  ['BoolIfExists', 'aws:SecureTransport', 'false', undefined, true], ['Bool', 'aws:SecureTransport', 'TRUE', 'true', true],
  ['BinaryEquals', 'aws:PrincipalTag/code', 'QQ==', 'QQ==', true], ['BinaryEquals', 'aws:PrincipalTag/code', 'qq==', 'QQ==', false],
  ['IpAddress', IP, '10.0.0.0/8', '10.1.2.3', true], ['IpAddress', IP, '10.0.0.0/8', '11.1.2.3', false], ['IpAddress', IP, '10.1.2.3', '10.1.2.3', true], ['IpAddress', IP, '203.0.113.0/25', '203.0.113.200', false],
  ['IpAddress', IP, '2001:db8::/32', '2001:db8::7', true], ['IpAddress', IP, '2001:db8::/32', '2001:db9::7', false], ['IpAddress', IP, '10.0.0.0/8', '2001:db8::7', false], ['IpAddress', IP, ['10.0.0.0/8', '2001:db8::/32'], '2001:db8::7', true],
  ['NotIpAddress', IP, '10.0.0.0/8', '10.1.2.3', false], ['NotIpAddress', IP, '10.0.0.0/8', '11.1.2.3', true], ['NotIpAddress', IP, '10.0.0.0/8', '2001:db8::7', true], ['NotIpAddress', IP, '10.0.0.0/8', undefined, true],
  ['IpAddress', IP, '0.0.0.0/0', '10.1.2.3', true, wrong('implicitDeny', 'a prefix of 0 bits is every address', `${OPERATORS}#Conditions_IPAddress`)],
  ['IpAddress', IP, '2001:db8:0:0:0:0:0:7', '2001:db8::7', true],
  // the same 32 bits, of the other version of IP
  ['IpAddress', IP, '32.1.13.184/32', '2001:db8::7', false],
  ['ArnEquals', SOURCE, TOPIC, TOPIC, true], ['ArnEquals', SOURCE, 'arn:aws:sns:*:*:topic', TOPIC, true], ['ArnLike', SOURCE, 'arn:aws:sns:eu-west-1:111111111111:*', TOPIC, true], ['ArnLike', SOURCE, 'arn:aws:sns:*', TOPIC, false],
  ['ArnLike', SOURCE, 'arn:aws:sns:*:topic', TOPIC, false], ['ArnLike', SOURCE, 'arn:aws:sqs:*:*:*', TOPIC, false], ['ArnNotEquals', SOURCE, TOPIC, TOPIC, false], ['ArnNotLike', SOURCE, 'arn:aws:sqs:*:*:*', TOPIC, true],
  ['ArnNotLike', SOURCE, 'arn:aws:sqs:*:*:*', undefined, true], ['ArnLikeIfExists', SOURCE, TOPIC, undefined, true], ['ArnLike', SOURCE, 'arn:aws:someservice:*:111122223333:finance/*', 'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt', false],
  ['Null', REGION, 'true', undefined, true], ['Null', REGION, 'true', 'eu-west-1', false], ['Null', REGION, 'false', 'eu-west-1', true], ['Null', REGION, 'false', undefined, false], ['Null', REGION, false, 'eu-west-1', true],
  ['ForAllValues:StringEquals', VIA, ['a', 'b'], ['a'], true], ['ForAllValues:StringEquals', VIA, ['a', 'b'], ['a', 'c'], false], ['ForAllValues:StringEquals', VIA, 'a', undefined, true], ['ForAllValues:StringLike', VIA, 'a*', ['ab', 'ac'], true],
  ['ForAnyValue:StringEquals', VIA, ['a', 'b'], ['b', 'c'], true], ['ForAnyValue:StringEquals', VIA, 'a', ['b', 'c'], false], ['ForAnyValue:StringEquals', VIA, 'a', undefined, false], ['ForAnyValue:StringNotEquals', VIA, 'a', ['a', 'b'], true],
  ['ForAnyValue:StringNotEquals', VIA, 'a', ['a'], false], ['ForAllValues:StringNotEquals', VIA, 'a', ['b', 'c'], true], ['ForAllValues:StringNotEquals', VIA, 'a', ['a', 'b'], false], ['ForAllValues:StringEqualsIfExists', VIA, 'a', undefined, true],
  ['StringEquals', VIA, ['a', 'b'], ['a', 'b'], false], ['StringNotEquals', VIA, 'c', ['a', 'b'], false], ['forallvalues:stringlike', VIA, 'a*', ['ab'], true],
  ['Null', VIA, 'true', [], true, wrong('implicitDeny', 'Null asks whether there is a value; an empty list has none', `${OPERATORS}#Conditions_Null`)],
  ['StringEquals', REGION, '${aws:PrincipalTag/team}', 'credit', true], ['StringEquals', REGION, '${aws:PrincipalTag/team}', 'fraud', false], ['StringEquals', REGION, '${AWS:principaltag/TEAM}', 'credit', true],
  ['StringEquals', REGION, '${aws:PrincipalTag/none}', 'credit', false], ['StringNotEquals', REGION, '${aws:PrincipalTag/none}', 'credit', false], ['StringEquals', REGION, '${aws:PrincipalTag/none, \'credit\'}', 'credit', true],
  ['StringLike', REGION, '${aws:PrincipalTag/team}-*', 'credit-1', true], ['StringLike', REGION, 'a${*}b', 'a*b', true], ['StringLike', REGION, 'a${*}b', 'axb', false], ['StringLike', REGION, 'a${?}b', 'axb', false],
  ['StringEquals', REGION, 'a${*}b', 'a*b', true, wrong('implicitDeny', 'the escapes can be used wherever variables can', `${VARIABLES}#policy-vars-specialchars`)],
  ['ArnLike', SOURCE, 'arn:aws:sns:eu-west-1:111111111111:${aws:PrincipalTag/team}', 'arn:aws:sns:eu-west-1:111111111111:credit', true],
];

export const CONDITIONS: readonly Written[] = ROWS.map(([operator, key, wanted, given, holds, theirs]) => written(
  `${operator} ${key} ${JSON.stringify(wanted)} on ${JSON.stringify(given)}`,
  { context: given === undefined ? {} : { [key]: given } },
  { identity: [document({ Condition: { [operator]: { [key]: wanted } } })] },
  holds ? 'allowed' : 'implicitDeny', theirs,
));
