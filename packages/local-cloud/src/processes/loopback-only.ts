import * as path from 'node:path';

const NOWHERE = 'http://127.0.0.1:9';
const LOOPBACK = '127.0.0.1,localhost,::1';
const GUARD = path.join(__dirname, '..', '..', 'environments', 'loopback-only.cjs');

/**
 * Tells programs to reach nothing but this machine: whatever calls out calls a closed port of it. Node's own client does not look at proxy
 * variables; a module that Node loads first refuses its connections.
 */
export const LOOPBACK_ONLY: Readonly<Record<string, string>> = {
  HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, ALL_PROXY: NOWHERE, http_proxy: NOWHERE, https_proxy: NOWHERE, all_proxy: NOWHERE, NO_PROXY: LOOPBACK, no_proxy: LOOPBACK,
  NODE_OPTIONS: `--require "${GUARD.replace(/[\\"]/g, '\\$&')}"`,
  AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};
