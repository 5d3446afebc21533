import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The names that a rule has in cdk-nag's packs of NIST 800-53 R5, HIPAA Security and PCI DSS 3.2.1. */
export const inCompliancePacks = (rule: string): string[] => ['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'].map((pack) => `${pack}-${rule}`);

/** A rule of the template validation that aws-cdk-lib brings along from 2.262 on, by the name that it is acknowledged by there; cfn-lint has the same rules. */
export const ofTemplates = (rule: string): string => `CloudFormation-Validate::${rule}`;

/** Accepts what rules hold against a construct and all below it. docs/suppressions.md lists each with its reason. */
export function acknowledge(construct: IConstruct, reason: string, ...ids: string[]): void {
  for (const id of ids) Validations.of(construct).acknowledge({ id, reason });
}
