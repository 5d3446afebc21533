/** The values of condition keys in a request; names are compared without regard to case. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** Who asks. */
export interface RequestPrincipal {
  /**
   * `arn:aws:iam::111111111111:root`, `…:assumed-role/name/session`, `…:user/name`, `…:federated-user/name`; a service principal or an identity provider by
   * its name; `anonymous` for nobody.
   */
  readonly arn: string;
  /** The 12-digit account; empty for a service principal, for somebody whom an identity provider sends, and for nobody. */
  readonly account: string;
  /** The role's ARN, for a session of a role. */
  readonly roleArn?: string;
  /** The ARN of the user, or root, who called GetFederationToken, for the session that it returned. */
  readonly userArn?: string;
  /** `lambda.amazonaws.com`, when an AWS service asks in its own name. */
  readonly service?: string;
  /**
   * The identity provider that vouches for the caller of AssumeRoleWithSAML or AssumeRoleWithWebIdentity, or by which a role's session began: an ARN
   * (`arn:aws:iam::111111111111:saml-provider/name`) or a name (`accounts.google.com`).
   */
  readonly federated?: string;
  /** The canonical user id of the principal's account, which S3 bucket policies may name. */
  readonly canonicalUser?: string;
  /** The organization that the principal's account belongs to. */
  readonly organization?: Organization;
  /** Tags of the principal: they become `aws:PrincipalTag/…`. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Where an account stands in AWS Organizations. */
export interface Organization {
  /** `o-a1b2c3d4e5` */
  readonly id: string;
  /** From the organization down: `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`. */
  readonly path?: string;
}

/** One action on one resource. */
export interface AccessRequest {
  readonly principal: RequestPrincipal;
  /** `s3:GetObject` */
  readonly action: string;
  /** The ARN, or `*` for an action without resource-level permission. */
  readonly resource: string;
  /** The account that owns the resource: of an object in S3, the bucket's. @default - the principal's own */
  readonly resourceAccount?: string;
  /** The organization of that account. */
  readonly resourceOrganization?: Organization;
  readonly context?: RequestContext;
}

export const isRootArn = (arn: string): boolean => arn.endsWith(':root') && /^arn:[^:]*:iam::\d{12}:root$/.test(arn);

export const isSameAccount = ({ principal, resourceAccount }: AccessRequest): boolean => resourceAccount === undefined || resourceAccount === principal.account;

/** Whether no account's policies speak for a principal: services, people whom an identity provider sends, nobody. */
export const hasNoAccount = ({ account }: RequestPrincipal): boolean => account === '';

/** Roles that AWS services create for themselves (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html). */
export const isServiceLinkedRole = (roleArn: string | undefined): boolean => roleArn !== undefined && roleArn.includes(':role/aws-service-role/');
