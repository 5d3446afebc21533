import { evaluate, type Policy } from '@mlops-foundation/policy-evaluation';
import { describeConstruct, identityPolicies, synthesize } from '@mlops-foundation/test-kit';
import { Aws, Fn, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { PackageIndex, PackageMirror, type PackageMirrorProps } from '../../src';
import { documentsOf, OWN, READER, STRANGER, VALUES } from './mirror-documents';

const ENV = { account: OWN, region: 'eu-west-1' };
/** Logical ids of a mirror that its user called Mirror. */
const MIRROR = { domain: 'MirrorDomain5F06292E', repository: 'MirrorRepository35CD5DCC' };
const LISTED = PackageIndex.pypi({ allowedPackages: ['numpy', 'Scikit_Learn'] });
const scenario = (props?: PackageMirrorProps) => ({
  onlyOnce: 'domain and repository are known to other accounts by name', refusedIn: ['aws-cn', 'aws-us-gov'],
  build: (scope: Construct, id: string) => {
    const role = new Role(scope, `${id}Reader`, { assumedBy: new AccountRootPrincipal() });
    new PackageMirror(scope, id, props).grantRead(role);
  },
});

describeConstruct('PackageMirror', {
  'of everything': scenario(),
  'of listed packages': scenario({ indexes: [LISTED, PackageIndex.npm({ allowedPackages: ['react', '@scope/name'] })] }),
  'for other accounts': scenario({ trustedAccounts: [READER], organizationId: 'o-abcdefghij' }),
});

const synthesized = (props?: PackageMirrorProps) => synthesize((stack) => {
  const mirror = new PackageMirror(stack, 'Mirror', props);
  mirror.grantRead(new Role(stack, 'Reader', { assumedBy: new AccountRootPrincipal() }));
}, ENV).template;

describe('repositories', () => {
  const template = synthesized({ indexes: [PackageIndex.pypi(), PackageIndex.npm()] });
  const store = (name: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp(`^Mirror${name}storeStore`), 'Name'] });

  test.each([['pypi-store', 'public:pypi'], ['npmjs-store', 'public:npmjs']])('%s holds what %s gives', (RepositoryName, connection) => {
    template.hasResourceProperties('AWS::CodeArtifact::Repository', { RepositoryName, ExternalConnections: [connection], Upstreams: Match.absent() });
  });

  test('people use one that has them upstream, and no way out of its own', () => {
    template.hasResourceProperties('AWS::CodeArtifact::Repository', { RepositoryName: 'approved', Upstreams: [store('pypi'), store('npmjs')], ExternalConnections: Match.absent() });
  });

  test('the domain is encrypted by a key that rotates, and all of it outlives the stack', () => {
    template.hasResourceProperties('AWS::CodeArtifact::Domain', { DomainName: 'libraries', EncryptionKey: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MirrorKey'), 'Arn'] } });
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    for (const type of ['AWS::CodeArtifact::Domain', 'AWS::CodeArtifact::Repository', 'AWS::KMS::Key']) template.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('names, a key that there is, and what happens in the end are the user\'s choice', () => {
    const { template: own } = synthesize((stack) => {
      new PackageMirror(stack, 'Mirror', { domainName: 'acme', repositoryName: 'Team.A', encryptionKey: Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:${OWN}:key/1234`), removalPolicy: RemovalPolicy.DESTROY });
    }, ENV);
    own.hasResource('AWS::CodeArtifact::Domain', { Properties: { DomainName: 'acme', EncryptionKey: `arn:aws:kms:eu-west-1:${OWN}:key/1234` }, DeletionPolicy: 'Delete' });
    own.hasResourceProperties('AWS::CodeArtifact::Repository', { RepositoryName: 'Team.A' });
    own.resourceCountIs('AWS::KMS::Key', 0);
  });
});

describe('new libraries', () => {
  const template = synthesized({ indexes: [LISTED, PackageIndex.npm({ allowedPackages: ['react', '@scope/name'] })] });
  const group = (Pattern: string) => Object.values(template.findResources('AWS::CodeArtifact::PackageGroup', { Properties: { Pattern } })).map(({ Properties }) => Properties.OriginConfiguration.Restrictions);
  const only = (name: RegExp) => ({ RestrictionMode: 'ALLOW_SPECIFIC_REPOSITORIES', Repositories: [{ 'Fn::GetAtt': [expect.stringMatching(name), 'Name'] }] });

  test.each(['/pypi/*', '/npm/*'])('%s: what is not listed comes in neither from an index nor from a repository', (pattern) => {
    expect(group(pattern)).toEqual([{ ExternalUpstream: { RestrictionMode: 'BLOCK' }, InternalUpstream: { RestrictionMode: 'BLOCK' }, Publish: { RestrictionMode: 'INHERIT' } }]);
  });

  test.each([
    ['/pypi//numpy$', /^Mirrorpypistore/], ['/pypi//scikit-learn$', /^Mirrorpypistore/], ['/npm//react$', /^Mirrornpmjsstore/], ['/npm/scope/name$', /^Mirrornpmjsstore/],
  ])('%s is listed: it comes into its index\'s repository, from there into the one of people, and nobody publishes in its place', (pattern, store) => {
    expect(group(pattern)).toEqual([{ ExternalUpstream: only(store), InternalUpstream: only(/^MirrorRepository/), Publish: { RestrictionMode: 'BLOCK' } }]);
  });

  test.each(['pypi', 'npmjs'])('what is not listed is kept out before %s has a way in', (name) => {
    template.hasResource('AWS::CodeArtifact::Repository', { Properties: { RepositoryName: `${name}-store` }, DependsOn: [Match.stringLikeRegexp(`^Mirror${name}storeEverything`)] });
  });

  test('without a list there is no limit', () => {
    expect(synthesized().findResources('AWS::CodeArtifact::PackageGroup')).toEqual({});
  });
});

describe('who reads', () => {
  const template = synthesized({ trustedAccounts: [READER], organizationId: 'o-abcdefghij' });
  const { domain, repository } = documentsOf(template);
  const domainArn = `arn:aws:codeartifact:eu-west-1:${OWN}:domain/libraries`;
  const repositoryArn = `arn:aws:codeartifact:eu-west-1:${OWN}:repository/libraries/approved`;
  const packageArn = `arn:aws:codeartifact:eu-west-1:${OWN}:package/libraries/approved/pypi//numpy`;
  const everything: Policy[] = [{ name: 'own policy', statements: [{ Effect: 'Allow', Action: ['codeartifact:*', 'sts:*'], Resource: '*' }] }];
  const granted = identityPolicies(template, /^Reader/, { ...VALUES, [`${MIRROR.domain}.Arn`]: domainArn, [`${MIRROR.repository}.Arn`]: repositoryArn });
  const decide = (account: string, action: string, resource: string, identity = everything, context = {}) => evaluate(
    { principal: { arn: `arn:aws:iam::${account}:role/job`, account }, action, resource, resourceAccount: OWN, context },
    // CodeArtifact allows what either of them allows: https://docs.aws.amazon.com/codeartifact/latest/ug/domain-policies.html
    { identity, resource: { name: 'domain and repository', statements: [...domain, ...repository].flatMap(({ statements }) => statements) } },
  ).decision;

  const READING = [['codeartifact:GetAuthorizationToken', domainArn], ['codeartifact:ReadFromRepository', repositoryArn], ['codeartifact:GetRepositoryEndpoint', repositoryArn]];
  const CHANGING = [
    ['codeartifact:PublishPackageVersion', packageArn], ['codeartifact:DeletePackageVersions', packageArn], ['codeartifact:PutPackageOriginConfiguration', packageArn],
    ['codeartifact:CopyPackageVersions', packageArn], ['codeartifact:PutRepositoryPermissionsPolicy', repositoryArn], ['codeartifact:AssociateExternalConnection', repositoryArn],
    ['codeartifact:CreateRepository', domainArn], ['codeartifact:UpdatePackageGroupOriginConfiguration', `arn:aws:codeartifact:eu-west-1:${OWN}:package-group/libraries/pypi/*`],
  ];

  test.each(READING)('%s: a reader of the own account, a trusted account and one of the organisation do, a stranger does not', (action, resource) => {
    const answers = [decide(OWN, action, resource, granted), decide(READER, action, resource), decide(STRANGER, action, resource, everything, { 'aws:PrincipalOrgID': 'o-abcdefghij' }),
      decide(STRANGER, action, resource), decide(STRANGER, action, resource, everything, { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' })];
    expect(answers).toEqual(['allowed', 'allowed', 'allowed', 'implicitDeny', 'implicitDeny']);
  });

  test.each(CHANGING)('%s: neither a reader of the own account nor a trusted one nor one of the organisation does', (action, resource) => {
    const answers = [decide(OWN, action, resource, granted), decide(READER, action, resource), decide(STRANGER, action, resource, everything, { 'aws:PrincipalOrgID': 'o-abcdefghij' })];
    expect(answers).toEqual(['implicitDeny', 'implicitDeny', 'implicitDeny']);
  });

  test('a reader gets bearer tokens of CodeArtifact, and of no other service', () => {
    const bearer = (service: string) => decide(OWN, 'sts:GetServiceBearerToken', '*', granted, { 'sts:AWSServiceName': service });
    expect([bearer('codeartifact.amazonaws.com'), bearer('codecatalyst.amazonaws.com')]).toEqual(['allowed', 'implicitDeny']);
  });

  test('by default only the own account does: nothing gives another one anything', () => {
    const own = documentsOf(synthesized());
    expect([...own.domain, ...own.repository]).toEqual([]);
  });
});

test('clients are told where it is', () => {
  const { stack } = synthesize(() => undefined, ENV);
  const mirror = new PackageMirror(stack, 'Mirror');
  const at = (format: string) => ({ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [MIRROR.domain, 'Name'] }, `-${OWN}.d.codeartifact.eu-west-1.`, { Ref: 'AWS::URLSuffix' }, `/${format}/`, { 'Fn::GetAtt': [MIRROR.repository, 'Name'] }, format === 'npm' ? '/' : '/simple/']] });
  expect(stack.resolve([mirror.pipIndexUrl, mirror.npmRegistryUrl])).toEqual([at('pypi'), at('npm')]);
  expect(stack.resolve([mirror.domainName, mirror.repositoryName, mirror.domainArn, mirror.repositoryArn])).toEqual([
    [MIRROR.domain, 'Name'], [MIRROR.repository, 'Name'], [MIRROR.domain, 'Arn'], [MIRROR.repository, 'Arn'],
  ].map((attribute) => ({ 'Fn::GetAtt': attribute })));
});

describe('what cannot work is refused', () => {
  const made = (props: PackageMirrorProps, env = ENV) => () => new PackageMirror(new Stack(undefined, 'Stack', { env }), 'Mirror', props);

  test.each<[string, PackageMirrorProps, RegExp]>([
    ['a domain in capitals', { domainName: 'Libraries' }, /domainName is "Libraries": .*2 to 50 lower-case .*Write it like libraries/],
    ['a domain of one letter', { domainName: 'l' }, /domainName is "l": .*2 to 50/],
    ['a domain of 51 letters', { domainName: 'l'.repeat(51) }, /domainName is "l{51}": .*2 to 50/],
    ['a domain that ends in a hyphen', { domainName: 'libraries-' }, /domainName is "libraries-": .*hyphens/],
    ['a repository with a space', { repositoryName: 'my libraries' }, /repositoryName is "my libraries": .*2 to 100 .*Write it like approved/],
    ['a repository of 101 letters', { repositoryName: 'r'.repeat(101) }, /repositoryName is "r{101}": .*2 to 100/],
    ['the name of an index\'s repository', { repositoryName: 'pypi-store' }, /repositoryName is "pypi-store": .*holds what the index gives.* Choose another name/],
    ['no index', { indexes: [] }, /indexes is \[\]: .* Name one, or leave it out/],
    ['an index twice', { indexes: [PackageIndex.pypi(), LISTED] }, /indexes\[1\] is "pypi": an index is named once.* Merge the lists/],
    ['an empty list', { indexes: [PackageIndex.pypi({ allowedPackages: [] })] }, /indexes\[0\]\.allowedPackages is \[\]: .* Name a package, or leave it out for all of pypi/],
    ['a version', { indexes: [PackageIndex.pypi({ allowedPackages: ['numpy', 'pandas==2.2'] })] }, /indexes\[0\]\.allowedPackages\[1\] is "pandas==2.2": .*Python's index.* without version or URL/],
    ['a name of npm in capitals', { indexes: [PackageIndex.npm({ allowedPackages: ['React'] })] }, /allowedPackages\[0\] is "React": a name of npm/],
    ['a package twice, written otherwise', { indexes: [PackageIndex.pypi({ allowedPackages: ['scikit-learn', 'Scikit_Learn'] })] }, /allowedPackages\[1\] is "scikit-learn": a package is named once.* Leave one/],
    ['no account', { trustedAccounts: [] }, /trustedAccounts is \[\]: .* Name an account, or leave it out/],
    ['an account of 11 digits', { trustedAccounts: [READER, '11111111111'] }, /trustedAccounts\[1\] is "11111111111": an account id has 12 digits/],
    ['an organisation\'s ARN', { organizationId: 'arn:aws:organizations::111111111111:organization/o-abcdefghij' }, /organizationId is "arn:.*o- and 10 to 32 .*Copy it from AWS Organizations/],
  ])('%s', (_, props, message) => {
    expect(made(props)).toThrow(message);
  });

  test('all at once', () => {
    expect(made({ domainName: 'L', repositoryName: '-', organizationId: 'x', trustedAccounts: ['1'] })).toThrow(/Stack\/Mirror: 4 problem\(s\)/);
  });

  test.each([['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov']])('%s, where there is no CodeArtifact', (region, partition) => {
    expect(made({}, { account: OWN, region })).toThrow(new RegExp(`env.region is "${region}": ${partition} has no CodeArtifact .*general/latest/gr/codeartifact.html.* Keep a package index of your own`));
  });

  test('tokens pass', () => {
    const token = Fn.importValue('x');
    const props = { domainName: token, repositoryName: token, indexes: [PackageIndex.pypi({ allowedPackages: [token, Token.asString({ Ref: 'P' })] })], trustedAccounts: [Aws.ACCOUNT_ID], organizationId: token };
    expect(made(props)).not.toThrow();
  });
});
