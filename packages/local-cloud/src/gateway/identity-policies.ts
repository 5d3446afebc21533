import {
  GetPolicyCommand, GetPolicyVersionCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand, type Role,
} from '@aws-sdk/client-iam';
import { type DeployedPolicy, readDeployed } from './deployed-policy';

/** What IAM holds of a role. */
export interface RolePolicies {
  readonly identity: readonly DeployedPolicy[];
  readonly boundary?: DeployedPolicy;
  readonly trust: DeployedPolicy;
  readonly tags: Readonly<Record<string, string>>;
}

const FRESH_MILLISECONDS = 1500;

/** Reads roles and their policies from the emulator's IAM, as the account's root; what was read is used for a moment. */
export class IdentityPolicies {
  private readonly cache = new Map<string, { readonly at: number; readonly policies: Promise<RolePolicies> }>();

  /** @param iamOf a client of the emulator's IAM in an account */
  constructor(private readonly iamOf: (account: string) => IAMClient) {}

  /** @throws NoSuchEntityException when there is no such role */
  ofRole(roleArn: string): Promise<RolePolicies> {
    const known = this.cache.get(roleArn);
    if (known && Date.now() - known.at < FRESH_MILLISECONDS) return known.policies;
    const policies = this.read(roleArn);
    this.forgetOld();
    this.cache.set(roleArn, { at: Date.now(), policies });
    policies.catch(() => this.cache.delete(roleArn));
    return policies;
  }

  /** Something may have changed IAM. */
  forget(): void {
    this.cache.clear();
  }

  /** How many roles it remembers. */
  get count(): number {
    return this.cache.size;
  }

  /** Roles come and go with their stacks, of which nobody here is told. */
  private forgetOld(): void {
    for (const [roleArn, { at }] of this.cache) if (Date.now() - at >= FRESH_MILLISECONDS) this.cache.delete(roleArn);
  }

  private async read(roleArn: string): Promise<RolePolicies> {
    const [, , , , account, resource] = roleArn.split(':');
    const RoleName = resource.split('/').pop() ?? '';
    const iam = this.iamOf(account);
    const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
    const [inline, attached] = await Promise.all([this.inline(iam, roleArn, RoleName), this.attached(iam, RoleName)]);
    const boundaryArn = role?.PermissionsBoundary?.PermissionsBoundaryArn;
    return {
      identity: [...inline, ...attached],
      boundary: boundaryArn ? await managed(iam, boundaryArn, 'boundary') : undefined,
      trust: trustOf(roleArn, RoleName, role),
      tags: Object.fromEntries((role?.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
    };
  }

  private async inline(iam: IAMClient, roleArn: string, RoleName: string): Promise<DeployedPolicy[]> {
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
    return Promise.all(PolicyNames.map(async (PolicyName) => {
      const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      return readDeployed('identity', `identity-based policy ${PolicyName} of ${RoleName}`, decoded(PolicyDocument), { file: roleArn, path: `Policies.${PolicyName}` });
    }));
  }

  private async attached(iam: IAMClient, RoleName: string): Promise<DeployedPolicy[]> {
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    return Promise.all(AttachedPolicies.map(({ PolicyArn }) => managed(iam, PolicyArn ?? '', 'identity')));
  }
}

const OF_AWS = /^arn:[^:]+:iam::aws:policy\//;
const KINDS = { identity: 'identity-based policy', boundary: 'permissions boundary' };

async function managed(iam: IAMClient, PolicyArn: string, kind: keyof typeof KINDS): Promise<DeployedPolicy> {
  const name = `${KINDS[kind]} ${PolicyArn.split('/').pop()}`;
  const { Policy: policy } = await iam.send(new GetPolicyCommand({ PolicyArn })).catch((error: Error) => {
    if (!OF_AWS.test(PolicyArn) || !/^NoSuchEntity/.test(error.name)) throw error;
    return { Policy: undefined };
  });
  // the emulator (1.5.33) has some forty of AWS's own policies; another one, whose text nobody here knows, allows nothing
  if (!policy) return readDeployed(kind, name, { Version: '2012-10-17', Statement: [] }, { file: PolicyArn, path: 'unknown' }, PolicyArn);
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: policy.DefaultVersionId }));
  return readDeployed(kind, name, decoded(PolicyVersion?.Document), { file: PolicyArn, path: policy.DefaultVersionId ?? 'v1' }, PolicyArn);
}

function trustOf(roleArn: string, roleName: string, role: Role | undefined): DeployedPolicy {
  return readDeployed('trust', `trust policy of ${roleName}`, decoded(role?.AssumeRolePolicyDocument), { file: roleArn, path: 'AssumeRolePolicyDocument' });
}

/** IAM returns documents URL-encoded; the emulator's plain JSON has no percent sign that decodes to anything else. */
const decoded = (document: string | undefined) => (document?.trimStart().startsWith('{') ? document : decodeURIComponent(document ?? '{}'));
