import { Token } from 'aws-cdk-lib';
import type { PerimeterExceptionProps } from '../../perimeter/perimeter-exception';
import { accountProblem } from '../problems';
import type { Problem } from '../validation-error';

/**
 * What is wrong with an exception of a perimeter that is not one of AWS's. Unresolved tokens are not looked at.
 * @param endpoints ids of endpoints that there are
 */
export function exceptionProblems(prop: string, { name, endpoints, actions, resources, source, owners }: PerimeterExceptionProps, known: ReadonlySet<string>): Problem[] {
  const each = (part: string, values: readonly string[], wrong: (value: string) => boolean, rule: string, remedy: string): Problem[] => [
    ...(values.length === 0 ? [{ prop: `${prop}.${part}`, value: values, rule: 'one at least is named', remedy }] : []),
    ...values.flatMap((value, index) => (!wrong(value) ? [] : [{ prop: `${prop}.${part}[${index}]`, value, rule, remedy }])),
  ];
  return [
    ...(/^[A-Za-z0-9]+$/.test(name) ? [] : [{ prop: `${prop}.name`, value: name, rule: 'a statement\'s name has letters and digits only', remedy: 'Write PartnerData' }]),
    ...each('endpoints', endpoints, (id) => !Token.isUnresolved(id) && !known.has(id), 'an endpoint is meant by its id', 'Write S3, DynamoDb, or the id of an entry in the catalogue: EcrApi'),
    ...each('actions', actions, (action) => !Token.isUnresolved(action) && !/^[a-z0-9-]+:[A-Za-z]+$/.test(action), 'an exception names each action', 'Write s3:GetObject'),
    ...each('resources', resources, isOpen, 'an exception names whose resource it is: by an account, or a bucket by its whole name', 'Write the ARN of its objects: …:s3:::partner-data/*'),
    ...(/^https:\/\/\S+$/.test(source) ? [] : [{ prop: `${prop}.source`, value: source, rule: 'somebody says whose the resources are', remedy: 'Give the address of the page: https://…' }]),
    ...(owners ? each('owners', owners, (account) => accountProblem('', account) !== undefined, 'an account id has 12 digits', 'Give it as text, with its leading zeros') : []),
  ];
}

/** Whether anybody could own what the ARN stands for. A part that is a token is taken for a name, unless a wildcard stands beside it. */
function isOpen(arn: string): boolean {
  const [scheme, , service, , account, ...rest] = arn.split(':');
  if (scheme !== 'arn' || rest.length === 0) return !Token.isUnresolved(arn);
  const owner = service === 's3' && account === '' ? rest.join(':').split('/')[0] : account;
  if (Token.isUnresolved(owner)) return /[*?]/.test(owner);
  return !(owner === account ? /^\d{12}$/ : /^[a-z0-9][a-z0-9.-]{2,62}$/).test(owner);
}
