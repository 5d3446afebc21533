import type { LocalCloud } from '../../../src/local-cloud';
import { signedCall } from '../../gateway/signed-call';

/** Organizations' API as an account's root calls it. */
export const organizationsOf = (cloud: LocalCloud, account: string) => (operation: string, input: object = {}): Promise<any> =>
  signedCall(cloud, cloud.credentialsOf(account), { service: 'organizations', target: `AWSOrganizationsV20161128.${operation}`, body: input });

export type Organizations = ReturnType<typeof organizationsOf>;

/** An account that is there already joins, as on AWS: it is invited and accepts. */
export async function joins(cloud: LocalCloud, management: string, account: string): Promise<void> {
  const { Handshake: { Id } } = await organizationsOf(cloud, management)('InviteAccountToOrganization', { Target: { Type: 'ACCOUNT', Id: account } });
  await organizationsOf(cloud, account)('AcceptHandshake', { HandshakeId: Id });
}

/** @returns the policy's id */
export async function policyWith(call: Organizations, Name: string, Statement: object | readonly object[], Type = 'SERVICE_CONTROL_POLICY'): Promise<string> {
  const { Policy } = await call('CreatePolicy', { Name, Description: Name, Type, Content: JSON.stringify({ Version: '2012-10-17', Statement }) });
  return Policy.PolicySummary.Id;
}
