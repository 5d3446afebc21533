import { Token } from 'aws-cdk-lib';
import { PERMISSION_SET, POLICY_NAME } from './topology-rules';
import type { Problem } from './validation-error';

/** What is wrong with the name of a managed policy. Unresolved tokens are not looked at. */
export function policyNameProblem(policyName: string): Problem | undefined {
  if (Token.isUnresolved(policyName) || new RegExp(POLICY_NAME.pattern).test(policyName)) return undefined;
  return { prop: 'policyName', value: policyName, rule: `it is ${POLICY_NAME.description}`, remedy: 'Give the name alone, not the ARN' };
}

/** What is wrong with the name of a permission set. Unresolved tokens are not looked at. */
export function permissionSetProblem(permissionSet: string): Problem | undefined {
  if (Token.isUnresolved(permissionSet) || new RegExp(PERMISSION_SET.pattern).test(permissionSet)) return undefined;
  return { prop: 'permissionSet', value: permissionSet, rule: `it is ${PERMISSION_SET.description}`, remedy: 'Give the permission set\'s name, not the role\'s' };
}
