import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnDomain, CfnRepository } from 'aws-cdk-lib/aws-codeartifact';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { policyFor, READ, type Readers, SIGN_IN } from '../private/mirror-policies';
import { blockEverything, letIn } from '../private/package-groups';
import { packageMirrorProblems } from '../private/package-mirror-problems';
import { acknowledgeWildcards } from '../private/statements';
import { ValidationError } from '../private/validation-error';
import { PackageIndex } from './package-index';

/** Props of a package mirror. */
export interface PackageMirrorProps {
  /**
   * The name of CodeArtifact's domain, which other accounts must know and anybody may find out: 2 to 50 lower-case letters, digits and hyphens. An account has one of a name in a region.
   * @default 'libraries'
   */
  readonly domainName?: string;
  /**
   * The name of the repository that people use: 2 to 100 letters, digits, points, underscores and hyphens.
   * @default 'approved'
   */
  readonly repositoryName?: string;
  /**
   * The public indexes that it mirrors, each once, and what of them comes in.
   * @default [PackageIndex.pypi()], every package of it
   */
  readonly indexes?: PackageIndex[];
  /**
   * The key of every package. It must be symmetric, and whoever deploys must be let make grants for CodeArtifact.
   * @default - a key is made, which rotates
   */
  readonly encryptionKey?: IKey;
  /**
   * The 12-digit ids of other accounts whose principals may read, as far as their own policies let them: those need `sts:GetServiceBearerToken` besides. At least one.
   * @default - no other account by its id
   */
  readonly trustedAccounts?: string[];
  /**
   * The id of an AWS organisation whose principals may read, as far as their own policies let them: `o-abcdefghij`.
   * @default - no organisation
   */
  readonly organizationId?: string;
  /**
   * What happens to domain, repositories and key when the stack goes.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Libraries without the internet: a CodeArtifact repository that fetches what people ask for from public indexes, once, and only what is listed where a list is given. One repository for each
 * index holds what it gives, and the one that people use has them upstream (https://docs.aws.amazon.com/codeartifact/latest/ug/external-connection.html). Networks without a way out reach it by
 * secure-network's `EndpointCatalog.PACKAGE_MIRROR`. Neither China nor GovCloud has CodeArtifact: it is refused there.
 * @example
 * const mirror = new PackageMirror(this, 'Mirror', { indexes: [PackageIndex.pypi({ allowedPackages: ['numpy', 'pandas'] })], trustedAccounts: ['444444444444'] });
 * mirror.grantRead(role);
 */
export class PackageMirror extends Construct {
  /** The ARN of the domain. */
  readonly domainArn: string;
  /** The name of the domain, for `aws codeartifact login --domain`. */
  readonly domainName: string;
  /** The ARN of the repository that people use. */
  readonly repositoryArn: string;
  /** The name of the repository that people use, for `aws codeartifact login --repository`. */
  readonly repositoryName: string;
  /** The key of every package. */
  readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: PackageMirrorProps = {}) {
    super(scope, id);
    const { domainName = 'libraries', repositoryName = 'approved', indexes = [PackageIndex.pypi()], removalPolicy = RemovalPolicy.RETAIN } = props;
    ValidationError.throwIfAny(this, packageMirrorProblems(this, { ...props, domainName, repositoryName, indexes }));
    this.encryptionKey = props.encryptionKey ?? new Key(this, 'Key', { description: `Packages of the domain ${domainName}`, enableKeyRotation: true, removalPolicy });
    const domain = this.createDomain(domainName, props);
    const stores = indexes.map((index) => this.createStore(domain, index));
    const repository = this.createRepository(domain, repositoryName, stores, props);
    indexes.forEach((index, at) => letIn(stores[at].node.scope!, domain.attrName, index, stores[at].attrName, repository.attrName));
    for (const one of [domain, repository, ...stores]) one.applyRemovalPolicy(removalPolicy);
    this.domainArn = domain.attrArn;
    this.domainName = domain.attrName;
    this.repositoryArn = repository.attrArn;
    this.repositoryName = repository.attrName;
  }

  /** Where pip finds packages, without the token that it must bring: https://docs.aws.amazon.com/codeartifact/latest/ug/python-configure-pip.html */
  get pipIndexUrl(): string {
    return `${this.endpoint('pypi')}simple/`;
  }

  /** Where npm finds packages, without the token that it must bring: https://docs.aws.amazon.com/codeartifact/latest/ug/npm-auth.html */
  get npmRegistryUrl(): string {
    return this.endpoint('npm');
  }

  /**
   * Lets somebody of this account sign in and read, by a policy of theirs; principals of other accounts need one of `trustedAccounts` or `organizationId` besides. Nobody gets to publish.
   * @param grantee who
   */
  grantRead(grantee: IGrantable): Grant {
    const bearer = Grant.addToPrincipal({
      grantee, actions: ['sts:GetServiceBearerToken'], resourceArns: ['*'],
      // it knows no resource, and a domain's policy cannot give it: https://docs.aws.amazon.com/codeartifact/latest/ug/get-set-up-provision-user.html
      conditions: { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } },
    });
    if (Construct.isConstruct(grantee)) acknowledgeWildcards(grantee, bearer.principalStatements, 'A bearer token knows no resource; the condition keeps it to CodeArtifact');
    return bearer
      .combine(Grant.addToPrincipal({ grantee, actions: SIGN_IN, resourceArns: [this.domainArn] }))
      .combine(Grant.addToPrincipal({ grantee, actions: READ, resourceArns: [this.repositoryArn] }));
  }

  private createDomain(domainName: string, readers: Readers): CfnDomain {
    return new CfnDomain(this, 'Domain', { domainName, encryptionKey: this.encryptionKey.keyArn, permissionsPolicyDocument: policyFor(readers, SIGN_IN, this.arn('domain', domainName)) });
  }

  /** What is not listed is kept out before there is a way in. */
  private createStore(domain: CfnDomain, index: PackageIndex): CfnRepository {
    const parts = new Construct(this, index._storeName);
    const store = new CfnRepository(parts, 'Store', {
      domainName: domain.attrName, repositoryName: index._storeName, description: `What ${index._connection} gives`, externalConnections: [index._connection],
    });
    if (index.allowedPackages) store.node.addDependency(blockEverything(parts, 'Everything', domain.attrName, index));
    return store;
  }

  private createRepository(domain: CfnDomain, repositoryName: string, stores: readonly CfnRepository[], readers: Readers): CfnRepository {
    return new CfnRepository(this, 'Repository', {
      domainName: domain.attrName, repositoryName, description: 'What people install from', upstreams: stores.map(({ attrName }) => attrName),
      permissionsPolicyDocument: policyFor(readers, READ, this.arn('repository', `${domain.domainName}/${repositoryName}`)),
    });
  }

  private arn(resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({ service: 'codeartifact', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  }

  private endpoint(format: string): string {
    return `https://${this.domainName}-${Stack.of(this).account}.d.codeartifact.${Stack.of(this).region}.${Aws.URL_SUFFIX}/${format}/${this.repositoryName}/`;
  }
}
