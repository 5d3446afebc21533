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
  /** S3's CopySource, which is encoded and may have a slash before it and a version after it: `bucket/key`. */
  url: (value) => decoded(value.replace(/\?versionId=.*$/, '').replace(/^\//, '')),
};

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
