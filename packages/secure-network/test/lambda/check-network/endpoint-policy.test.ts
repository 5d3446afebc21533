import { letsEverybodyIn } from '../../../lambda/check-network/endpoint-policy';

const everything = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const document = (...Statement: object[]) => JSON.stringify({ Version: '2008-10-17', Statement });
const on = (operator: string, key: string, value: unknown) => document({ ...everything, Condition: { [operator]: { [key]: value } } });
const without = (name: keyof typeof everything, changes: object) => document({ ...everything, [name]: undefined, ...changes });

test.each<[string, string | undefined]>([
  ['none', undefined],
  ['the default one', document(everything)],
  ['one statement that is no list', JSON.stringify({ Statement: everything })],
  ['lists of one', document({ ...everything, Principal: { AWS: ['*'] }, Action: ['*'], Resource: ['*'] })],
  ['an empty condition', document({ ...everything, Condition: {} })],
  ['a second statement', document({ ...everything, Effect: 'Deny' }, everything)],
  ['all of a service', document({ ...everything, Action: 's3:*' })],
  ['one action', document({ ...everything, Action: 's3:PutObject' })],
  ['all but an action', without('Action', { NotAction: 's3:DeleteBucket' })],
  ['everybody but one', without('Principal', { NotPrincipal: { AWS: 'arn:aws:iam::111111111111:root' } })],
  ['all buckets', document({ ...everything, Resource: 'arn:aws:s3:::*' })],
  ['buckets by how their names begin', document({ ...everything, Resource: 'arn:aws:s3:::lake*/*' })],
  ['keys of all accounts', document({ ...everything, Resource: 'arn:aws:kms:*:*:key/*' })],
  ['a bucket, and all of them', document({ ...everything, Resource: ['arn:aws:s3:::lake/*', '*'] })],
  ['all but a bucket', without('Resource', { NotResource: 'arn:aws:s3:::lake/*' })],
  ['a principal, and everybody', document({ ...everything, Principal: { AWS: ['arn:aws:iam::111111111111:root', '*'] } })],
  ['TLS', on('Bool', 'aws:SecureTransport', 'true')],
  ['its own VPC', on('StringEquals', 'aws:SourceVpc', 'vpc-1')],
  ['an account, where it is told', on('StringEqualsIfExists', 'aws:PrincipalAccount', '111111111111')],
  ['any organisation', on('StringLike', 'aws:PrincipalOrgID', '*')],
  ['an organisation or any', on('StringLike', 'aws:PrincipalOrgID', ['o-abcdefghij', '*'])],
  ['organisations by how their ids begin', on('StringLike', 'aws:PrincipalOrgID', 'o-*')],
  ['resources of whoever asks', on('StringEquals', 'aws:ResourceAccount', '${aws:PrincipalAccount}')],
  ['another account', on('StringNotEquals', 'aws:PrincipalAccount', '111111111111')],
  ['that there is an organisation', on('Null', 'aws:PrincipalOrgID', 'false')],
  ['all of no organisations', on('ForAllValues:StringEquals', 'aws:PrincipalOrgPaths', 'o-abcdefghij/r-1/')],
  ['roles of all accounts', on('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/*')],
])('lets everybody in: %s', (_, policy) => {
  expect(letsEverybodyIn(policy)).toBe(true);
});

test.each<[string, string]>([
  ['principals of an account', on('StringEquals', 'aws:PrincipalAccount', '111111111111')],
  ['principals of accounts', on('StringEquals', 'aws:PrincipalAccount', ['111111111111', '222222222222'])],
  ['principals of an organisation', on('StringEquals', 'aws:PrincipalOrgID', 'o-abcdefghij')],
  ['a part of an organisation', on('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-abcdefghij/*')],
  ['resources of an account', on('StringEquals', 'aws:ResourceAccount', '111111111111')],
  ['resources of an organisation', on('StringEquals', 'aws:ResourceOrgID', 'o-abcdefghij')],
  ['buckets of an account', on('StringEquals', 's3:ResourceAccount', '111111111111')],
  ['roles of an account', on('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111111111111:role/*')],
  ['a key in other letters', on('stringequals', 'AWS:principalorgid', 'o-abcdefghij')],
  ['a principal', document({ ...everything, Principal: { AWS: 'arn:aws:iam::111111111111:root' } })],
  ['a bucket', document({ ...everything, Resource: ['arn:aws:s3:::lake', 'arn:aws:s3:::lake/*'] })],
  ['keys of an account', document({ ...everything, Resource: 'arn:aws:kms:eu-west-1:111111111111:key/*' })],
  ['a denial', document({ ...everything, Effect: 'Deny' })],
  ['nothing', document()],
])('does not: %s', (_, policy) => {
  expect(letsEverybodyIn(policy)).toBe(false);
});
