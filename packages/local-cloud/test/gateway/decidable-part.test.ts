import { readPolicy, type Statement } from '@mlops-foundation/policy-evaluation';
import { decidablePart } from '../../src/gateway/decidable-part';

const part = (statement: Partial<Statement>, known: 'action' | 's3' = 'action') => decidablePart(readPolicy('p', { Version: '2012-10-17', Statement: [{ Sid: 'Own', Action: 's3:*', ...statement }] }), known).statements[0];
const NOTHING = 'local-cloud:Nothing';
const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'a' }, StringNotEquals: { 'ec2:InstanceType': 't3.micro' } };

test.each<[string, Partial<Statement>]>([
  ['of everything', { Resource: '*' }], ['of everything among others', { Resource: ['arn:aws:s3:::a', '*'] }],
  ['with keys that every request has', { Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' }, Bool: { 'AWS:PrincipalIsAWSService': 'false' }, Null: { 'aws:SourceOrgID': 'true' } } }],
])('a Deny %s is decided by the action', (_, statement) => {
  expect(part({ Effect: 'Deny', ...statement })).toEqual({ Sid: 'Own', Action: 's3:*', Effect: 'Deny', ...statement });
});

test.each<[string, Partial<Statement>]>([
  ['of a resource', { Resource: 'arn:aws:s3:::a' }], ['of all but a resource', { NotResource: 'arn:aws:s3:::a' }], ['with a key of a service', { Resource: '*', Condition }],
  ['with the caller\'s address', { Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }], ['of all but an action', { Action: undefined, NotAction: 's3:*', NotResource: 'arn:aws:s3:::a' }],
])('a Deny %s denies nothing, and keeps its place', (_, statement) => {
  expect(part({ Effect: 'Deny', ...statement })).toMatchObject({ Sid: 'Own', Effect: 'Deny', Action: NOTHING, Resource: '*' });
});

test('an Allow allows whatever it might', () => {
  expect(part({ Effect: 'Allow', Resource: 'arn:aws:s3:::a', Condition })).toEqual({ Sid: 'Own', Action: 's3:*', Effect: 'Allow', Resource: '*', Condition: { StringEquals: Condition.StringEquals } });
  expect(part({ Effect: 'Allow', NotResource: 'arn:aws:s3:::a', Condition: { StringNotEquals: Condition.StringNotEquals } })).toEqual({ Sid: 'Own', Action: 's3:*', Effect: 'Allow', Resource: '*' });
});

test('of S3 the resource is known, and what a request says of itself', () => {
  const encrypted = { Effect: 'Deny' as const, NotResource: 'arn:aws:s3:::a/*', Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } } };
  expect(part(encrypted, 's3')).toMatchObject(encrypted);
  expect(part({ Effect: 'Deny', Resource: '*', Condition: { StringEquals: { 's3:ExistingObjectTag/a': 'b' } } }, 's3')).toMatchObject({ Action: NOTHING });
  expect(part({ Effect: 'Allow', Resource: 'arn:aws:s3:::a/*' }, 's3')).toMatchObject({ Resource: 'arn:aws:s3:::a/*' });
});
