import { CHAIN_RULES } from '../../../src/prove/chains/rules';
import { CATALOGUE, type CataloguePath } from './catalogue';
import { clerk, findingsIn, payrollRole, policy, rulesIn, statement } from './planted';

type Json = Readonly<Record<string, unknown>>;

const PAYROLL = { 'Fn::GetAtt': ['Payroll', 'Arn'] };
const profile = { Profile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [{ Ref: 'Payroll' }] } } };
const instance = { ...profile, Workload: { Type: 'AWS::EC2::Instance', Properties: { IamInstanceProfile: { Ref: 'Profile' } } } };

/** What stands in the account and runs as the role, by the rule that takes it over. */
const WORKLOADS: Readonly<Record<string, Json>> = {
  'take-apprunner': { Workload: { Type: 'AWS::AppRunner::Service', Properties: { InstanceConfiguration: { InstanceRoleArn: PAYROLL } } } },
  'take-batch': { Workload: { Type: 'AWS::Batch::JobDefinition', Properties: { ContainerProperties: { JobRoleArn: PAYROLL } } } },
  'take-bedrock-browser': { Workload: { Type: 'AWS::BedrockAgentCore::BrowserCustom', Properties: { ExecutionRoleArn: PAYROLL } } },
  'take-bedrock-interpreter': { Workload: { Type: 'AWS::BedrockAgentCore::CodeInterpreterCustom', Properties: { ExecutionRoleArn: PAYROLL } } },
  'take-bedrock-runtime': { Workload: { Type: 'AWS::BedrockAgentCore::Runtime', Properties: { RoleArn: PAYROLL } } },
  'take-codebuild': { Workload: { Type: 'AWS::CodeBuild::Project', Properties: { ServiceRole: PAYROLL } } },
  'take-codebuild-batch': { Workload: { Type: 'AWS::CodeBuild::Project', Properties: { ServiceRole: PAYROLL } } },
  'take-codedeploy': instance,
  'take-ec2-connect': instance,
  'take-ec2-template': { ...profile, Workload: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { IamInstanceProfile: { Arn: { 'Fn::GetAtt': ['Profile', 'Arn'] } } } } } },
  'take-ec2-userdata': instance,
  'take-ecs-exec': { Workload: { Type: 'AWS::ECS::TaskDefinition', Properties: { TaskRoleArn: PAYROLL } } },
  'take-glue-endpoint': { Workload: { Type: 'AWS::Glue::DevEndpoint', Properties: { RoleArn: PAYROLL } } },
  'take-lambda-code': { Workload: { Type: 'AWS::Lambda::Function', Properties: { Role: PAYROLL } } },
  'take-sagemaker-lifecycle': { Workload: { Type: 'AWS::SageMaker::NotebookInstance', Properties: { RoleArn: PAYROLL } } },
  'take-sagemaker-notebook': { Workload: { Type: 'AWS::SageMaker::NotebookInstance', Properties: { RoleArn: PAYROLL } } },
  'take-ssm-command': instance,
  'take-ssm-session': instance,
};
const payrollUser = { Payroll: { Type: 'AWS::IAM::User', Properties: { UserName: 'payroll', Policies: [{ PolicyName: 'inline', PolicyDocument: policy(statement('secretsmanager:GetSecretValue')) }] } } };
const group = { Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'office' } } };
/** What the ways through IAM start from. */
const IDENTITIES: Readonly<Record<string, (actions: readonly string[]) => Json>> = {
  'assume-role': (actions) => ({ Clerk: clerk(actions), Payroll: payrollRole({ AWS: 'arn:aws:iam::111111111111:root' }) }),
  'iam-access-key': (actions) => ({ Clerk: clerk(actions), ...payrollUser }),
  'iam-add-to-group': (actions) => ({ Clerk: clerk(actions, 'User'), Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'payroll', Policies: [{ PolicyName: 'inline', PolicyDocument: policy(statement('secretsmanager:GetSecretValue')) }] } } }),
  'iam-attach-group-policy': (actions) => ({ Clerk: clerk(actions, 'User', { Groups: [{ Ref: 'Group' }] }), ...group }),
  'iam-attach-role-policy': (actions) => ({ Clerk: clerk(actions) }),
  'iam-attach-user-policy': (actions) => ({ Clerk: clerk(actions, 'User') }),
  'iam-login-profile': (actions) => ({ Clerk: clerk(actions), ...payrollUser }),
  'iam-policy-version': (actions) => ({ Clerk: clerk([], 'Role', { ManagedPolicyArns: [{ Ref: 'Own' }] }), Own: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: policy(statement(actions.length > 0 ? actions : 's3:ListAllMyBuckets')) } } }),
  'iam-put-group-policy': (actions) => ({ Clerk: clerk(actions, 'User', { Groups: [{ Ref: 'Group' }] }), ...group }),
  'iam-put-role-policy': (actions) => ({ Clerk: clerk(actions) }),
  'iam-put-user-policy': (actions) => ({ Clerk: clerk(actions, 'User') }),
  'iam-trust': (actions) => ({ Clerk: clerk(actions), Payroll: payrollRole({ Service: 'ec2.amazonaws.com' }) }),
};
/** A template in which the way is open, with the permissions that are given and nothing else. */
function planted(rule: string, actions: readonly string[]): [resources: Json, executionRole?: string] {
  const identity = IDENTITIES[rule === 'iam-default-version' ? 'iam-policy-version' : rule];
  if (identity) return [identity(actions)];
  const pass = CHAIN_RULES.find((one) => one.kind === 'pass' && one.id === rule);
  const service = pass?.kind === 'pass' ? pass.services[0] : 'ec2.amazonaws.com';
  return [{ Clerk: clerk(actions), Payroll: payrollRole({ Service: service }), ...WORKLOADS[rule] }, rule.startsWith('take-stack') ? 'arn:${AWS::Partition}:iam::111111111111:role/payroll' : undefined];
}

const covered = CATALOGUE.filter((one): one is CataloguePath & { rule: string } => one.rule !== undefined);

test.each(covered.map((one) => [one.id, one] as const))('%s is found', (_, { rule, permissions, also = [] }) => {
  expect(rulesIn(...planted(rule, [...permissions, ...also]))).toContain(rule);
});

const without = covered.flatMap((one) => [...one.permissions, ...(one.also ?? [])].filter((permission) => !one.dispensable?.includes(permission)).map((permission) => [one.id, permission, one] as const));

test.each(without)('%s is no way without %s', (_, permission, { rule, permissions, also = [] }) => {
  expect(findingsIn(...planted(rule, [...permissions, ...also].filter((each) => each !== permission)))).toEqual([]);
});

test('what is not covered says why', () => {
  expect(CATALOGUE.filter(({ rule, note }) => rule === undefined && !note)).toEqual([]);
});
