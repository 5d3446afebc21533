import { Aws } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Props of a data perimeter. */
export interface DataPerimeterProps {
  /** 12-digit ids of the accounts whose principals may use the network's endpoints, and whose resources they may reach. */
  readonly trustedAccounts: string[];
  /**
   * The id of an AWS organisation whose principals and resources are trusted too: `o-abcdefghij`.
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
  private readonly accounts: string[];
  private readonly organizationId?: string;

  constructor(props: DataPerimeterProps) {
    this.accounts = [...new Set(props.trustedAccounts)];
    this.organizationId = props.organizationId;
  }

  /** Statements of an interface endpoint's policy: trusted principals, to trusted resources. */
  interfaceStatements(): PolicyStatement[] {
    return [this.trusted('TrustedPrincipalsAndResources', this.resourceCondition())];
  }

  /** Statements of the S3 gateway endpoint's policy: also the buckets of AWS that hold images and SageMaker's own files. */
  objectStatements(): PolicyStatement[] {
    return [
      this.trusted('TrustedPrincipalsAndBuckets', this.resourceCondition()),
      new PolicyStatement({
        sid: 'ImageLayersAndSageMakerFiles',
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        // AWS-owned buckets: ECR's layers (https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms) and SageMaker's jumpstart and sample files
        resources: [`arn:${Aws.PARTITION}:s3:::prod-${Aws.REGION}-starport-layer-bucket/*`, `arn:${Aws.PARTITION}:s3:::sagemaker-sample-files/*`],
      }),
    ];
  }

  private trusted(sid: string, conditions: Record<string, Record<string, unknown>>): PolicyStatement {
    return new PolicyStatement({
      sid,
      principals: [new AnyPrincipal()],
      // a perimeter narrows who and what, not which action: an endpoint carries its one service, and each principal's own policies say what it may do there
      actions: ['*'],
      resources: ['*'],
      conditions,
    });
  }

  private resourceCondition(): Record<string, Record<string, unknown>> {
    if (this.organizationId) return { StringEquals: { 'aws:PrincipalOrgID': this.organizationId, 'aws:ResourceOrgID': this.organizationId } };
    return { StringEquals: { 'aws:PrincipalAccount': this.accounts, 'aws:ResourceAccount': this.accounts } };
  }
}
