import { type AccessRequest as EvaluatedRequest, type Decision, evaluate, type Policy } from '@mlops-foundation/policy-evaluation';
import { type AccessRequest, AwsError } from '../services/service';
import { type DeployedPolicy, isMalformed, type MalformedPolicy, readDeployed } from './deployed-policy';
import type { IdentityPolicies, RolePolicies } from './identity-policies';
import type { Principal } from './principal';

const NOTHING: Omit<RolePolicies, 'trust'> = { identity: [], tags: {} };

/** The resource's policy must allow even within its account: that of a key, or the trust policy of a role. */
interface DemandOptions {
  readonly resourcePolicyIsRequired?: 'key' | 'trust';
  /** The error's code. @default AccessDeniedException */
  readonly code?: string;
}

/** The policies of a request, as they stand in the accounts. */
interface DeployedPolicies {
  readonly identity: readonly DeployedPolicy[];
  readonly boundary?: DeployedPolicy;
  readonly session?: readonly DeployedPolicy[];
  readonly resource?: DeployedPolicy;
  readonly resourcePolicyIsRequired?: 'key' | 'trust';
}

/** Asks the evaluator about what the emulator does not decide: the runner's services, AssumeRole, keys. */
export class Authorizer {
  constructor(private readonly identities: IdentityPolicies, private readonly log: (line: string) => void) {}

  /** @throws AwsError AccessDeniedException that names what did not allow it, or the statement that denied it */
  async demand(principal: Principal, access: AccessRequest, options: DemandOptions = {}): Promise<void> {
    const { resource, resourcePolicy } = access;
    const kind = options.resourcePolicyIsRequired ?? 'resource';
    const policy = resourcePolicy ? readDeployed(kind, `resource-based policy of ${resource}`, resourcePolicy, { file: resource, path: 'Policy' }) : undefined;
    await this.demandWith(principal, access, policy, options);
  }

  /** Whether a role's trust policy lets an AWS service assume it. @throws AwsError AccessDenied */
  async demandServiceTrust(roleArn: string, service: string): Promise<void> {
    const { trust } = await this.roleOf(roleArn);
    const account = accountOf(roleArn);
    const request = { principal: { arn: service, account: '', service }, action: 'sts:AssumeRole', resource: roleArn, resourceAccount: account, context: { 'aws:SourceAccount': account ?? '' } };
    this.decide(request, { identity: [], resource: trust, resourcePolicyIsRequired: 'trust' }, 'AccessDenied');
  }

  /** Whether a principal may assume a role: its own policies and the role's trust. @throws AwsError AccessDenied */
  async demandAssumeRole(principal: Principal, roleArn: string, context: Record<string, string>): Promise<void> {
    const { trust } = await this.roleOf(roleArn);
    await this.demandWith(principal, { action: 'sts:AssumeRole', resource: roleArn, context }, trust, { resourcePolicyIsRequired: 'trust', code: 'AccessDenied' });
  }

  private async demandWith(principal: Principal, access: AccessRequest, resource: DeployedPolicy | undefined, { code = 'AccessDeniedException', resourcePolicyIsRequired }: DemandOptions): Promise<void> {
    const role = principal.roleArn ? await this.identities.ofRole(principal.roleArn) : NOTHING;
    this.decide(
      {
        principal: { arn: principal.arn, account: principal.account, roleArn: principal.roleArn, tags: role.tags },
        action: access.action,
        resource: access.resource,
        resourceAccount: access.resourceAccount ?? accountOf(access.resource) ?? principal.account,
        context: { 'aws:SecureTransport': 'true', ...access.context },
      },
      {
        identity: role.identity,
        boundary: role.boundary,
        session: principal.sessionPolicies?.map((document, index) => readDeployed('session', `session policy ${index + 1}`, document, { file: principal.arn, path: 'Policy' })),
        resource,
        resourcePolicyIsRequired,
      },
      code,
    );
  }

  private decide(request: EvaluatedRequest, policies: DeployedPolicies, code: string): void {
    const decision = decisionOn(request, policies);
    this.log(`${decision.decision} ${request.principal.arn} ${request.action} ${request.resource}: ${decision.reason}`);
    if (decision.decision !== 'allowed') throw new AwsError(code, decision.reason, 403);
  }

  private async roleOf(roleArn: string): Promise<RolePolicies> {
    try {
      return await this.identities.ofRole(roleArn);
    } catch (error) {
      if ((error as Error).name !== 'NoSuchEntityException' && (error as Error).name !== 'NoSuchEntity') throw error;
      throw new AwsError('AccessDenied', `not authorized to perform: sts:AssumeRole on resource: ${roleArn}: there is no such role`, 403);
    }
  }
}

function decisionOn(request: EvaluatedRequest, policies: DeployedPolicies): Decision {
  const { identity, boundary, session, resource, resourcePolicyIsRequired } = policies;
  const malformed = [...identity, boundary, ...(session ?? []), resource].filter((policy): policy is MalformedPolicy => policy !== undefined && isMalformed(policy));
  if (malformed.length > 0) return undecidable(request, malformed);
  return evaluate(request, { identity: identity as Policy[], boundary: boundary as Policy, session: session as Policy[], resource: resource as Policy, resourcePolicyIsRequired });
}

/** IAM never has to decide it: it does not take such documents. */
function undecidable({ principal, action, resource }: EvaluatedRequest, malformed: readonly MalformedPolicy[]): Decision {
  const [{ layer, name: policy }] = malformed;
  const told = malformed.map(({ name, source: { file, path }, problems }) => `${name} at ${file} ${path}: ${problems.join('; ')}`).join('. ');
  const subject = `User: ${principal.service ?? principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  return { decision: 'implicitDeny', layer, decidedBy: { policy }, reason: `${subject} because IAM would not have taken a policy that has a say in it (MalformedPolicyDocument), put a correct one: ${told}` };
}

const accountOf = (arn: string) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
