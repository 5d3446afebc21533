import { Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import type { PackageIndex } from '../mirror/package-index';
import { accountProblem } from './problems';
import type { Problem } from './validation-error';

/** What is looked at of a mirror's props. */
export interface MirrorToCheck {
  readonly domainName: string;
  readonly repositoryName: string;
  readonly indexes: readonly PackageIndex[];
  readonly trustedAccounts?: readonly string[];
  readonly organizationId?: string;
}

/** The partitions that have CodeArtifact: https://docs.aws.amazon.com/general/latest/gr/codeartifact.html */
const PARTITIONS = ['aws'];
/** https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_CreateDomain.html */
const DOMAIN = { pattern: /^[a-z][a-z0-9-]{0,48}[a-z0-9]$/, rule: 'a domain\'s name is 2 to 50 lower-case letters, digits and hyphens, begins with a letter and ends in none of the hyphens' };
/** https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_CreateRepository.html */
const REPOSITORY = { pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$/, rule: 'a repository\'s name is 2 to 100 letters, digits, points, underscores and hyphens, and begins with a letter or digit' };
/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
const ORGANIZATION = { pattern: /^o-[a-z0-9]{10,32}$/, rule: 'an organisation\'s id is o- and 10 to 32 lower-case letters or digits' };

/** Everything that is wrong with a mirror. Unresolved tokens are not looked at. */
export function packageMirrorProblems(scope: IConstruct, { domainName, repositoryName, indexes, trustedAccounts, organizationId }: MirrorToCheck): (Problem | undefined)[] {
  return [
    partitionProblem(Stack.of(scope).region),
    textProblem('domainName', domainName, DOMAIN, 'Write it like libraries'),
    textProblem('repositoryName', repositoryName, REPOSITORY, 'Write it like approved'),
    storeProblem(repositoryName, indexes),
    emptyProblem('indexes', indexes, 'a mirror holds what some index gives', 'Name one, or leave it out for Python\'s'),
    ...repeated('indexes', indexes.map(({ format }) => format), 'an index is named once, for CodeArtifact asks one repository for what it gives', 'Merge the lists of its packages'),
    ...indexes.flatMap(indexProblems),
    emptyProblem('trustedAccounts', trustedAccounts, 'it names somebody', 'Name an account, or leave it out'),
    ...(trustedAccounts ?? []).map((account, at) => accountProblem(`trustedAccounts[${at}]`, account)),
    organizationId === undefined ? undefined : textProblem('organizationId', organizationId, ORGANIZATION, 'Copy it from AWS Organizations: o-abcdefghij'),
  ];
}

function indexProblems({ format, allowedPackages, _nameRule: { pattern, description } }: PackageIndex, at: number): (Problem | undefined)[] {
  const prop = `indexes[${at}].allowedPackages`;
  return [
    emptyProblem(prop, allowedPackages, 'somebody is to install something', `Name a package, or leave it out for all of ${format}`),
    ...(allowedPackages ?? []).map((name, which) => textProblem(`${prop}[${which}]`, name, { pattern, rule: description }, 'Give the name alone, without version or URL')),
    ...repeated(prop, allowedPackages ?? [], 'a package is named once, whichever way it is written', 'Leave one of them out'),
  ];
}

function partitionProblem(region: string): Problem | undefined {
  const partition = Token.isUnresolved(region) ? undefined : RegionInfo.get(region).partition;
  if (partition === undefined || PARTITIONS.includes(partition)) return undefined;
  return { prop: 'env.region', value: region, rule: `${partition} has no CodeArtifact (https://docs.aws.amazon.com/general/latest/gr/codeartifact.html)`, remedy: 'Keep a package index of your own there, in the network' };
}

/** The repository that people use is none of those that hold an index. */
function storeProblem(repositoryName: string, indexes: readonly PackageIndex[]): Problem | undefined {
  if (!indexes.some(({ _storeName }) => _storeName === repositoryName)) return undefined;
  return { prop: 'repositoryName', value: repositoryName, rule: 'that is the name of the repository that holds what the index gives', remedy: 'Choose another name' };
}

function textProblem(prop: string, value: string, { pattern, rule }: { readonly pattern: RegExp; readonly rule: string }, remedy: string): Problem | undefined {
  return Token.isUnresolved(value) || pattern.test(value) ? undefined : { prop, value, rule, remedy };
}

function emptyProblem(prop: string, value: readonly unknown[] | undefined, rule: string, remedy: string): Problem | undefined {
  return value?.length === 0 ? { prop, value: [], rule, remedy } : undefined;
}

function repeated(prop: string, values: readonly string[], rule: string, remedy: string): Problem[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [{ prop: `${prop}[${at}]`, value, rule, remedy }] : []));
}
