/** What EC2's ids begin with, by type of resource. */
const EC2_TYPES: Readonly<Record<string, string>> = {
  acl: 'network-acl', dopt: 'dhcp-options', eigw: 'egress-only-internet-gateway', eipalloc: 'elastic-ip', eni: 'network-interface', fl: 'vpc-flow-log', i: 'instance', igw: 'internet-gateway', key: 'key-pair',
  lt: 'launch-template', nat: 'natgateway', pcx: 'vpc-peering-connection', pl: 'prefix-list', rtb: 'route-table', sg: 'security-group', sgr: 'security-group-rule', subnet: 'subnet', tgw: 'transit-gateway',
  vol: 'volume', vpc: 'vpc', vpce: 'vpc-endpoint',
};

/** How a text of a request stands in an ARN, by the name that templates give the way. */
export const WAYS: Readonly<Record<string, (value: string) => string>> = {
  /** `/team/name` as `team/name`: of SSM's parameters, and IAM's paths. */
  path: (value) => value.replace(/^\//, ''),
  /** An event bus before its rule: `name/`, or nothing for the default one. */
  folder: (value) => (value === 'default' ? '' : `${value.replace(/^arn:.*\//, '')}/`),
  /** A qualifier of a function: `:live`. */
  suffix: (value) => `:${value}`,
  /** A KMS key, which a request names by its id, an alias or an ARN: `key/id`, `alias/name`. */
  key: (value) => (/^(alias\/|arn:)/.test(value) ? value : `key/${value}`),
  /** The project of a build, whose id is `project:uuid`, or an ARN that ends so. */
  project: (value) => value.replace(/^arn:.*\//, '').replace(/:.*$/, ''),
  /** A resource of EC2 by its id: `vpc/vpc-1a2b`; of a type that is not among the known ones, the type is open. */
  tagged: (value) => `${EC2_TYPES[value.replace(/-.*$/, '')] ?? '*'}/${value}`,
  /** A branch as the reference that conditions name: `refs/heads/main`. */
  branch: (value) => (value.startsWith('refs/') ? value : `refs/heads/${value}`),
  /** The host and path of a URL, which name an OpenID Connect provider. */
  host: (value) => value.replace(/^https?:\/\//, ''),
  /** S3's CopySource, which is encoded and may have a slash before it and a version after it: `bucket/key`. */
  url: (value) => decoded(value.replace(/\?versionId=.*$/, '').replace(/^\//, '')),
  /** The version in S3's CopySource, `?versionId=1`, or nothing. */
  version: (value) => /\?versionId=.*$/.exec(value)?.[0] ?? '',
};

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
