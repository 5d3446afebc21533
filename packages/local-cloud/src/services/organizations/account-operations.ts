import { randomInt } from 'node:crypto';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Cloud } from '../../cloud';
import { AwsError, type CallContext, type Operation } from '../service';
import { childrenOf } from './hierarchy';
import type { MemberAccount, Organization } from './model';
import type { Operations } from './operation';
import { attachFullAccess, emailOf, newId } from './organizations';
import { demandParent } from './problems';
import { Views } from './views';

const ACCESS_ROLE = 'OrganizationAccountAccessRole';
const byAccount = ({ AccountId }: any) => [AccountId];

/** Who is in an organization: accounts that it makes, and accounts that it invites (https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html). */
export function accountOperations(make: Operations, cloud: Pick<Cloud, 'clientOptions' | 'rootOf'>): Record<string, Operation> {
  const { organizations } = make;
  return {
    CreateAccount: {
      ...make.changes('CreateAccount', () => [], async ({ input: { Email, AccountName, RoleName = ACCESS_ROLE }, organization, views, context }) => {
        if (organization.accounts.some((account) => account.Email === Email)) throw new AwsError('ConstraintViolationException', `EMAIL_ALREADY_EXISTS: ${Email} is another account's.`);
        const creation = { Id: newId('car-', 32), AccountName, AccountId: newAccountId(organizations.all()), at: new Date() };
        await makeAccessRole(cloud, creation.AccountId, RoleName, context);
        join(organization, { Id: creation.AccountId, Name: AccountName, Email, JoinedMethod: 'CREATED', JoinedTimestamp: creation.at, ParentId: organization.rootId });
        organization.creations.push(creation);
        return { CreateAccountStatus: views.creation(creation) };
      }),
      differs: 'makes the account at once, with a number of its own making; an account that is to have a certain number is invited.',
    },
    DescribeCreateAccountStatus: make.reads('DescribeCreateAccountStatus', () => [], ({ input: { CreateAccountRequestId }, organization, views }) => {
      const found = organization.creations.find(({ Id }) => Id === CreateAccountRequestId);
      if (!found) throw new AwsError('CreateAccountStatusNotFoundException', `We can't find a create account request with the CreateAccountRequestId ${CreateAccountRequestId}`);
      return { CreateAccountStatus: views.creation(found) };
    }),
    InviteAccountToOrganization: {
      ...make.changes('InviteAccountToOrganization', ({ Target }) => (Target.Type === 'ACCOUNT' ? [Target.Id] : []), ({ input: { Target }, organization, views }) => {
        if (Target.Type !== 'ACCOUNT') throw new AwsError('InvalidInputException', `local-cloud: it invites by number, {"Type": "ACCOUNT", "Id": "<12 digits>"}, and not by ${Target.Type}`);
        if (organizations.find(Target.Id)) throw new AwsError('HandshakeConstraintViolationException', 'ALREADY_IN_AN_ORGANIZATION: the account is a member of an organization.');
        if (organization.invitations.some(({ account, State }) => account === Target.Id && State === 'OPEN')) throw new AwsError('DuplicateHandshakeException', `The account ${Target.Id} is invited already.`);
        const invitation = { Id: newId('h-', 32), account: Target.Id, RequestedTimestamp: new Date(), State: 'OPEN' as const };
        organization.invitations.push(invitation);
        return { Handshake: views.invitation(invitation) };
      }),
      differs: 'invites by account number only; an invitation does not end.',
    },
    ListHandshakesForAccount: {
      access: make.access('ListHandshakesForAccount'),
      run: async (_, { account, partition }) => ({
        Handshakes: organizations.all().flatMap((organization) => organization.invitations.filter((one) => one.account === account).map((one) => new Views(organization, partition).invitation(one))),
      }),
    },
    AcceptHandshake: {
      access: ({ HandshakeId }, { account, partition }) => {
        const inviting = organizations.all().find(({ invitations }) => invitations.some(({ Id }) => Id === HandshakeId));
        const resource = inviting ? `arn:${partition}:organizations::${inviting.managementAccount}:handshake/${inviting.id}/invite/${HandshakeId}` : '*';
        return [{ action: 'organizations:AcceptHandshake', resource, resourceAccount: account }];
      },
      run: async ({ HandshakeId }, { account, partition }) => {
        const inviting = organizations.all().find(({ invitations }) => invitations.some((one) => one.Id === HandshakeId && one.account === account));
        const invitation = inviting?.invitations.find(({ Id }) => Id === HandshakeId);
        if (!inviting || !invitation) throw new AwsError('HandshakeNotFoundException', `We can't find a handshake with the HandshakeId ${HandshakeId}`);
        if (invitation.State !== 'OPEN') throw new AwsError('HandshakeAlreadyInStateException', `The handshake is ${invitation.State} already.`);
        if (organizations.find(account)) throw new AwsError('HandshakeConstraintViolationException', 'ALREADY_IN_AN_ORGANIZATION: the account is a member of an organization.');
        invitation.State = 'ACCEPTED';
        join(inviting, { Id: account, Name: `account ${account}`, Email: emailOf(account), JoinedMethod: 'INVITED', JoinedTimestamp: new Date(), ParentId: inviting.rootId });
        organizations.changed(inviting);
        return { Handshake: new Views(inviting, partition).invitation(invitation) };
      },
    },
    DescribeAccount: make.reads('DescribeAccount', byAccount, ({ input, organization, views }) => ({ Account: views.account(accountOf(organization, input.AccountId)) })),
    ListAccounts: make.reads('ListAccounts', () => [], ({ organization, views }) => ({ Accounts: organization.accounts.map((account) => views.account(account)) })),
    ListAccountsForParent: make.reads('ListAccountsForParent', ({ ParentId }) => [ParentId], ({ input: { ParentId }, organization, views }) => {
      demandParent(organization, ParentId);
      return { Accounts: childrenOf(organization, ParentId).accounts.map((account) => views.account(account)) };
    }),
    MoveAccount: make.changes('MoveAccount', ({ AccountId, SourceParentId, DestinationParentId }) => [AccountId, SourceParentId, DestinationParentId], ({ input, organization }) => {
      const account = accountOf(organization, input.AccountId);
      demandParent(organization, input.DestinationParentId, 'DestinationParentNotFoundException');
      if (account.ParentId !== input.SourceParentId) throw new AwsError('SourceParentNotFoundException', `The account ${account.Id} is not in ${input.SourceParentId}: it is in ${account.ParentId}`);
      if (account.ParentId === input.DestinationParentId) throw new AwsError('DuplicateAccountException', `The account ${account.Id} is in ${account.ParentId} already.`);
      account.ParentId = input.DestinationParentId;
    }),
    RemoveAccountFromOrganization: make.changes('RemoveAccountFromOrganization', byAccount, ({ input, organization }) => leave(organization, accountOf(organization, input.AccountId))),
    LeaveOrganization: {
      access: make.access('LeaveOrganization'),
      run: async (_, { account }) => {
        const organization = organizations.of(account);
        leave(organization, accountOf(organization, account));
        organizations.changed(organization);
      },
    },
  };
}

function accountOf({ accounts }: Organization, id: string): MemberAccount {
  const found = accounts.find(({ Id }) => Id === id);
  if (!found) throw new AwsError('AccountNotFoundException', `We can't find an AWS account with the AccountId ${id} in your organization.`);
  return found;
}

function join(organization: Organization, account: MemberAccount): void {
  organization.accounts.push(account);
  attachFullAccess(organization, account.Id);
}

function leave(organization: Organization, { Id }: MemberAccount): void {
  if (Id === organization.managementAccount) throw new AwsError('MasterCannotLeaveOrganizationException', 'The management account can\'t leave its organization.');
  organization.accounts.splice(organization.accounts.findIndex((account) => account.Id === Id), 1);
  organization.attachments = organization.attachments.filter(({ targetId }) => targetId !== Id);
}

function newAccountId(organizations: readonly Organization[]): string {
  const id = String(randomInt(1e11, 9e11)).padStart(12, '0');
  return organizations.some(({ accounts }) => accounts.some(({ Id }) => Id === id)) ? newAccountId(organizations) : id;
}

/** The role in which the management account gets into an account that it made (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html). */
async function makeAccessRole(cloud: Pick<Cloud, 'clientOptions' | 'rootOf'>, account: string, RoleName: string, { account: management, partition }: CallContext): Promise<void> {
  const iam = new IAMClient(cloud.clientOptions(cloud.rootOf(account)));
  const Statement = [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:${partition}:iam::${management}:root` } }];
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }) }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: `arn:${partition}:iam::aws:policy/AdministratorAccess` }));
}
