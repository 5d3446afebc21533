// A plugin of the CDK CLI (https://docs.aws.amazon.com/cdk/v2/guide/plugins.html): a local cloud's root of whatever account is asked for. One process
// bootstraps any number of accounts with it; without it the CLI knows the one account of its environment variables.
'use strict';

module.exports = {
  version: '1',
  init(host) {
    host.registerCredentialProviderSource({
      name: 'local-cloud',
      isAvailable: async () => true,
      canProvideCredentials: async () => true,
      getProvider: async (account) => ({ accessKeyId: account, secretAccessKey: 'root' }),
    });
  },
};
