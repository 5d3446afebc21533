import { type AccessRequest, isServiceLinkedRole } from './request';

/** By the prefix of their actions: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services */
const SERVICES = new Set([
  'aoss', 'appconfig', 'appstream', 'autoscaling', 'autoscaling-plans', 'budgets', 'clouddirectory', 'cloudfront', 'cloudsearch', 'cloudtrail-data', 'codeartifact',
  'codebuild', 'codecommit', 'codepipeline', 'cognito-identity', 'cognito-idp', 'comprehend', 'comprehendmedical', 'compute-optimizer', 'cost-optimization-hub', 'dax',
  'dsql', 'dynamodb', 'ecr', 'ecr-public', 'events', 'firehose', 'fis', 'fms', 'gamelift', 'health', 'inspector-scan', 'kendra', 'kinesisvideo', 'kms', 'logs',
  'memorydb', 'networkmonitor', 'notifications', 'opensearch', 'pca-connector-ad', 'personalize', 'polly', 'pricing', 'resource-groups', 'rolesanywhere', 's3',
  'secretsmanager', 'servicediscovery', 'signin', 'sqs', 'sts', 'support', 'swf', 'textract', 'timestream-influxdb', 'transcribe', 'transfer', 'translate',
  'wafv2', 'workspaces', 'xray',
]);

/**
 * Whether resource control policies bind a request: not resources of the management account, not calls by service-linked roles nor calls to assume one, not
 * `kms:RetireGrant` (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps). That page
 * excepts AWS managed keys as well; a request does not tell them, so their caller gives no such policies.
 */
export function obeysResourceControl({ principal, action, resource, resourceAccount }: AccessRequest, managementAccount: string | undefined): boolean {
  const owner = resourceAccount ?? principal.account;
  const name = action.toLowerCase();
  return owner !== managementAccount && SERVICES.has(name.split(':')[0]) && name !== 'kms:retiregrant' && !isServiceLinkedRole(principal.roleArn) && !isServiceLinkedRole(resource);
}
