import { ACCOUNT, NETWORK_PATH, PERMISSION_SET, POLICY_NAME, PURPOSES, QUALIFIER, REGION, STACK_PREFIX, TEAM, ZONE } from '../private/topology-rules';

/** The JSON schema of a topology file (draft 7). */
export const TOPOLOGY_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Topology of machine learning accounts',
  type: 'object',
  required: ['region', 'teams'],
  additionalProperties: false,
  properties: {
    region: { type: 'string', ...REGION },
    stackPrefix: { type: 'string', ...STACK_PREFIX },
    availabilityZones: { type: 'array', minItems: 2, description: 'two zones at least', items: { type: 'string', ...ZONE } },
    landingZone: {
      type: 'object',
      additionalProperties: false,
      description: 'what the accounts have from a landing zone, and is adopted',
      properties: {
        bootstrapQualifier: { type: 'string', ...QUALIFIER },
        networkPath: { type: 'string', ...NETWORK_PATH },
        networkPaths: {
          type: 'object', additionalProperties: false, description: 'paths of networks by purpose',
          properties: Object.fromEntries(PURPOSES.map((purpose) => [purpose, { type: 'string', ...NETWORK_PATH }])),
        },
        permissionsBoundary: { type: 'string', ...POLICY_NAME },
        permissionSets: { type: 'object', description: 'names of permission sets by persona', additionalProperties: { type: 'string', ...PERMISSION_SET } },
      },
    },
    teams: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'accounts'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', ...TEAM },
          costCentre: { type: 'string', minLength: 1, description: 'who pays: the value of the tag cost-centre' },
          accounts: {
            type: 'object',
            minProperties: 1,
            additionalProperties: false,
            description: 'accounts by purpose; purposes may share one',
            properties: Object.fromEntries(PURPOSES.map((purpose) => [purpose, { type: 'string', ...ACCOUNT }])),
          },
        },
      },
    },
  },
};
