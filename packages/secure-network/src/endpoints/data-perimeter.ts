import { Aws } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PerimeterException } from './perimeter-exception';

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

  /** @param endpoint the id of an endpoint: `S3`, `EcrApi` @internal */
  _statementsOf(endpoint: string, region: string): PolicyStatement[] {
    const exceptions = this.exceptions.filter(({ endpoints }) => endpoints.includes(endpoint));
    return [...this.interfaceStatements(), ...exceptions.flatMap((exception) => exception._statements(region, this.trusted('Principal')))];
  }

  /** Conditions of a statement are joined by "and": accounts and organisation, which are "or", need statements of their own. */
  private trusted(side: 'Principal' | 'Resource'): { name: string; condition: Record<string, unknown> }[] {
    return [
      ...(this.trustedAccounts.length > 0 ? [{ name: `${side}sOfAccounts`, condition: { [`aws:${side}Account`]: this.trustedAccounts } }] : []),
      ...(this.organizationId ? [{ name: `${side}sOfOrganization`, condition: { [`aws:${side}OrgID`]: this.organizationId } }] : []),
    ];
  }
}
