import { type Policy, readPolicy } from '@mlops-foundation/policy-evaluation';
import { settle, type Values } from '@mlops-foundation/test-kit';
import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** A policy of these statements, in eu-west-1 of account 111111111111 where nothing else is said. */
export function policyOf(statements: PolicyStatement[], values: Values = {}): Policy {
  const document = new Stack().resolve(new PolicyDocument({ statements })) as object;
  return readPolicy('policy', settle(document, { 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '111111111111', ...values }) as object);
}
