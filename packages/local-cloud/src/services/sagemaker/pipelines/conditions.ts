import { AwsError } from '../../service';
import { resolve, type Values } from './resolve';

const COMPARISONS: Record<string, (left: any, right: any) => boolean> = {
  Equals: (left, right) => left === right,
  GreaterThan: (left, right) => Number(left) > Number(right),
  GreaterThanOrEqualTo: (left, right) => Number(left) >= Number(right),
  LessThan: (left, right) => Number(left) < Number(right),
  LessThanOrEqualTo: (left, right) => Number(left) <= Number(right),
};

/** Whether all conditions of a condition step hold (https://docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html#step-type-condition). */
export async function allHold(conditions: readonly any[], values: Values): Promise<boolean> {
  for (const condition of conditions) if (!(await holds(condition, values))) return false;
  return true;
}

async function holds(condition: any, values: Values): Promise<boolean> {
  switch (condition.Type) {
    case 'Not': return !(await holds(condition.Expression, values));
    case 'Or': return (await Promise.all(condition.Conditions.map((one: any) => holds(one, values)))).includes(true);
    case 'In': return (await resolve(condition.Values, values)).includes(await resolve(condition.QueryValue, values));
    default: {
      const compare = COMPARISONS[condition.Type];
      if (!compare) throw new AwsError('ClientError', `local-cloud: conditions of type ${condition.Type} are not in the table of what runs`);
      return compare(await resolve(condition.LeftValue, values), await resolve(condition.RightValue, values));
    }
  }
}
