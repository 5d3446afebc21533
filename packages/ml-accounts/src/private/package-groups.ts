import { CfnPackageGroup } from 'aws-cdk-lib/aws-codeartifact';
import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { PackageIndex } from '../mirror/package-index';

/** Package groups let nothing of a format into a domain: neither from an index nor from one of its repositories into another. Who may publish is for policies to say. */
export function blockEverything(scope: Construct, id: string, domainName: string, index: PackageIndex): CfnPackageGroup {
  const [blocked, inherited] = [{ restrictionMode: 'BLOCK' }, { restrictionMode: 'INHERIT' }];
  return new CfnPackageGroup(scope, id, {
    domainName,
    pattern: index._everyPackage,
    description: 'What is not listed does not come in',
    originConfiguration: { restrictions: { externalUpstream: blocked, internalUpstream: blocked, publish: inherited } },
  });
}

/**
 * Lets the listed packages of an index into the store, and from there into the repository that people use. Nobody publishes a version of them: it would take the place of the index's.
 *
 * @param store the name of the repository that holds what the index gives
 * @param repository the name of the one that people use
 */
export function letIn(scope: Construct, domainName: string, index: PackageIndex, store: string, repository: string): void {
  const only = (name: string) => ({ restrictionMode: 'ALLOW_SPECIFIC_REPOSITORIES', repositories: [name] });
  for (const [at, name] of (index.allowedPackages ?? []).entries()) {
    new CfnPackageGroup(scope, Token.isUnresolved(name) ? `Package${at}` : `Package-${name}`, {
      domainName,
      pattern: index._package(name),
      description: 'Comes in from the index, and is not published',
      originConfiguration: { restrictions: { externalUpstream: only(store), internalUpstream: only(repository), publish: { restrictionMode: 'BLOCK' } } },
    });
  }
}
