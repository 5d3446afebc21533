import { AwsError, type Operation } from '../service';
import { childrenOf } from './hierarchy';
import type { Organization } from './model';
import type { Operations } from './operation';
import { attachFullAccess, enable, newId } from './organizations';
import { demandParent, demandType } from './problems';
import { Views } from './views';

const byParent = ({ ParentId }: any) => [ParentId];
const byUnit = ({ OrganizationalUnitId }: any) => [OrganizationalUnitId];

/** The organization, its root and its units (https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html). */
export function structureOperations(make: Operations): Record<string, Operation> {
  const { organizations } = make;
  return {
    CreateOrganization: {
      access: make.access('CreateOrganization'),
      run: async ({ FeatureSet = 'ALL' }, { account, partition }) => ({ Organization: new Views(organizations.create(account, FeatureSet), partition).organizationItself() }),
    },
    DescribeOrganization: make.byMember('DescribeOrganization', ({ views }) => ({ Organization: views.organizationItself() })),
    DeleteOrganization: {
      access: make.access('DeleteOrganization'),
      run: async (_, { account }) => {
        const organization = organizations.of(account);
        if (organization.managementAccount !== account) throw new AwsError('AccessDeniedException', 'You don\'t have permissions to access this resource.');
        if (organization.accounts.length > 1 || organization.units.length > 0 || organization.policies.some(({ AwsManaged }) => !AwsManaged)) {
          throw new AwsError('OrganizationNotEmptyException', 'To delete an organization you must first remove all member accounts, organizational units, and policies.');
        }
        organizations.delete(organization);
      },
    },
    ListRoots: make.reads('ListRoots', () => [], ({ views }) => ({ Roots: [views.root()] })),
    EnablePolicyType: make.changes('EnablePolicyType', ({ RootId }) => [RootId], ({ input, organization, views }) => {
      demandRoot(organization, input.RootId);
      const type = demandType(input.PolicyType);
      if (organization.enabled.includes(type)) throw new AwsError('PolicyTypeAlreadyEnabledException', `${type} is already enabled.`);
      enable(organization, type);
      return { Root: views.root() };
    }),
    DisablePolicyType: make.changes('DisablePolicyType', ({ RootId }) => [RootId], ({ input, organization, views }) => {
      demandRoot(organization, input.RootId);
      const type = demandType(input.PolicyType);
      if (!organization.enabled.includes(type)) throw new AwsError('PolicyTypeNotEnabledException', `${type} is not enabled.`);
      // whatever was attached is not there when it is enabled again
      const ofType = organization.policies.filter(({ Type }) => Type === type);
      organization.enabled = organization.enabled.filter((one) => one !== type);
      organization.attachments = organization.attachments.filter(({ policyId }) => !ofType.some(({ Id }) => Id === policyId));
      organization.policies.splice(0, Infinity, ...organization.policies.filter(({ Type, AwsManaged }) => !(AwsManaged && Type === type)));
      return { Root: views.root() };
    }),
    CreateOrganizationalUnit: make.changes('CreateOrganizationalUnit', byParent, ({ input: { ParentId, Name }, organization, views }) => {
      demandParent(organization, ParentId);
      demandUnitName(organization, ParentId, Name);
      const unit = { Id: newId(`ou-${organization.rootId.slice(2)}-`, 8), ParentId, Name };
      organization.units.push(unit);
      attachFullAccess(organization, unit.Id);
      return { OrganizationalUnit: views.unit(unit) };
    }),
    UpdateOrganizationalUnit: make.changes('UpdateOrganizationalUnit', byUnit, ({ input, organization, views }) => {
      const unit = unitOf(organization, input.OrganizationalUnitId);
      if (input.Name !== undefined && input.Name !== unit.Name) demandUnitName(organization, unit.ParentId, input.Name);
      unit.Name = input.Name ?? unit.Name;
      return { OrganizationalUnit: views.unit(unit) };
    }),
    DescribeOrganizationalUnit: make.reads('DescribeOrganizationalUnit', byUnit, ({ input, organization, views }) => ({ OrganizationalUnit: views.unit(unitOf(organization, input.OrganizationalUnitId)) })),
    DeleteOrganizationalUnit: make.changes('DeleteOrganizationalUnit', byUnit, ({ input, organization }) => {
      const { Id } = unitOf(organization, input.OrganizationalUnitId);
      const { units, accounts } = childrenOf(organization, Id);
      if (units.length + accounts.length > 0) throw new AwsError('OrganizationalUnitNotEmptyException', `The OU ${Id} is not empty: move its accounts, and delete its OUs, first.`);
      organization.units.splice(organization.units.findIndex((unit) => unit.Id === Id), 1);
      organization.attachments = organization.attachments.filter(({ targetId }) => targetId !== Id);
    }),
    ListOrganizationalUnitsForParent: make.reads('ListOrganizationalUnitsForParent', byParent, ({ input: { ParentId }, organization, views }) => {
      demandParent(organization, ParentId);
      return { OrganizationalUnits: childrenOf(organization, ParentId).units.map((unit) => views.unit(unit)) };
    }),
    ListChildren: make.reads('ListChildren', byParent, ({ input: { ParentId, ChildType }, organization }) => {
      demandParent(organization, ParentId);
      const { units, accounts } = childrenOf(organization, ParentId);
      return { Children: (ChildType === 'ACCOUNT' ? accounts : units).map(({ Id }) => ({ Id, Type: ChildType })) };
    }),
    ListParents: make.reads('ListParents', ({ ChildId }) => [ChildId], ({ input, views }) => ({ Parents: [views.parent(input.ChildId)] })),
  };
}

function unitOf({ units }: Organization, id: string) {
  const found = units.find(({ Id }) => Id === id);
  if (!found) throw new AwsError('OrganizationalUnitNotFoundException', `We can't find an OU with the OrganizationalUnitId ${id}`);
  return found;
}

function demandRoot({ rootId }: Organization, id: string): void {
  if (id !== rootId) throw new AwsError('RootNotFoundException', `We can't find a root with the RootId ${id}`);
}

function demandUnitName(organization: Organization, parent: string, name: string): void {
  if (childrenOf(organization, parent).units.some(({ Name }) => Name === name)) throw new AwsError('DuplicateOrganizationalUnitException', `An OU with the name ${name} already exists.`);
}
