import type { OrganizationPolicy, PolicyType } from './model';

/**
 * What AWS attaches to the root, to each unit and to each account when a type is enabled
 * (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html).
 */
export const FULL_ACCESS: Readonly<Record<PolicyType, OrganizationPolicy>> = {
  SERVICE_CONTROL_POLICY: {
    Id: 'p-FullAWSAccess', Name: 'FullAWSAccess', Description: 'Allows access to every operation', Type: 'SERVICE_CONTROL_POLICY', AwsManaged: true,
    Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  },
  RESOURCE_CONTROL_POLICY: {
    Id: 'p-RCPFullAWSAccess', Name: 'RCPFullAWSAccess', Description: 'Allow all access to every resource', Type: 'RESOURCE_CONTROL_POLICY', AwsManaged: true,
    Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
  },
};
