import * as fc from 'fast-check';
import { AuthorizationError, evaluate, KNOWN_SERVICES, readPolicy } from '../../src';
import { serviceData } from '../../src/authorization/data';
import { HERE, needs } from './asked';

const known = KNOWN_SERVICES.flatMap((service) => [...serviceData(service).operations.keys()].map((operation) => ({ service, operation })));
/** Names that are looked for, so that values stand where they are read. */
const NAMES = ['Name', 'RoleArn', 'Bucket', 'Key', 'Tags', 'tags', 'Tagging', 'VpcConfig', 'pipeline', 'Parameters', 'KeyId', 'QueueUrl', 'TagSpecifications', '__proto__', 'constructor'];
const parameters = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), fc.anything({ maxDepth: 4, withNullPrototype: true }), { maxKeys: 8 });

test('whatever the parameters, there is a list or an error that says what is wrong', () => {
  let lists = 0;
  fc.assert(fc.property(fc.constantFrom(...known), parameters, ({ service, operation }, given) => {
    try {
      for (const { action, resource } of needs(service, operation, given)) {
        expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
        expect(resource).toMatch(/^(\*$|arn:)/);
      }
      lists += 1;
    } catch (error) {
      if (!(error instanceof AuthorizationError)) throw error;
    }
  }), { numRuns: 4000 });
  expect(lists).toBeGreaterThan(1000);
});

test('every list can be handed to the evaluator', () => {
  const principal = { arn: `arn:aws:iam::${HERE}:user/eve`, account: HERE };
  const all = [readPolicy('all', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}')];
  for (const { service, operation } of known) {
    const decisions = needs(service, operation).map((one) => evaluate({ principal, ...one, resourceAccount: HERE }, { identity: all }).decision);
    expect(decisions.filter((one) => one !== 'allowed')).toEqual([]);
  }
});
