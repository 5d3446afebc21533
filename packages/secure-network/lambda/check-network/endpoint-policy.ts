/**
 * Whether an endpoint's policy is as good as none: a statement that allows every action of everybody on everything, without a condition. An endpoint
 * without a policy of its own has such a one (https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#default-endpoint-policy).
 * @param document JSON, as DescribeVpcEndpoints answers it
 */
export function letsEverybodyDoEverything(document: string | undefined): boolean {
  if (!document) return true;
  const { Statement = [] } = JSON.parse(document) as { Statement?: PolicyStatement | PolicyStatement[] };
  return [Statement].flat().some(({ Effect, Principal, Action, Resource, Condition = {} }) =>
    Effect === 'Allow' && isEverybody(Principal) && includesAll(Action) && includesAll(Resource) && Object.keys(Condition).length === 0);
}

interface PolicyStatement {
  readonly Effect: string;
  readonly Principal?: string | Record<string, string | string[]>;
  readonly Action?: string | string[];
  readonly Resource?: string | string[];
  readonly Condition?: Record<string, unknown>;
}

const includesAll = (value: string | string[] = []) => [value].flat().includes('*');
const isEverybody = (principal: PolicyStatement['Principal'] = {}) => (typeof principal === 'string' ? principal === '*' : includesAll(principal.AWS));
