/** The values of condition keys in a request; names are compared without regard to case. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

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

/** The condition values of a request: its own and those that follow from the principal. Keys in lower case. */
export function contextOf({ principal, context = {}, resourceAccount }: AccessRequest): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  const set = (key: string, value: string | readonly string[]) => values.set(key.toLowerCase(), [value].flat());
  set('aws:PrincipalArn', principal.roleArn ?? principal.arn);
  if (principal.account) set('aws:PrincipalAccount', principal.account);
  set('aws:PrincipalType', principal.roleArn ? 'AssumedRole' : principal.arn.endsWith(':root') ? 'Account' : principal.service ? 'Service' : 'User');
  set('aws:PrincipalIsAWSService', String(principal.service !== undefined));
  for (const [key, value] of Object.entries(principal.tags ?? {})) set(`aws:PrincipalTag/${key}`, value);
  if (resourceAccount ?? principal.account) set('aws:ResourceAccount', resourceAccount ?? principal.account);
  const userName = /:user\/(?:.*\/)?([^/]+)$/.exec(principal.arn)?.[1];
  if (userName) set('aws:username', userName);
  for (const [key, value] of Object.entries(context)) set(key, value);
  return values;
}
