import { Aws } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Props of a data perimeter. */
export interface DataPerimeterProps {
  /** 12-digit ids of the accounts whose principals may use the network's endpoints, and whose resources they may reach. May be empty where an organisation is trusted. */
  readonly trustedAccounts: string[];
  /**
   * The id of an AWS organisation whose principals and resources are trusted besides those of the accounts: `o-abcdefghij`.
   * @default - no organisation
   */
  readonly organizationId?: string;
}

/**
 * Who may use a private network's endpoints, and what may be reached through them
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html).
 * @example
 * new DataPerimeter({ trustedAccounts: ['111111111111'] });
 */
export class DataPerimeter {
  /** 12-digit ids of the trusted accounts, each once. */
  readonly trustedAccounts: string[];
  /** The id of the trusted organisation, if there is one. */
  readonly organizationId?: string;

  constructor(props: DataPerimeterProps) {
    this.trustedAccounts = [...new Set(props.trustedAccounts)];
    this.organizationId = props.organizationId;
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

  /** Statements of the S3 gateway endpoint's policy: also the buckets of AWS that hold image layers and SageMaker's own files. */
  objectStatements(): PolicyStatement[] {
    return [
      ...this.interfaceStatements(),
      new PolicyStatement({
        sid: 'ImageLayersAndSageMakerFiles',
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        // AWS-owned buckets: ECR's layers (https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms) and SageMaker's sample files
        resources: [`arn:${Aws.PARTITION}:s3:::prod-${Aws.REGION}-starport-layer-bucket/*`, `arn:${Aws.PARTITION}:s3:::sagemaker-sample-files/*`],
      }),
    ];
  }

  /** Conditions of a statement are joined by "and": accounts and organisation, which are "or", need statements of their own. */
  private trusted(side: 'Principal' | 'Resource'): { name: string; condition: Record<string, unknown> }[] {
    return [
      ...(this.trustedAccounts.length > 0 ? [{ name: `${side}sOfAccounts`, condition: { [`aws:${side}Account`]: this.trustedAccounts } }] : []),
      ...(this.organizationId ? [{ name: `${side}sOfOrganization`, condition: { [`aws:${side}OrgID`]: this.organizationId } }] : []),
    ];
  }
}
