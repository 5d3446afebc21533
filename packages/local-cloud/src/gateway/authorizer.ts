import { type AccessRequest as EvaluatedRequest, type Decision, evaluate, explain, type Policy, type PolicySet, readPolicy } from '@mlops-foundation/policy-evaluation';
import type { AccountControls } from '../services/organizations/organizations';
import { type AccessRequest, AwsError } from '../services/service';
import { decidablePart, type Part } from './decidable-part';
import { type DeployedPolicy, isMalformed, type MalformedPolicy, readDeployed } from './deployed-policy';
import { globalContext } from './global-context';
import type { IdentityPolicies, RolePolicies } from './identity-policies';
import type { Principal } from './principal';
import type { TraceEntry, TraceSink } from './trace';

const NOTHING: Omit<RolePolicies, 'trust'> = { identity: [], tags: {} };
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const ANY_IDENTITY = readPolicy('whatever the emulator allows', { Version: '2012-10-17', Statement: [EVERYTHING] });
const ANY_RESOURCE = readPolicy('whatever the emulator allows', { Version: '2012-10-17', Statement: [{ ...EVERYTHING, Principal: '*' }] });

interface DemandOptions {
  /** The resource's policy must allow even within its account: that of a key, or the trust policy of a role. @default - it need not */
  readonly resourcePolicyIsRequired?: 'key' | 'trust';
  /** The error's code. @default AccessDeniedException */
  readonly code?: string;
  /** Where it is asked, if the resource does not say. @default - the cloud's */
  readonly region?: string;
}

/** The policies of a request, as they stand in the accounts. */
interface DeployedPolicies {
  readonly identity: readonly DeployedPolicy[];
  readonly boundary?: DeployedPolicy;
  readonly session?: readonly DeployedPolicy[];
  readonly resource?: DeployedPolicy;
  readonly resourcePolicyIsRequired?: 'key' | 'trust';
}

/** What the authorizer asks, and whom it tells. */
export interface AuthorizerOptions {
  readonly identities: Pick<IdentityPolicies, 'ofRole'>;
  /** What the organization of an account has to say. */
  readonly controlsOn: (account: string) => AccountControls | undefined;
  readonly region: string;
  /** Is told of each decision. */
  readonly trace: TraceSink;
}

/** Asks the evaluator about what the emulator does not decide: the runner's services, AssumeRole, keys, and what organizations say of all else. */
export class Authorizer {
  constructor(private readonly options: AuthorizerOptions) {}

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
    const account = accountOf(roleArn) ?? '';
    const source = this.options.controlsOn(account)?.organization;
    const context = { ...globalContext('sts:AssumeRole', roleArn, this.options.region), 'aws:SourceAccount': account, ...(source ? { 'aws:SourceOrgID': source.id, 'aws:SourceOrgPaths': source.path ?? '' } : {}) };
    this.decide({ principal: { arn: service, account: '', service }, action: 'sts:AssumeRole', resource: roleArn, resourceAccount: account, context }, { identity: [], resource: trust, resourcePolicyIsRequired: 'trust' }, 'AccessDenied');
  }

  /** Whether a principal may assume a role: its own policies and the role's trust. @throws AwsError AccessDenied */
  async demandAssumeRole(principal: Principal, roleArn: string, context: Record<string, string>): Promise<void> {
    const { trust } = await this.roleOf(roleArn);
    await this.demandWith(principal, { action: 'sts:AssumeRole', resource: roleArn, context }, trust, { resourcePolicyIsRequired: 'trust', code: 'AccessDenied' });
  }

  /**
   * Whether the organizations of the caller and of the resource let a request through that the emulator decides, which knows none.
   * @param part what is known of it
   * @throws AwsError AccessDenied
   */
  async demandControls(principal: Principal, access: AccessRequest, part: Part, options: DemandOptions = {}): Promise<void> {
    const { resourceAccount = principal.account } = access;
    if (!this.options.controlsOn(principal.account) && !this.options.controlsOn(resourceAccount)) return;
    const request = this.requestOf(principal, { ...access, resourceAccount }, await this.policiesOf(principal), options);
    const { serviceControl, resourceControl } = this.controlsOf(request);
    const known = (levels: readonly (readonly Policy[])[]) => levels.map((level) => level.map((policy) => decidablePart(policy, part)));
    const policies = { identity: [ANY_IDENTITY], resource: ANY_RESOURCE, serviceControl: known(serviceControl), resourceControl: known(resourceControl) };
    const decision = evaluate(request, policies);
    // whether it is allowed the emulator says
    if (decision.decision !== 'allowed') this.conclude(request, { ...decision, nearly: nearlyAllowed(request, policies, decision) }, options.code);
  }

  private async demandWith(principal: Principal, access: AccessRequest, resource: DeployedPolicy | undefined, options: DemandOptions): Promise<void> {
    const { identity, boundary, ...role } = await this.policiesOf(principal);
    const session = principal.sessionPolicies?.map((document, index) => readDeployed('session', `session policy ${index + 1}`, document, { file: principal.arn, path: 'Policy' }));
    this.decide(this.requestOf(principal, access, role, options), { identity, boundary, session, resource, resourcePolicyIsRequired: options.resourcePolicyIsRequired }, options.code);
  }

  private policiesOf({ roleArn }: Principal): Promise<Omit<RolePolicies, 'trust'>> {
    return roleArn ? this.options.identities.ofRole(roleArn) : Promise.resolve(NOTHING);
  }

  private requestOf({ arn, account, roleArn }: Principal, access: AccessRequest, { tags }: Pick<RolePolicies, 'tags'>, { region = this.options.region }: DemandOptions): EvaluatedRequest {
    const { action, resource, context } = access;
    const resourceAccount = access.resourceAccount ?? accountOf(resource) ?? account;
    return {
      principal: { arn, account, roleArn, tags, organization: this.options.controlsOn(account)?.organization }, action, resource, resourceAccount,
      resourceOrganization: this.options.controlsOn(resourceAccount)?.organization, context: { ...globalContext(action, resource, region), ...context },
    };
  }

  /** A management account's principals and resources are bound by none (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html). */
  private controlsOf({ principal, resourceAccount = '' }: EvaluatedRequest): Pick<AccountControls, 'serviceControl' | 'resourceControl'> {
    const [own, theirs] = [this.options.controlsOn(principal.account), this.options.controlsOn(resourceAccount)];
    return { serviceControl: own && !own.isManagementAccount ? own.serviceControl : [], resourceControl: theirs && !theirs.isManagementAccount ? theirs.resourceControl : [] };
  }

  private decide(request: EvaluatedRequest, policies: DeployedPolicies, code?: string): void {
    this.conclude(request, decisionOn(request, policies, this.controlsOf(request)), code);
  }

  private conclude({ principal, action, resource }: EvaluatedRequest, { decision, layer, decidedBy, reason, nearly }: Concluded, code = 'AccessDeniedException'): void {
    this.options.trace.record({ at: new Date().toISOString(), principal: principal.service ?? principal.arn, action, resource, decision, layer, by: decidedBy, ...(nearly ? { nearly } : {}) });
    if (decision !== 'allowed') throw new AwsError(code, reason, 403);
  }

  private async roleOf(roleArn: string): Promise<RolePolicies> {
    try {
      return await this.options.identities.ofRole(roleArn);
    } catch (error) {
      if ((error as Error).name !== 'NoSuchEntityException' && (error as Error).name !== 'NoSuchEntity') throw error;
      throw new AwsError('AccessDenied', `not authorized to perform: sts:AssumeRole on resource: ${roleArn}: there is no such role`, 403);
    }
  }
}

type Concluded = Decision & Pick<TraceEntry, 'nearly'>;

function decisionOn(request: EvaluatedRequest, policies: DeployedPolicies, controls: Pick<AccountControls, 'serviceControl' | 'resourceControl'>): Concluded {
  const { identity, boundary, session, resource, resourcePolicyIsRequired } = policies;
  const malformed = [...identity, boundary, ...(session ?? []), resource].filter((policy): policy is MalformedPolicy => policy !== undefined && isMalformed(policy));
  if (malformed.length > 0) return undecidable(request, malformed);
  const asked = { ...controls, identity: identity as Policy[], boundary: boundary as Policy, session: session as Policy[], resource: resource as Policy, resourcePolicyIsRequired };
  const decision = evaluate(request, asked);
  return { ...decision, nearly: nearlyAllowed(request, asked, decision) };
}

/** For denials alone, which are few: the statement of the layer that did not allow that would have, but for a condition. What an external id must be is its owner's. */
function nearlyAllowed(request: EvaluatedRequest, policies: PolicySet, { decision, layer }: Decision): TraceEntry['nearly'] {
  if (decision !== 'implicitDeny') return undefined;
  const said = explain(request, policies).trace.find((one) => one.layer === layer && one.said === 'nothing' && one.missing !== undefined);
  return said?.by && said.missing ? { ...said.by, missing: said.missing.replace(/(sts:ExternalId) .*/, '$1') } : undefined;
}

/** IAM never has to decide it: it does not take such documents. */
function undecidable({ principal, action, resource }: EvaluatedRequest, malformed: readonly MalformedPolicy[]): Decision {
  const [{ layer, name: policy }] = malformed;
  const told = malformed.map(({ name, source: { file, path }, problems }) => `${name} at ${file} ${path}: ${problems.join('; ')}`).join('. ');
  const subject = `User: ${principal.service ?? principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  return { decision: 'implicitDeny', layer, decidedBy: { policy }, reason: `${subject} because IAM would not have taken a policy that has a say in it (MalformedPolicyDocument), put a correct one: ${told}` };
}

const accountOf = (arn: string) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
