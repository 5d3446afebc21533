import { LogFormat } from 'aws-cdk-lib/aws-ec2';
import { fieldsOf, rejectedFlows } from '../../../src/private/logs/rejected-flows';

const patternOf = (...format: LogFormat[]) => rejectedFlows(fieldsOf(format.length > 0 ? format : undefined))?.logPatternString;
const DEFAULT = '[f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, action = "REJECT", f14]';

test.each<[string, LogFormat[], string | undefined]>([
  ['no format', [], DEFAULT],
  ['the default fields, named', [LogFormat.ALL_DEFAULT_FIELDS], DEFAULT],
  ['fields one by one', [LogFormat.SRC_ADDR, LogFormat.TCP_FLAGS, LogFormat.ACTION], '[f1, f2, action = "REJECT"]'],
  ['a format as text beside a field', [LogFormat.custom('${action} ${pkt-srcaddr}'), LogFormat.REGION], '[action = "REJECT", f2, f3]'],
  ['fields that do not say it', [LogFormat.SRC_ADDR, LogFormat.DST_ADDR], undefined],
])('%s: the field is found by its place', (_, format, pattern) => {
  expect(patternOf(...format)).toBe(pattern);
});
