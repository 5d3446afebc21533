import { evaluate, type Policy, type PolicySet, readPolicy } from '@mlops-foundation/policy-evaluation';
import { type AccessRequest, AwsError } from '../services/service';
import type { IdentityPolicies, RolePolicies } from './identity-policies';
import type { Principal } from './principal';

const NOTHING: RolePolicies = { identity: [], trust: { name: 'no trust policy', statements: [] }, tags: {} };

/** Asks the evaluator about what the emulator does not decide: the runner's services, AssumeRole, keys. */
export class Authorizer {
  constructor(private readonly identities: IdentityPolicies, private readonly log: (line: string) => void) {}

  /** @throws AwsError AccessDeniedException that names what did not allow it, or the statement that denied it */
  async demand(principal: Principal, access: AccessRequest, options: Pick<PolicySet, 'resourcePolicyIsRequired'> & { readonly code?: string } = {}): Promise<void> {
    const role = principal.roleArn ? await this.identities.ofRole(principal.roleArn) : NOTHING;
    const decision = evaluate(
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
        session: principal.sessionPolicies?.map((document, index) => readPolicy(`session policy ${index + 1}`, document)),
        resource: access.resourcePolicy ? readPolicy(`resource-based policy of ${access.resource}`, access.resourcePolicy) : undefined,
        resourcePolicyIsRequired: options.resourcePolicyIsRequired,
      },
    );
    this.log(`${decision.decision} ${principal.arn} ${access.action} ${access.resource}: ${decision.reason}`);
    if (decision.decision !== 'allowed') throw new AwsError(options.code ?? 'AccessDeniedException', decision.reason, 403);
  }

  /** Whether a role's trust policy lets an AWS service assume it. @throws AwsError AccessDenied */
  async demandServiceTrust(roleArn: string, service: string): Promise<void> {
    const { trust } = await this.roleOf(roleArn);
    const decision = evaluate(
      { principal: { arn: service, account: '', service }, action: 'sts:AssumeRole', resource: roleArn, resourceAccount: accountOf(roleArn), context: { 'aws:SourceAccount': accountOf(roleArn) ?? '' } },
      { identity: [], resource: trust, resourcePolicyIsRequired: 'trust' },
    );
    this.log(`${decision.decision} ${service} sts:AssumeRole ${roleArn}: ${decision.reason}`);
    if (decision.decision !== 'allowed') throw new AwsError('AccessDenied', decision.reason, 403);
  }

  /** Whether a principal may assume a role: its own policies and the role's trust. @throws AwsError AccessDenied */
  async demandAssumeRole(principal: Principal, roleArn: string, context: Record<string, string>): Promise<void> {
    const { trust } = await this.roleOf(roleArn);
    await this.demand(principal, { action: 'sts:AssumeRole', resource: roleArn, context, resourcePolicy: documentOf(trust) }, { resourcePolicyIsRequired: 'trust', code: 'AccessDenied' });
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

const documentOf = (policy: Policy) => JSON.stringify({ Version: policy.version, Statement: policy.statements });
const accountOf = (arn: string) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
