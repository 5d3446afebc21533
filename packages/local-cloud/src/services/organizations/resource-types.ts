import type { ApiRequest } from '@mlops-foundation/policy-evaluation';
import type { Cloud } from '../../cloud';
import { withRequestKeys } from '../../gateway/request-keys';
import type { Operation, ResourceContext, ResourceHandler, ResourceResult } from '../service';

type Run = (operation: string, input: unknown, context: ResourceContext) => Promise<any>;

/** The CloudFormation types of Organizations, made by its own operations in the management account, in the stack's name. */
export function organizationsResourceTypes(cloud: Pick<Cloud, 'authorize'>, operations: Record<string, Operation>): Record<string, ResourceHandler> {
  const run: Run = async (name, input, context) => {
    const { account, region, partition } = context;
    const asked = withRequestKeys(await operations[name].access(input, context), { service: 'organizations', operation: name, parameters: input as object as ApiRequest['parameters'], account, region, partition });
    for (const { action, resource, context: conditions } of asked) await cloud.authorize(context.principal, action, resource, conditions);
    return operations[name].run(input, context);
  };
  return {
    'AWS::Organizations::Organization': organization(run),
    'AWS::Organizations::OrganizationalUnit': unit(run),
    'AWS::Organizations::Account': account(run),
    'AWS::Organizations::Policy': policy(run),
  };
}

/** What is gone already needs no deleting. */
async function gone(deletion: Promise<unknown>): Promise<void> {
  await deletion.catch((error: Error) => {
    if (!/NotFoundException$|NotInUseException$/.test(error.name)) throw error;
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-organization.html */
function organization(run: Run): ResourceHandler {
  const result = async (described: any, context: ResourceContext): Promise<ResourceResult> => {
    const { Roots: [{ Id: RootId }] } = await run('ListRoots', {}, context);
    const { Id, Arn, MasterAccountArn, MasterAccountEmail, MasterAccountId } = described;
    return { physicalId: Id, attributes: { Id, Arn, ManagementAccountArn: MasterAccountArn, ManagementAccountEmail: MasterAccountEmail, ManagementAccountId: MasterAccountId, RootId } };
  };
  return {
    create: async ({ FeatureSet }, context) => result((await run('CreateOrganization', { FeatureSet }, context)).Organization, context),
    update: async (_, __, ___, context) => result((await run('DescribeOrganization', {}, context)).Organization, context),
    delete: (_, __, context) => gone(run('DeleteOrganization', {}, context)),
    differs: 'keeps the feature set that it was created with.',
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-organizationalunit.html */
function unit(run: Run): ResourceHandler {
  const result = ({ OrganizationalUnit: { Id, Arn } }: any): ResourceResult => ({ physicalId: Id, attributes: { Id, Arn } });
  const create: ResourceHandler['create'] = async ({ Name, ParentId }, context) => result(await run('CreateOrganizationalUnit', { Name, ParentId }, context));
  return {
    create,
    update: async (OrganizationalUnitId, properties, old, context) => (properties.ParentId === old.ParentId
      ? result(await run('UpdateOrganizationalUnit', { OrganizationalUnitId, Name: properties.Name }, context)) : create(properties, context)),
    delete: (OrganizationalUnitId, _, context) => gone(run('DeleteOrganizationalUnit', { OrganizationalUnitId }, context)),
    differs: 'has no tags.',
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-account.html */
function account(run: Run): ResourceHandler {
  const result = async (AccountId: string, context: ResourceContext): Promise<ResourceResult> => {
    const { Account: { Arn, JoinedMethod, JoinedTimestamp, Status } } = await run('DescribeAccount', { AccountId }, context);
    return { physicalId: AccountId, attributes: { AccountId, Arn, JoinedMethod, JoinedTimestamp: JoinedTimestamp.toISOString(), Status } };
  };
  const moved = async (AccountId: string, [DestinationParentId]: readonly string[], context: ResourceContext) => {
    const { Parents: [{ Id: SourceParentId }] } = await run('ListParents', { ChildId: AccountId }, context);
    if (DestinationParentId && DestinationParentId !== SourceParentId) await run('MoveAccount', { AccountId, SourceParentId, DestinationParentId }, context);
  };
  return {
    async create({ AccountName, Email, RoleName, ParentIds = [] }, context) {
      const { CreateAccountStatus: { AccountId } } = await run('CreateAccount', { AccountName, Email, RoleName }, context);
      await moved(AccountId, ParentIds, context);
      return result(AccountId, context);
    },
    async update(AccountId, { ParentIds = [] }, _, context) {
      await moved(AccountId, ParentIds, context);
      return result(AccountId, context);
    },
    delete: (AccountId, _, context) => gone(run('RemoveAccountFromOrganization', { AccountId }, context)),
    differs: 'leaves the organization when it is deleted, and is not closed; it has no tags.',
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html */
function policy(run: Run): ResourceHandler {
  const input = ({ Name, Description = '', Content }: any) => ({ Name, Description, Content: typeof Content === 'string' ? Content : JSON.stringify(Content) });
  const result = ({ Policy: { PolicySummary: { Id, Arn, AwsManaged } } }: any): ResourceResult => ({ physicalId: Id, attributes: { Id, Arn, AwsManaged: String(AwsManaged) } });
  const attached = async (PolicyId: string, wanted: readonly string[], context: ResourceContext) => {
    const { Targets } = await run('ListTargetsForPolicy', { PolicyId }, context);
    const now: string[] = Targets.map(({ TargetId }: any) => TargetId);
    for (const TargetId of wanted.filter((id) => !now.includes(id))) await run('AttachPolicy', { PolicyId, TargetId }, context);
    for (const TargetId of now.filter((id) => !wanted.includes(id))) await run('DetachPolicy', { PolicyId, TargetId }, context);
  };
  const remove = async (PolicyId: string, context: ResourceContext) => {
    await attached(PolicyId, [], context);
    await run('DeletePolicy', { PolicyId }, context);
  };
  const create: ResourceHandler['create'] = async (properties, context) => {
    const created = result(await run('CreatePolicy', { ...input(properties), Type: properties.Type }, context));
    try {
      await attached(created.physicalId, properties.TargetIds ?? [], context);
    } catch (error) {
      // CloudFormation does not learn its id, and so would leave it
      await remove(created.physicalId, context);
      throw error;
    }
    return created;
  };
  return {
    create,
    async update(PolicyId, properties, old, context) {
      if (properties.Type !== old.Type) return create(properties, context);
      const updated = result(await run('UpdatePolicy', { PolicyId, ...input(properties) }, context));
      await attached(PolicyId, properties.TargetIds ?? [], context);
      return updated;
    },
    delete: (PolicyId, _, context) => gone(remove(PolicyId, context)),
    differs: 'has no tags.',
  };
}
