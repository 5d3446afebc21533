import { Lazy, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { publicationProblems } from '../../src/private/publication-problems';
import { READER } from '../reader';

const stack = new Stack();
const props = { bucket: new Bucket(stack, 'Bucket'), encryptionKey: new Key(stack, 'Key'), prefix: 'curated/credit-default/', readers: [READER] };
const later = Lazy.string({ produce: () => 'later' });
const readers = (reader: Partial<typeof READER>) => ({ readers: [READER, { ...READER, ...reader }] });

test.each([
  ['a prefix without a slash at its end', { prefix: 'curated/credit' }, 'prefix', 'curated/credit', 'ends with a slash', 'Write it like curated/credit-default/'],
  ['a prefix with a slash at its start', { prefix: '/curated/credit/' }, 'prefix', '/curated/credit/', 'starts without', 'Write it like curated/credit-default/'],
  ['the whole bucket', { prefix: '' }, 'prefix', '', 'ends with a slash', 'Write it like curated/credit-default/'],
  ['a prefix that is a pattern', { prefix: 'curated/*/' }, 'prefix', 'curated/*/', 'would publish other datasets', 'Write it like curated/credit-default/'],
  ['an account that lost its zero', readers({ account: '44444444444' }), 'readers[1].account', '44444444444', '12 digits', 'Quote the whole id'],
  ['no role', readers({ roleNames: [] }), 'readers[1].roleNames', [], 'a role, not an account', 'Name the roles'],
  ['every role', readers({ roleNames: ['*'] }), 'readers[1].roleNames', ['*'], 'that would be the account', 'Name the roles'],
  ['what is no role\'s name', readers({ roleNames: ['good', 'arn:aws:iam::444444444444:role/x'] }), 'readers[1].roleNames', ['arn:aws:iam::444444444444:role/x'], 'letters and digits', 'Name the roles'],
])('%s is refused', (_, own, prop, value, rule, remedy) => {
  expect(publicationProblems({ ...props, ...own })).toEqual([{ prop, value, rule: expect.stringContaining(rule), remedy: expect.stringContaining(remedy) }]);
});

test.each([
  ['a prefix and roles', {}],
  ['a role with a path, and a pattern', readers({ roleNames: ['service-role/Reader+1', 'mlops-credit-*'] })],
  ['tokens', { prefix: later, readers: [{ account: later, roleNames: [later] }, { account: later, roleNames: Lazy.list({ produce: () => ['later'] }) }] }],
])('%s pass', (_, own) => {
  expect(publicationProblems({ ...props, ...own })).toEqual([]);
});
