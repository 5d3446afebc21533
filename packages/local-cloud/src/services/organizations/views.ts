import { arnOf, parentOf, pathOf } from './hierarchy';
import type { AccountCreation, Invitation, MemberAccount, Organization, OrganizationalUnit, OrganizationPolicy } from './model';

/** Organizations as its API shows them (https://docs.aws.amazon.com/organizations/latest/APIReference/API_Types.html). */
export class Views {
  constructor(private readonly organization: Organization, private readonly partition: string) {}

  organizationItself() {
    const { id, managementAccount, featureSet, enabled, accounts } = this.organization;
    const [, prefix] = /^(.*):account\//.exec(this.arn(managementAccount)) ?? [];
    return {
      Id: id, Arn: `${prefix}:organization/${id}`, FeatureSet: featureSet, MasterAccountArn: this.arn(managementAccount), MasterAccountId: managementAccount,
      MasterAccountEmail: accounts.find(({ Id }) => Id === managementAccount)?.Email, AvailablePolicyTypes: enabled.map((Type) => ({ Type, Status: 'ENABLED' })),
    };
  }

  root() {
    const { rootId, enabled } = this.organization;
    return { Id: rootId, Arn: this.arn(rootId), Name: 'Root', PolicyTypes: enabled.map((Type) => ({ Type, Status: 'ENABLED' })) };
  }

  unit({ Id, Name }: OrganizationalUnit) {
    return { Id, Arn: this.arn(Id), Name };
  }

  account({ ParentId: _, ...account }: MemberAccount) {
    return { ...account, Arn: this.arn(account.Id), Status: 'ACTIVE', State: 'ACTIVE', Paths: [`${pathOf(this.organization, account.Id)}${account.Id}/`] };
  }

  policy(policy: OrganizationPolicy) {
    const { Content, ...summary } = policy;
    return { PolicySummary: { ...summary, Arn: this.arn(policy.Id) }, Content };
  }

  target(id: string) {
    const { accounts, units } = this.organization;
    const Name = [...accounts, ...units].find(({ Id }) => Id === id)?.Name ?? 'Root';
    return { TargetId: id, Arn: this.arn(id), Name, Type: kindOf(id) };
  }

  parent(id: string) {
    const Id = parentOf(this.organization, id);
    return { Id, Type: kindOf(Id) };
  }

  creation({ Id, AccountName, AccountId, at }: AccountCreation) {
    return { Id, AccountName, AccountId, State: 'SUCCEEDED', RequestedTimestamp: at, CompletedTimestamp: at };
  }

  invitation({ Id, account, State, RequestedTimestamp }: Invitation) {
    return {
      Id, Arn: this.arn(Id), State, Action: 'INVITE', RequestedTimestamp, Parties: [{ Id: this.organization.id.slice(2), Type: 'ORGANIZATION' }, { Id: account, Type: 'ACCOUNT' }],
      Resources: [{ Type: 'ORGANIZATION', Value: this.organization.id }, { Type: 'ACCOUNT', Value: account }],
    };
  }

  private arn(id: string): string {
    return arnOf(this.organization, this.partition, id);
  }
}

const kindOf = (id: string) => (id.startsWith('r-') ? 'ROOT' : id.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT');
