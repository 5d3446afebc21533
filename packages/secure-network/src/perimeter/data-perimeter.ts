import { Aws } from 'aws-cdk-lib';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { denyGrants } from '../private/perimeter/key-grants';
import { protect, resourceStatements } from '../private/perimeter/resource-perimeter';
import { resourcePerimeterProblems } from '../private/perimeter/resource-perimeter-problems';
import { ValidationError } from '../private/validation-error';
import type { KeyPerimeterOptions } from './key-perimeter-options';
import { PerimeterException } from './perimeter-exception';
import type { ResourcePerimeterOptions } from './resource-perimeter-options';

/** Props of a data perimeter. */
export interface DataPerimeterProps {
  /** 12-digit ids of the accounts whose principals may use the network's endpoints, and whose resources they may reach. May be empty where an organisation is trusted. */
  readonly trustedAccounts: string[];
  /**
   * The id of an AWS organisation whose principals and resources are trusted besides those of the accounts: `o-abcdefghij`.
   * @default - no organisation
   */
  readonly organizationId?: string;
  /**
   * What may be reached through the endpoints besides trusted resources. A list of your own takes the place of the default, so name that as well where jobs pull images.
   * @default [PerimeterException.JOB_FILES]
   */
  readonly exceptions?: PerimeterException[];
}

/**
 * Who may use a private network's endpoints, and what may be reached through them; and, for buckets, keys and the like, who may reach them
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html).
 * @example
 * const perimeter = new DataPerimeter({ trustedAccounts: ['111111111111'], organizationId: 'o-abcdefghij' });
 * new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], perimeter });
 * perimeter.protectBucket(bucket);
 */
export class DataPerimeter {
  /** 12-digit ids of the trusted accounts, each once. */
  readonly trustedAccounts: string[];
  /** The id of the trusted organisation, if there is one. */
  readonly organizationId?: string;
  /** What may be reached besides trusted resources, each once. */
  readonly exceptions: PerimeterException[];

  constructor(props: DataPerimeterProps) {
    this.trustedAccounts = [...new Set(props.trustedAccounts)];
    this.organizationId = props.organizationId;
    this.exceptions = [...new Set(props.exceptions ?? [PerimeterException.JOB_FILES])];
  }

  /** Statements of an endpoint's policy: trusted principals, to trusted resources. */
  interfaceStatements(): PolicyStatement[] {
    return this.trusted('Principal').flatMap((principals) =>
      this.trusted('Resource').map((resources) => new PolicyStatement({
        sid: `${principals.name}To${resources.name}`,
        principals: [new AnyPrincipal()],
        // a perimeter narrows who and what, not which action: an endpoint carries its one service, and each principal's own policies say what it may do there
        actions: ['*'],
        resources: ['*'],
        conditions: { StringEquals: { ...principals.condition, ...resources.condition } },
      })),
    );
  }

  /** Statements of the S3 gateway endpoint's policy: also what is excepted for it, such as the bucket of AWS that holds image layers. */
  objectStatements(): PolicyStatement[] {
    return this._statementsOf('S3', Aws.REGION);
  }

  /**
   * Denials for the policy of a bucket and its objects; `protectBucket` adds them to a bucket of this app. The account of the stack that they stand in is trusted always.
   * @param bucketArn the ARN of the bucket itself
   */
  bucketStatements(bucketArn: string, options: ResourcePerimeterOptions = {}): PolicyStatement[] {
    return this.denials({ action: 's3:*', resources: [bucketArn, `${bucketArn}/*`] }, options);
  }

  /** Denials for the policy of a KMS key, as for a bucket: `protectKey` adds them to a key of this app. */
  keyStatements(options: KeyPerimeterOptions = {}): PolicyStatement[] {
    return [...this.denials({ action: 'kms:*', resources: ['*'] }, options), ...(options.allowGrants ? [] : [denyGrants('DenyGrants')])];
  }

  /**
   * Denies a bucket and its objects to whoever is not trusted, whatever else its policy allows: principals outside of the accounts and the organisation, and services of AWS that
   * say that they work for somebody outside. The account of the bucket is trusted always. It grants nothing.
   * @param bucket one that this app makes
   */
  protectBucket(bucket: IBucket, options: ResourcePerimeterOptions = {}): void {
    protect('bucket', bucket, this, { action: 's3:*', resources: [bucket.bucketArn, bucket.arnForObjects('*')] }, options);
  }

  /** Denies the use and administration of a key of this app to whoever is not trusted, as `protectBucket` does, and to everybody grants that are made by no service: they would lead past its policy. */
  protectKey(key: IKey, options: KeyPerimeterOptions = {}): void {
    // a key's policy speaks of that key
    protect('key', key, this, { action: 'kms:*', resources: ['*'] }, options);
    if (!options.allowGrants) key.addToResourcePolicy(denyGrants('DenyGrants'));
  }

  /** Denies a queue of this app to whoever is not trusted, as `protectBucket` does. */
  protectQueue(queue: IQueue, options: ResourcePerimeterOptions = {}): void {
    protect('queue', queue, this, { action: 'sqs:*', resources: [queue.queueArn] }, options);
  }

  /** Denies a secret of this app to whoever is not trusted, as `protectBucket` does. */
  protectSecret(secret: ISecret, options: ResourcePerimeterOptions = {}): void {
    protect('secret', secret, this, { action: 'secretsmanager:*', resources: ['*'] }, options);
  }

  /** Denies an image repository of this app to whoever is not trusted, as `protectBucket` does. */
  protectRepository(repository: IRepository, options: ResourcePerimeterOptions = {}): void {
    protect('repository', repository, this, { action: 'ecr:*' }, options);
  }

  /** @param endpoint the id of an endpoint: `S3`, `EcrApi` @internal */
  _statementsOf(endpoint: string, region: string): PolicyStatement[] {
    const exceptions = this.exceptions.filter(({ endpoints }) => endpoints.includes(endpoint));
    return [...this.interfaceStatements(), ...exceptions.flatMap((exception) => exception._statements(region, this.trusted('Principal')))];
  }

  private denials(what: { readonly action: string; readonly resources: string[] }, options: ResourcePerimeterOptions): PolicyStatement[] {
    ValidationError.throwIfAny('DataPerimeter', resourcePerimeterProblems(this, options));
    return resourceStatements(this, { ...what, account: Aws.ACCOUNT_ID }, options);
  }

  /** Conditions of a statement are joined by "and": accounts and organisation, which are "or", need statements of their own. */
  private trusted(side: 'Principal' | 'Resource'): { name: string; condition: Record<string, unknown> }[] {
    return [
      ...(this.trustedAccounts.length > 0 ? [{ name: `${side}sOfAccounts`, condition: { [`aws:${side}Account`]: this.trustedAccounts } }] : []),
      ...(this.organizationId ? [{ name: `${side}sOfOrganization`, condition: { [`aws:${side}OrgID`]: this.organizationId } }] : []),
    ];
  }
}
