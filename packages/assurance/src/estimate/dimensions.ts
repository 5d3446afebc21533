/** A thing that AWS bills, by the id that price tables and uses know it by. */
export interface Dimension {
  readonly what: string;
  /** What one of it is. A price table must count in the same unit, else its figures would mean something else. */
  readonly unit: string;
}

/**
 * Everything that the rules can bill. An id may go on behind a slash where AWS asks by size: `sagemaker-hosting/ml.m5.large`.
 * Hours are those of the month in which the thing exists; everything whose unit has no time in it is billed as it is used.
 */
export const DIMENSIONS = {
  'interface-endpoint': { what: 'interface endpoint in a zone', unit: 'endpoint-zone-hour' },
  'interface-endpoint-data': { what: 'data through interface endpoints', unit: 'GB' },
  'load-balancer-endpoint': { what: 'gateway load balancer endpoint in a zone', unit: 'endpoint-zone-hour' },
  'load-balancer-endpoint-data': { what: 'data through gateway load balancer endpoints', unit: 'GB' },
  'nat-gateway': { what: 'NAT gateway', unit: 'gateway-hour' },
  'nat-gateway-data': { what: 'data through NAT gateways', unit: 'GB' },
  'public-address': { what: 'public IPv4 address', unit: 'address-hour' },
  'transit-attachment': { what: 'transit gateway attachment', unit: 'attachment-hour' },
  'transit-data': { what: 'data into transit gateways', unit: 'GB' },
  'firewall-endpoint': { what: 'Network Firewall endpoint in a zone', unit: 'endpoint-zone-hour' },
  'firewall-data': { what: 'data through Network Firewall', unit: 'GB' },
  'resolver-endpoint': { what: 'Route 53 Resolver endpoint address', unit: 'address-hour' },
  'resolver-query': { what: 'queries through Resolver endpoints', unit: 'million queries' },
  'resolver-profile': { what: 'Route 53 profiles of an account, with up to 100 VPCs', unit: 'account-hour' },
  'resolver-profile-association': { what: 'VPC beyond the first 100 of an account\'s Route 53 profiles', unit: 'association-hour' },
  'dns-firewall-domain': { what: 'domain in a DNS Firewall list of yours', unit: 'domain-month' },
  'dns-firewall-query': { what: 'queries inspected by DNS Firewall', unit: 'million queries' },
  'hosted-zone': { what: 'Route 53 hosted zone', unit: 'zone-month' },
  'hosted-zone-query': { what: 'queries to hosted zones', unit: 'million queries' },
  'kms-key': { what: 'KMS key', unit: 'key-month' },
  'kms-request': { what: 'KMS requests', unit: '10,000 requests' },
  'secret': { what: 'secret', unit: 'secret-month' },
  'secret-request': { what: 'Secrets Manager requests', unit: '10,000 requests' },
  'alarm': { what: 'metric of an alarm', unit: 'alarm-metric-month' },
  'alarm-high-resolution': { what: 'metric of a high-resolution alarm', unit: 'alarm-metric-month' },
  'alarm-composite': { what: 'composite alarm', unit: 'alarm-month' },
  'dashboard': { what: 'dashboard', unit: 'dashboard-month' },
  'custom-metric': { what: 'custom metrics', unit: 'metric-month' },
  'log-ingestion': { what: 'log data taken in', unit: 'GB' },
  'log-storage': { what: 'log data kept', unit: 'GB-month' },
  'vended-log-ingestion': { what: 'flow log data delivered', unit: 'GB' },
  'parameter-advanced': { what: 'advanced parameter', unit: 'parameter-month' },
  'pipeline-v1': { what: 'active pipeline (V1)', unit: 'pipeline-month' },
  'pipeline-v2-minute': { what: 'pipeline action minutes (V2)', unit: 'minute' },
  'codebuild-minute': { what: 'build minutes', unit: 'minute' },
  'codecommit-user': { what: 'CodeCommit users', unit: 'user-month' },
  'codeartifact-storage': { what: 'packages kept in CodeArtifact', unit: 'GB-month' },
  'codeartifact-request': { what: 'CodeArtifact requests', unit: '10,000 requests' },
  'service-catalog-request': { what: 'Service Catalog requests', unit: 'request' },
  's3-storage': { what: 'S3 storage, Standard', unit: 'GB-month' },
  's3-write': { what: 'S3 PUT, COPY, POST and LIST requests', unit: '1,000 requests' },
  's3-read': { what: 'S3 GET and other requests', unit: '1,000 requests' },
  'ecr-storage': { what: 'container images kept', unit: 'GB-month' },
  'lambda-request': { what: 'Lambda requests', unit: 'million requests' },
  'lambda-duration': { what: 'Lambda duration (x86)', unit: 'GB-second' },
  'state-transition': { what: 'Step Functions state transitions', unit: '1,000 transitions' },
  'sns-request': { what: 'SNS requests', unit: 'million requests' },
  'sqs-request': { what: 'SQS requests', unit: 'million requests' },
  'event': { what: 'custom events', unit: 'million events' },
  'dynamodb-write': { what: 'DynamoDB writes on demand', unit: 'million write units' },
  'dynamodb-read': { what: 'DynamoDB reads on demand', unit: 'million read units' },
  'dynamodb-storage': { what: 'DynamoDB storage', unit: 'GB-month' },
  'efs-storage': { what: 'EFS storage, Standard', unit: 'GB-month' },
  'cloudtrail-data-event': { what: 'CloudTrail data events', unit: '100,000 events' },
  'config-item': { what: 'Config configuration items', unit: 'item' },
  'config-evaluation': { what: 'Config rule evaluations', unit: 'evaluation' },
  'guardduty-event': { what: 'GuardDuty CloudTrail events', unit: 'million events' },
  'glue-dpu-hour': { what: 'Glue DPU hours', unit: 'DPU-hour' },
  'athena-scan': { what: 'data scanned by Athena', unit: 'TB' },
  'budget-action': { what: 'budget with actions', unit: 'budget-day' },
  'sagemaker-hosting': { what: 'instance of an endpoint', unit: 'instance-hour' },
  'sagemaker-training': { what: 'training instance hours', unit: 'instance-hour' },
  'sagemaker-processing': { what: 'processing instance hours', unit: 'instance-hour' },
  'sagemaker-transform': { what: 'batch transform instance hours', unit: 'instance-hour' },
  'sagemaker-studio': { what: 'Studio instance hours', unit: 'instance-hour' },
  'sagemaker-notebook': { what: 'notebook instance hours', unit: 'instance-hour' },
  'sagemaker-hosting-data': { what: 'data in and out of endpoints', unit: 'GB' },
} as const satisfies Readonly<Record<string, Dimension>>;

export type DimensionId = keyof typeof DIMENSIONS;

/** @returns undefined for an id that nothing here bills */
export function dimensionOf(id: string): (Dimension & { readonly size?: string }) | undefined {
  const [dimension, size] = id.split('/', 2);
  return Object.hasOwn(DIMENSIONS, dimension) ? { ...DIMENSIONS[dimension as DimensionId], size } : undefined;
}
