import type { Case } from '../../differential/case';
import { reading } from '../../differential/by-hand/written';
import { shrink } from '../../differential/shrink';

const deny = { Sid: 'No', Effect: 'Deny', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
const large: Case = {
  request: reading({ context: { 'aws:RequestedRegion': 'eu-west-1', 'aws:SecureTransport': 'true' } }),
  documents: { identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, deny] }], serviceControl: [[]] },
};

test('everything is left out that the difference does not need, and nothing that a document needs', async () => {
  const smallest = await shrink(large, async ({ documents }) => JSON.stringify(documents).includes('s3:GetObject'));
  expect(smallest).toEqual({
    request: { ...large.request, context: {} },
    documents: { identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: ['s3:GetObject'], Resource: '*' }] }] },
  });
});

test('a case that stops differing whatever is left out stays as it is', async () => {
  expect(await shrink(large, async () => false)).toBe(large);
});
