import type { Case, Document, Outcome } from './case';
import { fromProject } from './project';
import { settled } from './settled';

/** The part of the other evaluator's interface that is used (https://github.com/cloud-copilot/iam-simulate). */
export interface Simulator {
  runSimulation(simulation: object, options: object): Promise<Result>;
  runUnsafeSimulation(simulation: object, options: object): string;
}

interface Result {
  readonly resultType: string;
  readonly overallResult?: string;
  readonly errors?: unknown;
}

const OUTCOMES: Readonly<Record<string, Outcome>> = { Allowed: 'allowed', ExplicitlyDenied: 'explicitDeny', ImplicitlyDenied: 'implicitDeny' };
const WORDS: Readonly<Record<Outcome, true>> = { allowed: true, explicitDeny: true, implicitDeny: true };
const OPTIONS = { simulationMode: 'Strict' };

/** Asks the other evaluator. */
export class Theirs {
  private readonly simulator = fromProject<Simulator>('@cloud-copilot/iam-simulate');

  /** What it says of a case in which the known differences are settled. @throws Error when it refuses the case: the generator makes none that is malformed */
  async decide(asked: Case): Promise<Outcome> {
    const answer = await this.answer(settled(asked));
    if (!(answer in WORDS)) throw new Error(`the other evaluator takes no such case: ${answer}\n${JSON.stringify(asked, null, 1)}`);
    return answer as Outcome;
  }

  /** What it says of a case as it is: an outcome, or why it refuses it. */
  async answer(asked: Case): Promise<string> {
    const { resultType, overallResult, errors } = await this.simulator.runSimulation(simulationOf(asked), OPTIONS);
    return resultType === 'single' ? OUTCOMES[overallResult ?? ''] : `${resultType} ${JSON.stringify(errors)}`;
  }

  /** Its fastest way: nothing is checked. */
  decideUnchecked(simulation: object): Outcome {
    return OUTCOMES[this.simulator.runUnsafeSimulation(simulation, OPTIONS)];
  }

  /** Its thorough way. */
  async decideChecked(simulation: object): Promise<Outcome> {
    return OUTCOMES[(await this.simulator.runSimulation(simulation, OPTIONS)).overallResult ?? ''];
  }
}

/** A case in the other evaluator's words. */
export function simulationOf({ request, documents }: Case): object {
  const { identity = [], boundary, session, resource, serviceControl = [], resourceControl = [], endpoint } = documents;
  const named = (kind: string, all: readonly Document[]) => all.map((policy, index) => ({ name: `${kind}${index}`, policy }));
  const levels = (kind: string, all: readonly (readonly Document[])[]) => all.map((level, index) => ({ orgIdentifier: `${kind}${index}`, policies: named(kind, level) }));
  const { principal, action, resource: arn, resourceAccount } = request;
  return {
    request: {
      principal: principal.arn === 'anonymous' ? { type: 'Anonymous' } : principal.arn,
      action,
      resource: { resource: arn, accountId: resourceAccount ?? principal.account },
      contextVariables: keysOf(request),
    },
    identityPolicies: named('identity', identity),
    permissionBoundaryPolicies: boundary && named('boundary', [boundary]),
    sessionPolicy: session,
    resourcePolicy: resource,
    serviceControlPolicies: levels('scp', serviceControl),
    resourceControlPolicies: levels('rcp', resourceControl),
    vpcEndpointPolicies: endpoint && named('endpoint', [endpoint]),
  };
}

/** The other evaluator derives no keys from the principal; written here a second time, so that ours are compared too. */
function keysOf({ principal, resourceAccount, context = {} }: Case['request']): Record<string, unknown> {
  const { arn, account, roleArn, service, organization, tags = {} } = principal;
  const own = account === '' ? {} : { 'aws:PrincipalArn': roleArn ?? arn, 'aws:PrincipalAccount': account };
  return {
    ...context, ...own, ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    ...(organization ? { 'aws:PrincipalOrgID': organization.id, ...(organization.path ? { 'aws:PrincipalOrgPaths': [organization.path] } : {}) } : {}),
    'aws:PrincipalIsAWSService': String(service !== undefined),
    ...(service ? { 'aws:PrincipalServiceName': service } : {}),
    ...(/:user\//.test(arn) ? { 'aws:username': arn.split('/').pop() } : {}),
    'aws:ResourceAccount': resourceAccount ?? account,
  };
}
