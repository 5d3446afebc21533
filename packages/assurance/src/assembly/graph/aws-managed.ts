import { type Policy, readPolicy } from '@mlops-foundation/policy-evaluation';

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** AWS's own policies whose document never changes (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html). All others are listed as unknown. */
export function awsManaged(arn: string): Policy | undefined {
  return /^arn:[^:]*:iam::aws:policy\/AdministratorAccess$/.test(arn) ? readPolicy('AdministratorAccess', everything) : undefined;
}
