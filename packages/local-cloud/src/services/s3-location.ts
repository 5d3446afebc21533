/** An object in S3. */
export interface S3Location {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * Bucket and key of an object's URL, in path style or virtual-hosted style
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html); undefined for another kind of URL.
 */
export function s3LocationOf(url: string): S3Location | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname } = new URL(url);
  const path = decodeURIComponent(pathname.slice(1));
  if (protocol === 's3:') return path ? { Bucket: hostname, Key: path } : undefined;
  const virtual = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
  if (virtual) return path ? { Bucket: virtual, Key: path } : undefined;
  const slash = path.indexOf('/');
  return slash > 0 && slash < path.length - 1 ? { Bucket: path.slice(0, slash), Key: path.slice(slash + 1) } : undefined;
}
