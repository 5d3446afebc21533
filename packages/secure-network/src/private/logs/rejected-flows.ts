import type { LogFormat } from 'aws-cdk-lib/aws-ec2';
import { FilterPattern, type IFilterPattern } from 'aws-cdk-lib/aws-logs';

/** AWS's default fields, version 2 (https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html). */
const DEFAULT_FIELDS = ['version', 'account-id', 'interface-id', 'srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'bytes', 'start', 'end', 'action', 'log-status'];
const ACTION = 'action';

/** The fields of a flow log's records, in their order: formats are texts such as `${srcaddr} ${action}`, of one field or of several. */
export function fieldsOf(format?: readonly LogFormat[]): readonly string[] {
  return format ? format.flatMap(({ value }) => [...value.matchAll(/\$\{([\w-]+)\}/g)].map(([, field]) => field)) : DEFAULT_FIELDS;
}

/**
 * Finds the records of flows that a security group or a network ACL rejected, by the place of the field that says so: `[f1, …, action = "REJECT", …]`
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html).
 * @returns undefined where the records do not say it
 */
export function rejectedFlows(fields: readonly string[]): IFilterPattern | undefined {
  if (!fields.includes(ACTION)) return undefined;
  return FilterPattern.spaceDelimited(...fields.map((field, index) => (field === ACTION ? ACTION : `f${index + 1}`))).whereString(ACTION, '=', 'REJECT');
}
