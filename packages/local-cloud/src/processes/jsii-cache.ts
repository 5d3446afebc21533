import * as path from 'node:path';

/**
 * Where jsii unpacks aws-cdk-lib, once for an environment: it takes ten seconds, and in a home that is thrown away each cloud would do it again
 * (https://github.com/aws/jsii/blob/main/packages/%40jsii/kernel/src/tar-cache/default-cache-root.ts).
 */
export const jsiiCache = (environment: string): { readonly JSII_RUNTIME_PACKAGE_CACHE_ROOT: string } => ({ JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(environment, 'jsii') });
