import { PASSED, type Passed } from './passed';
import type { HandRow } from './row';

/** Which operations pass which roles to which services: `iam:PassRole` on each role that stands in the parameters, with `iam:PassedToService`. */
export const PASS_ROLE_ROWS: readonly HandRow[] = PASSED.map(({ service, operations, roles, to, page, ownAccount }: Passed): HandRow => ({
  service, for: operations, also: true, roles, ...(to ? { to } : {}), ...(ownAccount ? { ownAccount } : {}), page,
}));

const EC2 = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html';

/** A request names the instance profile, not the role in it: which role it is only IAM knows. */
export const INSTANCE_PROFILE_ROWS: readonly HandRow[] = [
  {
    service: 'ec2', for: 'RunInstances AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation', also: true, action: 'iam:PassRole',
    given: ['arn:{partition}:iam::{account}:role/*'], when: 'IamInstanceProfile', context: { 'iam:PassedToService': 'ec2.amazonaws.com' }, page: EC2,
  },
];
