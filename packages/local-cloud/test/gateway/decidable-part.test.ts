import { readPolicy, type Statement } from '@mlops-foundation/policy-evaluation';
import { decidablePart, type Part } from '../../src/gateway/decidable-part';

const part = (statement: Partial<Statement>, known: Part = 'action') => decidablePart(readPolicy('p', { Version: '2012-10-17', Statement: [{ Sid: 'Own', Action: 's3:*', ...statement }] }), known).statements[0];
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

describe('of a request whose parameters were read', () => {
  const exact: Part = { keys: ['ec2:InstanceType'], isExact: true };
  const open: Part = { ...exact, isExact: false };
  const typed = { Condition: { StringNotEquals: { 'EC2:instancetype': 't3.micro' } } };
  const others = { NotResource: 'arn:aws:s3:::a/*' };

  test.each<[string, Partial<Statement>, Part]>([
    ['of all but a resource, where it is known wholly', others, exact], ['of a resource, where a part is known', { Resource: 'arn:aws:s3:::a/*' }, open],
    ['with a key that the request sets', { Resource: '*', ...typed }, open],
    ['with a tag that it has or has not', { Resource: '*', Condition: { Null: { 'aws:RequestTag/team': 'true', 'aws:TagKeys': 'true' } } }, open],
  ])('a Deny %s is decided', (_, statement, known) => {
    expect(part({ Effect: 'Deny', ...statement }, known)).toMatchObject({ Action: 's3:*', ...statement });
  });

  test.each<[string, Partial<Statement>, Part]>([
    ['of all but a resource, where a part is known', others, open], ['with a key that the request does not set', { Resource: '*', Condition: { StringNotEquals: { 'ec2:Tenancy': 'default' } } }, exact],
    ['with the resource\'s tags', { Resource: '*', Condition: { StringNotEquals: { 'aws:ResourceTag/team': 'a' } } }, exact],
  ])('a Deny %s denies nothing', (_, statement, known) => {
    expect(part({ Effect: 'Deny', ...statement }, known)).toMatchObject({ Action: NOTHING, Resource: '*' });
  });

  test('an Allow is held to what is known', () => {
    expect(part({ Effect: 'Allow', Resource: 'arn:aws:s3:::a', ...typed }, exact)).toMatchObject({ Resource: 'arn:aws:s3:::a', ...typed });
    expect(part({ Effect: 'Allow', Resource: 'arn:aws:s3:::a', ...typed }, open)).toMatchObject({ Resource: '*', ...typed });
  });
});
