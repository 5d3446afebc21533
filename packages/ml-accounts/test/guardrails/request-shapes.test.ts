import * as sagemaker from '@aws-sdk/client-sagemaker';
import { DIRECT_INTERNET, OUTSIDE_OF_A_NETWORK, WITHOUT_A_KEY, WITHOUT_ISOLATION } from '../../src/private/sagemaker-requests';

/** A structure of the SDK: names of its members at 4, their schemas at 5; a list has its elements' at 4. A schema may be wrapped into a function, or stand with its traits. */
type Schema = number | (() => Schema) | readonly unknown[];

/** Where the SDK's schema of a request has no member that a pattern names, with a small first letter as CloudTrail writes it. */
function unknownFields(schema: Schema, pattern: object, path: string): string[] {
  return Object.entries(pattern).flatMap(([key, wanted]) => {
    const [names, members] = structureOf(schema);
    const at = names.findIndex((name) => name[0].toLowerCase() + name.slice(1) === key);
    if (at < 0) return [`${path}.${key}`];
    return Array.isArray(wanted) ? [] : unknownFields(members[at], wanted as object, `${path}.${key}`);
  });
}

function structureOf(schema: Schema): [string[], Schema[]] {
  if (typeof schema === 'function') return structureOf(schema());
  if (typeof schema === 'number') return [[], []];
  if (schema[0] === 3) return [schema[4] as string[], schema[5] as Schema[]];
  return structureOf((schema[0] === 1 ? schema[4] : schema[0]) as Schema);
}

const requests = [...OUTSIDE_OF_A_NETWORK, ...DIRECT_INTERNET, ...WITHOUT_A_KEY, ...WITHOUT_ISOLATION].flatMap(({ eventName, requestParameters }) => eventName.map((name) => [name, requestParameters] as const));
const schemaOf = (name: string) => (sagemaker as unknown as Record<string, Schema | undefined>)[`${name}Request$`] ?? (sagemaker as unknown as Record<string, Schema>)[`${name}Input$`];

test.each(requests)('SageMaker\'s %s has every field of %j', (name, requestParameters) => {
  expect(unknownFields(schemaOf(name), requestParameters, name)).toEqual([]);
});

test('a field that the API does not have is found', () => {
  expect(unknownFields(schemaOf('CreateTrainingJob'), { vpcConfig: { subnets: [], subnetIds: [] }, volumeKey: [] }, 'CreateTrainingJob')).toEqual(['CreateTrainingJob.vpcConfig.subnetIds', 'CreateTrainingJob.volumeKey']);
});
