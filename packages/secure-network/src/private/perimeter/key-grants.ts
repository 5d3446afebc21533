import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * A denial for a key's policy: only services make grants, for what they hold under the key for somebody, such as a volume. Those that anybody else makes would let others in past the policy. In the
 * words that Control Tower's CT.KMS.PR.3 asks for (https://docs.aws.amazon.com/controltower/latest/controlreference/kms-rules.html).
 */
export function denyGrants(sid?: string): PolicyStatement {
  return new PolicyStatement({
    sid, effect: Effect.DENY, principals: [new AnyPrincipal()], actions: ['kms:CreateGrant'], resources: ['*'], conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
  });
}
