const NOWHERE = 'http://127.0.0.1:9';
const LOOPBACK = '127.0.0.1,localhost,::1';

/** Tells programs to reach nothing but this machine: whatever calls out calls a closed port of it. */
export const LOOPBACK_ONLY: Readonly<Record<string, string>> = {
  HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE, ALL_PROXY: NOWHERE, http_proxy: NOWHERE, https_proxy: NOWHERE, all_proxy: NOWHERE, NO_PROXY: LOOPBACK, no_proxy: LOOPBACK,
  AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};
