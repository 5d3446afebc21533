/** The values of condition keys in a request; names are compared without regard to case. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** All condition values of a request, by key in lower case. */
export type ContextValues = ReadonlyMap<string, readonly string[]>;

/** Who asks. */
export interface RequestPrincipal {
  /** `arn:aws:iam::111111111111:root`, `…:assumed-role/name/session`, `…:user/name`; a service principal by its name. */
  readonly arn: string;
  /** The 12-digit account; empty for a service principal. */
  readonly account: string;
  /** The role's ARN, for a session of a role. */
  readonly roleArn?: string;
  /** `lambda.amazonaws.com`, when an AWS service asks in its own name. */
  readonly service?: string;
  /** Tags of the principal: they become `aws:PrincipalTag/…`. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** One action on one resource. */
export interface AccessRequest {
  readonly principal: RequestPrincipal;
  /** `s3:GetObject` */
  readonly action: string;
  /** The ARN, or `*` for an action without resource-level permission. */
  readonly resource: string;
  /** The account that owns the resource. @default - the principal's own */
  readonly resourceAccount?: string;
  readonly context?: RequestContext;
}

export const isRoot = ({ principal }: AccessRequest): boolean => /^arn:[^:]*:iam::\d{12}:root$/.test(principal.arn);

export const isSameAccount = ({ principal, resourceAccount }: AccessRequest): boolean => resourceAccount === undefined || resourceAccount === principal.account;

/**
 * The condition values of a request: its own, and those that follow from the principal, which no caller can replace
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
 */
export function contextOf(request: AccessRequest): ContextValues {
  const { principal, context = {}, resourceAccount } = request;
  const values = new Map<string, readonly string[]>();
  const set = (key: string, value: string | readonly string[]) => values.set(key.toLowerCase(), [value].flat());
  for (const [key, value] of Object.entries(context)) set(key, value);
  set('aws:PrincipalIsAWSService', String(principal.service !== undefined));
  set('aws:PrincipalType', principalType(request));
  if (principal.service) set('aws:PrincipalServiceName', principal.service);
  else set('aws:PrincipalArn', principal.roleArn ?? principal.arn);
  if (principal.account) set('aws:PrincipalAccount', principal.account);
  for (const [key, value] of Object.entries(principal.tags ?? {})) set(`aws:PrincipalTag/${key}`, value);
  const owner = resourceAccount ?? principal.account;
  if (owner) set('aws:ResourceAccount', owner);
  const userName = /:user\/(?:.*\/)?([^/]+)$/.exec(principal.arn)?.[1];
  if (userName) set('aws:username', userName);
  return values;
}

function principalType(request: AccessRequest): string {
  if (request.principal.service) return 'Service';
  if (request.principal.roleArn) return 'AssumedRole';
  return isRoot(request) ? 'Account' : 'User';
}
