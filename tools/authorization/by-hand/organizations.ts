import type { HandRow } from './row';

const PAGE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html';
const ROOT = 'root/o-*/';
const UNIT = 'ou/o-*/';

/** What an id stands for is told by how it begins (https://docs.aws.amazon.com/organizations/latest/APIReference/API_Target.html); accounts have numbers. */
const by = (operations: string, id: string, ...types: readonly ('account' | 'ou' | 'root' | 'policy')[]): HandRow[] => {
  const row = (resource: string, more: Pick<HandRow, 'when' | 'unless'>): HandRow => ({ service: 'organizations', for: operations, on: [`${resource}{${id}}`], ...more, page: PAGE });
  return types.map((type) => {
    switch (type) {
      case 'account': return row('account/o-*/', { unless: ['ou-', 'r-', 'p-', 'rp-'].map((start) => `${id}~${start}`).join('|') });
      case 'ou': return row(UNIT, { when: `${id}~ou-` });
      case 'root': return row(ROOT, { when: `${id}~r-` });
      case 'policy': return row('policy/o-*/*/', { when: `${id}~p-` });
    }
  });
};

/** Operations of Organizations on accounts, units and roots alike. */
export const ORGANIZATIONS_ROWS: readonly HandRow[] = [
  { service: 'organizations', for: 'AttachPolicy DetachPolicy', on: ['policy/o-*/*/{PolicyId}'], page: PAGE },
  ...by('AttachPolicy DetachPolicy ListPoliciesForTarget', 'TargetId', 'account', 'ou', 'root'),
  ...by('CreateOrganizationalUnit ListAccountsForParent ListChildren ListOrganizationalUnitsForParent', 'ParentId', 'ou', 'root'),
  ...by('ListParents', 'ChildId', 'account', 'ou'),
  { service: 'organizations', for: 'InviteAccountToOrganization', on: ['account/o-*/{Target.Id}'], when: 'Target.Type=ACCOUNT', page: PAGE },
  { service: 'organizations', for: 'MoveAccount', on: ['account/o-*/{AccountId}'], page: PAGE },
  ...by('MoveAccount', 'SourceParentId', 'ou', 'root'),
  ...by('MoveAccount', 'DestinationParentId', 'ou', 'root'),
  ...by('TagResource UntagResource ListTagsForResource', 'ResourceId', 'account', 'ou', 'root', 'policy'),
];
