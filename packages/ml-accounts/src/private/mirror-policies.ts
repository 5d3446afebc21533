import { AccountPrincipal, type IPrincipal, OrganizationPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What a package manager of a reader asks of the domain. */
export const SIGN_IN = ['codeartifact:GetAuthorizationToken'];

/**
 * What readers ask of the repository. None of these takes a package as its resource: who may read, reads all that the repository has
 * (https://docs.aws.amazon.com/codeartifact/latest/ug/repo-policies.html).
 */
export const READ = ['codeartifact:ReadFromRepository', 'codeartifact:GetRepositoryEndpoint', 'codeartifact:DescribeRepository', 'codeartifact:ListPackages'];

/** Whom a mirror trusts besides its own account, whose principals read as their own policies say. */
export interface Readers {
  readonly trustedAccounts?: readonly string[];
  readonly organizationId?: string;
}

/** A resource policy that lets readers do something; undefined where there are none. */
export function policyFor({ trustedAccounts, organizationId }: Readers, actions: string[], resource: string): PolicyDocument | undefined {
  const allow = (sid: string, principals: IPrincipal[]) => new PolicyStatement({ sid, principals, actions, resources: [resource] });
  const statements = [
    ...(trustedAccounts ? [allow('TrustedAccounts', trustedAccounts.map((account) => new AccountPrincipal(account)))] : []),
    ...(organizationId === undefined ? [] : [allow('Organization', [new OrganizationPrincipal(organizationId)])]),
  ];
  return statements.length > 0 ? new PolicyDocument({ statements }) : undefined;
}
