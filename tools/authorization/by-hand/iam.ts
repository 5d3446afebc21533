import type { HandRow } from './row';

const PATHS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html';
const ASSUME = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html';

const created = (operations: string, type: string, name: string): HandRow =>
  ({ service: 'iam', for: operations, on: [`arn:{partition}:iam::{account}:${type}/{Path{path}|''}{${name}}`], page: PATHS });

/** IAM's and STS's operations. */
export const IAM_ROWS: readonly HandRow[] = [
  created('CreateRole', 'role', 'RoleName'),
  created('CreateUser', 'user', 'UserName'),
  created('CreateGroup', 'group', 'GroupName'),
  created('CreatePolicy', 'policy', 'PolicyName'),
  created('CreateInstanceProfile', 'instance-profile', 'InstanceProfileName'),
  {
    service: 'iam', for: 'CreateServiceLinkedRole', on: ['arn:{partition}:iam::{account}:role/aws-service-role/{AWSServiceName}/*'],
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html',
  },
  { service: 'sts', for: 'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity', on: ['{RoleArn}'], page: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html' },
  { service: 'sts', for: 'AssumeRole', action: 'sts:TagSession', on: ['{RoleArn}'], when: 'Tags', page: ASSUME },
  { service: 'sts', for: 'AssumeRole', action: 'sts:SetSourceIdentity', on: ['{RoleArn}'], when: 'SourceIdentity', page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html' },
  { service: 'sts', for: 'GetCallerIdentity', free: true, page: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html' },
  { service: 'sts', for: 'GetSessionToken', free: true, page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html' },
];
