/** What every build command runs with. */
export const BUILD_ENVIRONMENT = {
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
} as const;
