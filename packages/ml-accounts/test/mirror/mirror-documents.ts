import { type Policy, readPolicy } from '@mlops-foundation/policy-evaluation';
import { settle } from '@mlops-foundation/test-kit';
import type { Template } from 'aws-cdk-lib/assertions';

export const [OWN, READER, STRANGER] = ['111111111111', '444444444444', '999999999999'];
export const VALUES = { 'AWS::Partition': 'aws', 'AWS::AccountId': OWN, 'AWS::Region': 'eu-west-1' };

/** The policies of a mirror's domain and of its repositories. */
export function documentsOf(template: Template): { readonly domain: Policy[]; readonly repository: Policy[] } {
  const read = (type: string) => Object.entries(template.findResources(type)).filter(([, { Properties }]) => Properties.PermissionsPolicyDocument)
    .map(([id, { Properties }]) => readPolicy(`policy of ${id}`, settle(Properties.PermissionsPolicyDocument, VALUES) as object));
  return { domain: read('AWS::CodeArtifact::Domain'), repository: read('AWS::CodeArtifact::Repository') };
}
