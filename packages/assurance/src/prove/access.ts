import { type Decision, evaluate, type Policy, type PolicySet, readPolicy, type Statement } from '@mlops-foundation/policy-evaluation';
import type { GraphResource, PolicyGraph, Principal } from '../assembly/graph/policy-graph';
import { allowing } from './allowing';

/** What somebody asks for. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** What has changed of a principal's and a resource's policies since they were written: a chain's earlier steps. */
export interface Changes {
  /** It has a policy that allows everything; what its other policies deny stays denied. */
  readonly raised?: boolean;
  /** Names of its identity policies that are overwritten, and with them what they denied. */
  readonly overwritten?: readonly string[];
  /** Its permissions boundary is gone. */
  readonly unbounded?: boolean;
  /** The resource's own policy is rewritten to allow everybody. */
  readonly rewritten?: boolean;
  /** Further identity policies: those of a group it joined. */
  readonly further?: readonly Policy[];
}

const EVERYTHING = readPolicy('a policy that the chain wrote', { Version: '2012-10-17', Statement: [{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }] });
const OPENED = readPolicy('a resource policy that the chain wrote', { Version: '2012-10-17', Statement: [{ Sid: 'Everybody', Effect: 'Allow', Principal: { AWS: '*' }, Action: '*', Resource: '*' }] });

/** Decides requests over a graph: the one place that knows how the evaluation library is asked. */
export class Access {
  constructor(readonly graph: PolicyGraph) {}

  decide(principal: Principal, { action, resource, context }: Ask, changes: Changes = {}): Decision {
    const held = this.graph.resource(resource);
    const resourceAccount = this.ownerOf(resource, held) ?? principal.account;
    const tags = Object.fromEntries(Object.entries(held?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
    return evaluate({ principal: asking(principal), action, resource, resourceAccount, context: { ...tags, ...context } }, this.policies(principal, action, resourceAccount, held, changes));
  }

  /** Whether any policy of a principal allows an action on something; a look before a closer one. */
  names(principal: Principal, action: string, changes: Changes = {}): boolean {
    return changes.raised === true || [...principal.identity, ...(changes.further ?? [])].some((policy) => allowing(policy, action).length > 0);
  }

  /** The account that owns what an ARN names; undefined where neither the ARN nor what was read tells. */
  ownerOf(arn: string, held = this.graph.resource(arn)): string | undefined {
    return held?.account ?? (arn.split(':')[4] || undefined);
  }

  /** The policies that have a say in a request, and what they are called. */
  policies(principal: Principal, action: string, resourceAccount: string, held: GraphResource | undefined, changes: Changes = {}): PolicySet {
    const { serviceControl = [] } = this.graph.organization.get(principal.account) ?? {};
    const { resourceControl = [] } = this.graph.organization.get(resourceAccount) ?? {};
    const target = action.toLowerCase().startsWith('sts:assumerole') ? this.graph.principal(held?.arn ?? '') : undefined;
    return {
      identity: [...(changes.raised ? [EVERYTHING] : []), ...principal.identity.filter(({ name }) => !changes.overwritten?.includes(name)), ...(changes.further ?? [])],
      boundary: changes.unbounded ? undefined : principal.boundary,
      resource: changes.rewritten ? OPENED : target?.trust ?? held?.policy,
      serviceControl,
      resourceControl: [resourceControl],
      resourcePolicyIsRequired: target ? 'trust' : held?.type === 'AWS::KMS::Key' ? 'key' : undefined,
    };
  }

  /** The statement that a decision names. */
  statementOf({ decidedBy }: Decision, principal: Principal, { action, resource }: Ask, changes: Changes = {}): Statement | undefined {
    const held = this.graph.resource(resource);
    const { identity, boundary, resource: own, serviceControl = [], resourceControl = [] } = this.policies(principal, action, this.ownerOf(resource, held) ?? principal.account, held, changes);
    const policy = [...identity, boundary, own, ...serviceControl.flat(), ...resourceControl.flat()].find((one) => one?.name === decidedBy.policy);
    return decidedBy.index === undefined ? undefined : policy?.statements[decidedBy.index];
  }
}

/** A role asks through a session. */
function asking({ arn, account, kind, tags }: Principal) {
  if (kind === 'service') return { arn, account, tags, service: arn };
  if (kind !== 'role') return { arn, account, tags };
  const name = arn.split('/').at(-1);
  return { arn: `${arn.split(':').slice(0, 5).join(':').replace(':iam:', ':sts:')}:assumed-role/${name}/session`, account, roleArn: arn, tags };
}
