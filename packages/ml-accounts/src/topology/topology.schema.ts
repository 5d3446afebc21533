/** The published JSON schema of a topology file: docs/topology.schema.json is written from it. */
export const TOPOLOGY_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Topology of machine learning accounts',
  type: 'object',
  required: ['region', 'teams'],
  additionalProperties: false,
  properties: {
    region: { type: 'string', pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$', description: 'Where everything is deployed: eu-west-1' },
    stackPrefix: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9-]{0,30}$', description: 'What stack names start with' },
    availabilityZones: { type: 'array', minItems: 2, items: { type: 'string', pattern: '^[a-z0-9-]+[a-z]$' }, description: 'Zones of the networks: two at least' },
    teams: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'accounts'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,19}$', description: 'Lower case, 2 to 20 characters: part of names and tags' },
          costCentre: { type: 'string', minLength: 1 },
          accounts: {
            type: 'object',
            minProperties: 1,
            additionalProperties: false,
            properties: Object.fromEntries(
              ['governance', 'tooling', 'data-lake', 'experimentation', 'dev', 'pre-prod', 'prod'].map((purpose) => [purpose, { type: 'string', pattern: '^[0-9]{12}$', description: '12 digits, quoted' }]),
            ),
          },
        },
      },
    },
  },
};
