import { letsEverybodyDoEverything } from '../../../lambda/check-network/endpoint-policy';

const everything = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const document = (...Statement: object[]) => JSON.stringify({ Version: '2008-10-17', Statement });

test.each<[string, boolean, string | undefined]>([
  ['none', true, undefined],
  ['the default one', true, document(everything)],
  ['one statement that is no list', true, JSON.stringify({ Statement: everything })],
  ['lists of one', true, document({ ...everything, Principal: { AWS: ['*'] }, Action: ['*'], Resource: ['*'] })],
  ['an empty condition', true, document({ ...everything, Condition: {} })],
  ['a second statement', true, document({ ...everything, Effect: 'Deny' }, everything)],
  ['a condition', false, document({ ...everything, Condition: { StringEquals: { 'aws:PrincipalAccount': '111111111111' } } })],
  ['a principal', false, document({ ...everything, Principal: { AWS: 'arn:aws:iam::111111111111:root' } })],
  ['an action', false, document({ ...everything, Action: 's3:GetObject' })],
  ['a resource', false, document({ ...everything, Resource: 'arn:aws:s3:::lake/*' })],
  ['a denial', false, document({ ...everything, Effect: 'Deny' })],
  ['nothing', false, document()],
])('%s: %s', (_, expected, policy) => {
  expect(letsEverybodyDoEverything(policy)).toBe(expected);
});
