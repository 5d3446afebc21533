import { Token } from 'aws-cdk-lib';
import type { Problem } from './validation-error';

/** What is wrong with the path of a published value (https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html). */
export function pathProblem(path: string): Problem | undefined {
  if (Token.isUnresolved(path)) return { prop: 'path', value: 'a token', rule: 'the construct is named after it', remedy: 'Write it like network/vpc-id' };
  if (/^[a-z0-9]+([/-][a-z0-9]+)*$/.test(path)) return undefined;
  return { prop: 'path', value: path, rule: 'it is words of lower-case letters and digits, between them single hyphens or slashes', remedy: 'Write it like network/vpc-id' };
}
