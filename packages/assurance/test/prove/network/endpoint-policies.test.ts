import { proveNetwork } from '../../../src';
import { assemblyOf, stackOf } from '../../estimate/assembly-of';
import { changed, findings, isolated, perimeter, report, resource } from './planted';

const statement = (rest: object) => ({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...rest });
const conditions = (StringEquals: object) => ({ Condition: { StringEquals } });
const withPolicy = (id: 'Kms' | 'S3', ...Statement: object[]) => changed(isolated, id, { PolicyDocument: { Version: '2012-10-17', Statement } });
const found = (...planted: Parameters<typeof findings>) => findings(...planted).map(({ rule }) => rule);
const notes = (...planted: Parameters<typeof report>) => report(...planted).findings.filter(({ level }) => level === 'note').map(({ rule, message }) => [rule, message]);

const [own] = perimeter.Statement;

test('a policy for one\'s own account is well, for the organization too', () => {
  expect(found(isolated)).toEqual([]);
  expect(found(withPolicy('Kms', statement(conditions({ 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'aws:ResourceOrgID': 'o-a1b2c3d4e5' }))))).toEqual([]);
});

test('an endpoint without a policy lets everybody do everything', () => {
  expect(findings(changed(isolated, 'Kms', { PolicyDocument: undefined }))).toMatchObject([{ rule: 'endpoint-policy-missing', level: 'error', message: expect.stringContaining('endpoint Kms (S) for kms has no policy') }]);
});

test('a service that takes no policy is for the record, where a page says so', () => {
  const bare = changed(isolated, 'Kms', { PolicyDocument: undefined });
  expect(found(bare, { withoutPolicy: { kms: 'https://docs.aws.amazon.com/x' } })).toEqual([]);
  expect(notes(bare, { withoutPolicy: { kms: 'https://docs.aws.amazon.com/x' } })).toContainEqual(['endpoint-without-policy', expect.stringContaining('takes no policy (https://docs.aws.amazon.com/x)')]);
});

test.each([
  ['nothing but the default', {}, ['endpoint-policy-stranger', 'endpoint-policy-strange-resource']],
  ['no condition on who', conditions({ 'aws:ResourceAccount': '111111111111' }), ['endpoint-policy-stranger']],
  ['no condition on whose', conditions({ 'aws:PrincipalAccount': '111111111111' }), ['endpoint-policy-strange-resource']],
  ['a tag that a stranger may have too', conditions({ 'aws:PrincipalTag/team': 'credit', 'aws:ResourceAccount': '111111111111' }), ['endpoint-policy-stranger']],
  ['a role\'s name that a stranger may give too', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/mlops-*' }, StringEquals: { 'aws:ResourceAccount': '111111111111' } } }, ['endpoint-policy-stranger']],
  ['a condition that holds for an account without an organization', { Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, StringEquals: { 'aws:ResourceAccount': '111111111111' } } }, ['endpoint-policy-stranger']],
  ['an organization that is not there', conditions({ 'aws:PrincipalAccount': '111111111111', 'aws:ResourceAccount': '222222222222' }), ['endpoint-policy-useless']],
])('a policy with %s', (_, rest, expected) => {
  expect(found(withPolicy('Kms', statement(rest)))).toEqual(expected);
});

describe('an endpoint of a hub, for its spokes\' accounts only', () => {
  const spoke = stackOf({ Resources: { Spoke: resource('AWS::SNS::Topic') } }, { name: 'Spoke', account: '222222222222' });
  const forSpokes = { 'aws:PrincipalAccount': ['222222222222'], 'aws:ResourceAccount': ['222222222222'] };

  test('is well where a spoke was read', () => {
    expect(found(withPolicy('Kms', statement(conditions(forSpokes))), {}, spoke)).toEqual([]);
    expect(found(withPolicy('Kms', statement(conditions(forSpokes))))).toEqual(['endpoint-policy-useless']);
  });

  test('is asked with each account\'s credentials, whatever its own account is held to', () => {
    expect(found(withPolicy('Kms', own, statement(conditions({ 'aws:PrincipalAccount': ['222222222222'] }))), {}, spoke)).toEqual(['endpoint-policy-strange-resource']);
    expect(found(withPolicy('Kms', own, statement(conditions({ 'aws:PrincipalAccount': ['222222222222'] }))))).toEqual(['endpoint-policy-strange-resource']);
  });

  test('is asked with a spoke\'s credentials for a stranger\'s resources', () => {
    expect(found(withPolicy('Kms', statement(conditions({ 'aws:PrincipalAccount': ['222222222222'] }))), {}, spoke)).toEqual(['endpoint-policy-strange-resource']);
  });
});

test('what decides is told: the request and the statement', () => {
  const open = statement({ Sid: 'Open', Action: 's3:GetObject', Resource: 'arn:aws:s3:::mlops-*/*' });
  expect(findings(withPolicy('S3', own, open))).toMatchObject([
    { rule: 'endpoint-policy-stranger', policyStatement: { Sid: 'Open' }, message: expect.stringContaining('with credentials of a stranger\'s account its policy allows s3:GetObject on arn:aws:s3:::mlops-x/x') },
    { rule: 'endpoint-policy-strange-resource', message: expect.stringContaining('s3:GetObject on arn:aws:s3:::mlops-x/x, a stranger\'s') },
  ]);
});

test('a denial closes what a statement opens', () => {
  const denials = ['Principal', 'Resource'].map((side) => ({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: { StringNotEquals: { [`aws:${side}Account`]: '111111111111' } } }));
  expect(found(withPolicy('S3', statement({}), ...denials))).toEqual([]);
  expect(found(withPolicy('S3', statement({}), denials[0]))).toEqual(['endpoint-policy-strange-resource']);
});

test('buckets of AWS may be read and are named; they may not be written', () => {
  const layers = (Action: string | string[]) => withPolicy('S3', own, statement({ Action, Resource: 'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*' }));
  expect(found(layers('s3:GetObject'))).toEqual([]);
  expect(notes(layers('s3:GetObject'))).toContainEqual(['endpoint-policy-aws-owned', expect.stringContaining('image layers of ECR, owned by AWS (https://docs.aws.amazon.com/AmazonECR/')]);
  expect(findings(layers(['s3:GetObject', 's3:PutObject']))).toMatchObject([{ rule: 'endpoint-policy-strange-resource', message: expect.stringContaining('s3:PutObject on arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*, which is AWS\'s') }]);
});

test('what a policy names and nobody read is for the record', () => {
  expect(notes(withPolicy('S3', own, statement({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::partner/*' })))).toContainEqual(['endpoint-policy-names', expect.stringContaining('arn:aws:s3:::partner/*, which was not read')]);
  const ours = { ...withPolicy('S3', own, statement({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::ours/*' })), Ours: resource('AWS::S3::Bucket', { BucketName: 'ours' }) };
  expect(notes(ours)).toEqual([]);
});

test('a statement with a value that only the deployment knows is listed and opens nothing', () => {
  const unknown = withPolicy('Kms', own, statement(conditions({ 'aws:PrincipalAccount': { Ref: 'Other' }, 'aws:ResourceAccount': '111111111111' })));
  expect(found(unknown)).toEqual([]);
  expect(report(unknown).open).toContainEqual(expect.objectContaining({ what: 'Statement[1].Condition.StringEquals.aws:PrincipalAccount of policy of endpoint kms' }));
});

test('in a stack that may go anywhere nothing is guessed: what names its account or region is listed', () => {
  const here = { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' }, 'aws:ResourceAccount': { Ref: 'AWS::AccountId' } };
  const layers = statement({ Action: 's3:GetObject', Resource: { 'Fn::Sub': 'arn:aws:s3:::prod-${AWS::Region}-starport-layer-bucket/*' } });
  const resources = changed(withPolicy('S3', statement(conditions(here)), layers), 'S3', { ServiceName: { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.s3' } });
  const anywhere = proveNetwork(assemblyOf(stackOf({ Resources: resources } as never, { account: 'unknown-account', region: 'unknown-region' })), '');
  expect(anywhere.findings).toEqual([]);
  expect(anywhere.open.filter(({ place, what }) => place.id === 'S3' && /Statement/.test(what))).toHaveLength(3);
  expect(anywhere.open.map(({ what }) => what)).toContain('Statement[1].Resource of policy of endpoint s3');
});
