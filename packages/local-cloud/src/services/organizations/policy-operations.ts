import { AwsError, type Operation } from '../service';
import { policyArn } from './hierarchy';
import type { OrganizationPolicy } from './model';
import type { Operations } from './operation';
import { attachedTo, newId } from './organizations';
import { demandDocument, demandEnabled, demandName, demandOwn, demandTarget, demandType, policyOf } from './problems';

const byPolicy = ({ PolicyId }: any) => [PolicyId];
const byAttachment = ({ PolicyId, TargetId }: any) => [PolicyId, TargetId];

/** Service control policies and resource control policies (https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html). */
export function policyOperations(make: Operations): Record<string, Operation> {
  return {
    CreatePolicy: {
      ...make.changes('CreatePolicy', () => [], ({ input: { Name, Description, Content, Type }, organization, views }) => {
        const policy: OrganizationPolicy = { Id: newId('p-', 8), Name, Description, Content, Type: demandType(Type), AwsManaged: false };
        demandName(organization, policy);
        demandDocument(policy);
        organization.policies.push(policy);
        return { Policy: views.policy(policy) };
      }),
      access: ({ Type }, { account, partition }) => {
        const organization = make.organizations.find(account);
        return [{ action: 'organizations:CreatePolicy', resource: organization ? policyArn(organization, partition, { Id: '*', Type, AwsManaged: false }) : '*', resourceAccount: account }];
      },
      differs: 'makes service control policies and resource control policies; any other type is an error.',
    },
    UpdatePolicy: make.changes('UpdatePolicy', byPolicy, ({ input: { PolicyId, Name, Description, Content }, organization, views }) => {
      const policy = policyOf(organization, PolicyId);
      demandOwn(policy);
      const wanted = { ...policy, Name: Name ?? policy.Name, Description: Description ?? policy.Description, Content: Content ?? policy.Content };
      demandName(organization, wanted);
      demandDocument(wanted);
      return { Policy: views.policy(Object.assign(policy, wanted)) };
    }),
    DescribePolicy: make.reads('DescribePolicy', byPolicy, ({ input, organization, views }) => ({ Policy: views.policy(policyOf(organization, input.PolicyId)) })),
    DeletePolicy: make.changes('DeletePolicy', byPolicy, ({ input, organization }) => {
      const policy = policyOf(organization, input.PolicyId);
      demandOwn(policy);
      const targets = organization.attachments.filter(({ policyId }) => policyId === policy.Id).map(({ targetId }) => targetId);
      if (targets.length > 0) throw new AwsError('PolicyInUseException', `The policy ${policy.Id} is attached to ${targets.join(', ')}: detach it first.`);
      organization.policies.splice(organization.policies.indexOf(policy), 1);
    }),
    ListPolicies: make.reads('ListPolicies', () => [], ({ input, organization, views }) => ({
      Policies: organization.policies.filter(({ Type }) => Type === input.Filter).map((policy) => views.policy(policy).PolicySummary),
    })),
    AttachPolicy: make.changes('AttachPolicy', byAttachment, ({ input: { PolicyId, TargetId }, organization }) => {
      const { Type } = policyOf(organization, PolicyId);
      demandTarget(organization, TargetId);
      demandEnabled(organization, Type);
      if (organization.attachments.some(({ policyId, targetId }) => policyId === PolicyId && targetId === TargetId)) {
        throw new AwsError('DuplicatePolicyAttachmentException', `The policy ${PolicyId} is attached to ${TargetId} already.`);
      }
      organization.attachments.push({ policyId: PolicyId, targetId: TargetId });
    }),
    DetachPolicy: make.changes('DetachPolicy', byAttachment, ({ input: { PolicyId, TargetId }, organization }) => {
      const policy = policyOf(organization, PolicyId);
      demandTarget(organization, TargetId);
      const attached = attachedTo(organization, policy.Type, TargetId);
      if (!attached.includes(policy)) throw new AwsError('PolicyNotAttachedException', `The policy ${PolicyId} is not attached to ${TargetId}.`);
      if (attached.length === 1 || (policy.AwsManaged && policy.Type === 'RESOURCE_CONTROL_POLICY')) {
        throw new AwsError('ConstraintViolationException', `MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: ${TargetId} must keep ${policy.Name}${attached.length === 1 ? ' until another policy of its type is attached' : ''}.`);
      }
      organization.attachments = organization.attachments.filter(({ policyId, targetId }) => !(policyId === PolicyId && targetId === TargetId));
    }),
    ListPoliciesForTarget: make.reads('ListPoliciesForTarget', ({ TargetId }) => [TargetId], ({ input: { TargetId, Filter }, organization, views }) => {
      demandTarget(organization, TargetId);
      return { Policies: attachedTo(organization, demandType(Filter), TargetId).map((policy) => views.policy(policy).PolicySummary) };
    }),
    ListTargetsForPolicy: make.reads('ListTargetsForPolicy', byPolicy, ({ input, organization, views }) => {
      const { Id } = policyOf(organization, input.PolicyId);
      return { Targets: organization.attachments.filter(({ policyId }) => policyId === Id).map(({ targetId }) => views.target(targetId)) };
    }),
  };
}
