/**
 * Whether an endpoint's policy lets everybody reach anything: a statement that allows, to principals it does not name, resources it does not name, without a condition on whose
 * they are. What it allows to be done does not count. An endpoint without a policy of its own has such a one
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#default-endpoint-policy).
 * @param document JSON, as DescribeVpcEndpoints answers it
 */
export function letsEverybodyIn(document: string | undefined): boolean {
  if (!document) return true;
  const { Statement = [] } = JSON.parse(document) as { Statement?: PolicyStatement | PolicyStatement[] };
  return [Statement].flat().some((statement) => statement.Effect === 'Allow' && !namesPrincipals(statement) && !namesResources(statement) && !isLimited(statement));
}

interface PolicyStatement {
  readonly Effect: string;
  /** Undefined where there is a `NotPrincipal`, which is everybody else. */
  readonly Principal?: string | Readonly<Record<string, string | string[]>>;
  /** Undefined where there is a `NotResource`. */
  readonly Resource?: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/**
 * Keys that say whose principal or resource it is (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html). The network keys, `aws:SourceVpc` and
 * the like, are not among them: everything comes to an endpoint from its own VPC.
 */
const KEYS = /^(aws:(Principal|Resource)(Account|OrgID|OrgPaths)|aws:PrincipalArn|s3:ResourceAccount)$/i;
/** Operators that ask for one of some values. Those with `IfExists` or `ForAllValues` hold without the key, as it is for anonymous requests. */
const OPERATORS = /^(ForAnyValue:)?(String(Equals(IgnoreCase)?|Like)|Arn(Equals|Like))$/i;

function isLimited({ Condition = {} }: PolicyStatement): boolean {
  return Object.entries(Condition).some(([operator, keys]) => OPERATORS.test(operator)
    && Object.entries(keys).some(([key, values]) => KEYS.test(key) && [values].flat().every((value) => OWNER.test(String(value)))));
}

/** An account, an organisation or a path in it, or an ARN with an account: whole, or one of any would do. */
const OWNER = /^(\d{12}$|o-[a-z0-9]{10,32}(\/|$)|arn:[^:*?]+:iam::\d{12}:)/;

function namesPrincipals({ Principal }: PolicyStatement): boolean {
  if (Principal === undefined || typeof Principal === 'string') return false;
  return !Object.values(Principal).flat().some((principal) => principal.includes('*'));
}

/** By an account in the ARN, or the whole name of a bucket, which is one in the world. */
function namesResources({ Resource }: PolicyStatement): boolean {
  return Resource !== undefined && [Resource].flat().every((resource) => /^arn:[^:*?]+:([^:]*:[^:]*:\d{12}:|s3:::[a-z0-9][a-z0-9.-]+(\/|$))/.test(resource));
}
