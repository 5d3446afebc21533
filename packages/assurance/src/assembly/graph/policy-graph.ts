import type { Policy } from '@mlops-foundation/policy-evaluation';

/** Where something stands: in a template, or in an export of an account. */
export interface Place {
  /** The stack, or `account 111111111111` for an export. */
  readonly stack: string;
  /** The logical id, or the ARN for an export. */
  readonly id: string;
}

/** A role, user or group, with all policies that have a say in what it may do. */
export interface Principal {
  readonly arn: string;
  readonly account: string;
  /** A service has no policies; it is no part of the graph, only asked about. */
  readonly kind: 'role' | 'user' | 'group' | 'service';
  readonly tags: Readonly<Record<string, string>>;
  /** Inline and managed policies; a user's groups' policies stand with the groups. */
  readonly identity: readonly Policy[];
  /** Its customer-managed policies by ARN, and their names among `identity`: who writes these raises it. */
  readonly attached: readonly { readonly arn: string; readonly name: string }[];
  readonly boundary?: Policy;
  readonly boundaryArn?: string;
  /** A role's trust policy. */
  readonly trust?: Policy;
  /** ARNs of a user's groups. */
  readonly groups: readonly string[];
  readonly place: Place;
}

/** A resource that has a policy of its own, runs as a role, or is named by a proof. */
export interface GraphResource {
  readonly arn: string;
  readonly account: string;
  readonly type: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly policy?: Policy;
  /** ARNs of roles that whatever runs here acts as. */
  readonly runsAs: readonly string[];
  /** The key that encrypts what lies here, by its ARN. */
  readonly key?: string;
  readonly place: Place;
}

/** What lies in the source decides what is done as the role: a repository whose pipeline builds, a bucket whose script a job runs. */
export interface Feed {
  /** ARN of what is written to. */
  readonly source: string;
  /** The branch, where the source is a repository of which one is taken. */
  readonly branch?: string;
  /** ARN of the role that acts on it. */
  readonly role: string;
  /** `pipeline x builds it with y` */
  readonly how: string;
  /** ARNs of the manual approvals that stand before it, all of which somebody has to answer. @default - none */
  readonly gates?: readonly string[];
  readonly place: Place;
}

/** Organizations' policies of an account, one list for each level from the root down. */
export interface OrganizationPolicies {
  readonly serviceControl: readonly (readonly Policy[])[];
  readonly resourceControl: readonly Policy[];
}

/** Something that the templates or exports alone do not decide. It is listed, never guessed. */
export interface Open {
  readonly place: Place;
  /** What is not known: `Statement[2].Resource of inline policy X`. */
  readonly what: string;
  readonly why: string;
}

/** Who may do what over all accounts, from templates or from exports. */
export class PolicyGraph {
  private readonly principalsByArn: ReadonlyMap<string, Principal>;
  private readonly resourcesByArn: ReadonlyMap<string, GraphResource>;

  constructor(
    readonly principals: readonly Principal[],
    readonly resources: readonly GraphResource[],
    readonly feeds: readonly Feed[],
    readonly organization: ReadonlyMap<string, OrganizationPolicies>,
    readonly open: readonly Open[],
    /** The accounts that were read: what they hold is known. */
    readonly accounts: readonly string[],
  ) {
    this.principalsByArn = new Map(principals.map((principal) => [principal.arn, principal]));
    this.resourcesByArn = new Map(resources.map((resource) => [resource.arn, resource]));
  }

  principal(arn: string): Principal | undefined {
    return this.principalsByArn.get(arn);
  }

  /** The resource with an ARN, or the one whose policy speaks for it: a bucket for its objects, a model group for its versions; a secret whatever the six characters at its end, which Secrets Manager draws. */
  resource(arn: string): GraphResource | undefined {
    return this.resourcesByArn.get(arn) ?? this.resourcesByArn.get(holderOf(arn));
  }
}

function holderOf(arn: string): string {
  if (/^arn:[^:]*:s3:::/.test(arn)) return arn.split('/')[0];
  return arn.replace(/:model-package\/([^/]+)\/.*$/, ':model-package-group/$1').replace(/(:table\/[^/]+)\/.*$/, '$1').replace(/(:function:[^:]+):.*$/, '$1').replace(/^(arn:[^:]*:codepipeline:[^/]+)\/.*$/, '$1').replace(/(:secret:.+)-[A-Za-z0-9]{6}$/, '$1-??????');
}
