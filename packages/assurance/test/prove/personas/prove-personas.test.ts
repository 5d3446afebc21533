import { provePersonas } from '../../../src/prove/personas/prove-personas';
import { parseMatrix } from '../../../src/prove/personas/read-matrix';
import { ACCOUNT, clerk, graphOf, payrollRole, policy, statement } from '../chains/planted';

const matrix = (...cells: object[]) => parseMatrix('m', JSON.stringify({ purposes: { office: [ACCOUNT] }, cells: cells.map((cell) => ({ persona: 'clerk', purpose: 'office', action: 's3:GetObject', resource: 'arn:aws:s3:::data/x', ...cell })), accepted: [{ persona: 'clerk', role: `arn:aws:iam::{office}:role/{kind}*`, because: 'by design' }], values: { kind: 'accepted' }, groups: { all: ['office'] } }));
const withPolicy = (...statements: object[]) => ({ Clerk: clerk([], 'Role', { Policies: [{ PolicyName: 'own', PolicyDocument: policy(...statements) }] }) });
const found = (resources: Record<string, unknown>, ...cells: object[]) => provePersonas(graphOf(resources), matrix(...cells), 'planted');

test('what the matrix allows and the policies allow is well, and so is what both deny', () => {
  const { findings, counts } = found(withPolicy(statement('s3:GetObject')), { expect: 'allow' }, { action: 's3:PutObject', expect: 'deny' });
  expect(findings).toEqual([]);
  expect(counts).toMatchObject({ 'requests decided': 2, 'cells of the matrix': 2 });
});

test('what a persona may and must not is told with the statement that allows it', () => {
  expect(found(withPolicy({ ...statement('s3:*'), Sid: 'All' }), { expect: 'deny', because: 'salaries' }).findings).toMatchObject([{
    rule: 'persona-may', level: 'error', statement: 'statement All of inline policy own of role clerk', place: { stack: 'S', id: 'Clerk' }, message: expect.stringMatching(/^cells\[0\]: clerk as .* may s3:GetObject on arn:aws:s3:::data\/x, and must not \(salaries\)/),
  }]);
});

test('what a persona must and may not is told with the statement that denies it', () => {
  expect(found(withPolicy(statement('s3:*'), { Sid: 'No', Effect: 'Deny', Action: 's3:*', Resource: '*' }), { expect: 'allow' }).findings).toMatchObject([{ rule: 'persona-may-not', statement: 'statement No of inline policy own of role clerk' }]);
});

test('the context of a cell decides', () => {
  const resources = withPolicy(statement('s3:GetObject', '*', { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }));
  expect(found(resources, { expect: 'allow', context: { 'aws:SourceVpce': 'vpce-1' } }, { expect: 'deny', context: { 'aws:SourceVpce': 'vpce-2' } }).findings).toEqual([]);
});

test('a persona without a role is a finding where it has to be allowed something, not where it is denied', () => {
  expect(found({}, { expect: 'allow' }, { expect: 'deny' }).findings).toMatchObject([{ rule: 'persona-missing', message: expect.stringContaining('no role or user there has the tag mlops:persona=clerk') }]);
});

test('a denied resource that nothing has is listed', () => {
  expect(found(withPolicy(statement('s3:ListBucket')), { expect: 'deny' }).open).toMatchObject([{ what: 'resource arn:aws:s3:::data/x' }]);
  expect(found({ ...withPolicy(statement('s3:ListBucket')), Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } } }, { expect: 'deny' }).open).toEqual([]);
});

test('a chain over a role that is accepted for the persona is for the record, over any other it fails', () => {
  const chain = (RoleName: string) => found({ ...withPolicy(statement('sts:AssumeRole')), Payroll: payrollRole({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, { RoleName, Policies: [{ PolicyName: 'p', PolicyDocument: policy(statement('s3:GetObject')) }] }) }, { expect: 'deny' }).findings.map(({ rule, level }) => [rule, level]);
  expect(chain('accepted-1')).toEqual([['chain', 'note']]);
  expect(chain('other')).toEqual([['chain', 'error']]);
});

test('a persona that must not and is nobody is listed', () => {
  expect(found({}, { expect: 'deny' }).open).toMatchObject([{ what: `clerk in office (${ACCOUNT})`, why: 'nobody there is this persona: a misspelt name is denied by itself' }]);
});

test('names in braces stand for the account, its purpose and the matrix\' values, for groups and all purposes too', () => {
  const resources = withPolicy(statement('s3:GetObject', `arn:aws:s3:::accepted-office-${ACCOUNT}/x`, { Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } }));
  const named = { resource: 'arn:aws:s3:::{kind}-{purpose}-{account}/x', context: { 'aws:SourceAccount': '{office}' } };
  expect(found(resources, ...['office', 'all', '*'].map((purpose) => ({ ...named, purpose, expect: 'allow' }))).findings).toEqual([]);
  expect(found(resources, { ...named, persona: 'arn:aws:iam::{account}:role/cl*', expect: 'allow' }).counts).toMatchObject({ 'requests decided': 1 });
  expect(found(resources, { ...named, resource: 'arn:aws:s3:::{unknown}/x', expect: 'allow' }).findings).toMatchObject([{ rule: 'persona-may-not' }]);
});

test('a service is asked as itself', () => {
  const role = { Role: payrollRole({ Service: 'codebuild.amazonaws.com' }) };
  const assume = { action: 'sts:AssumeRole', resource: 'arn:aws:iam::{account}:role/payroll' };
  expect(found(role, { ...assume, persona: 'codebuild.amazonaws.com', expect: 'allow' }, { ...assume, persona: 'ec2.amazonaws.com', expect: 'deny' }).findings).toEqual([]);
  expect(found(role, { ...assume, persona: 'codebuild.amazonaws.com', expect: 'deny' }).findings).toMatchObject([{ rule: 'persona-may' }]);
});

describe('as if the persona\'s own policies allowed everything', () => {
  const bounded = { Clerk: clerk([], 'Role', { PermissionsBoundary: { Ref: 'Limit' } }), Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: policy(statement('s3:ListBucket')) } } };

  test('its boundary holds back, and without it nothing does', () => {
    expect(found(bounded, { ifAllowed: true, expect: 'deny' }, { ifAllowed: true, action: 's3:ListBucket', expect: 'allow' }).findings).toEqual([]);
    expect(found(withPolicy(), { ifAllowed: true, expect: 'deny' }).findings).toMatchObject([{ rule: 'persona-may', message: expect.stringContaining('role/clerk, whatever its own policies allow, may s3:GetObject') }]);
  });

  test('a role that nothing has is supposed, in any account, and only so', () => {
    const trusting = { Role: payrollRole({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) };
    const assume = { action: 'sts:AssumeRole', resource: 'arn:aws:iam::{account}:role/payroll' };
    expect(found(trusting, { ...assume, persona: 'arn:aws:iam::{account}:role/administrator', ifAllowed: true, expect: 'allow' }, { ...assume, persona: 'arn:aws:iam::999999999999:role/administrator', ifAllowed: true, expect: 'deny' }).findings).toEqual([]);
    expect(found(trusting, { ...assume, persona: 'arn:aws:iam::{account}:role/administrator', expect: 'allow' }).findings).toMatchObject([{ rule: 'persona-missing' }]);
  });
});

test('as if the resource\'s policy granted everything, the persona\'s own policies hold back', () => {
  const of = (Condition: object) => withPolicy(statement('kms:Decrypt', '*', { Condition: { StringEquals: Condition } }));
  const ask = { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu-west-1:999999999999:key/k', ifGranted: true, expect: 'deny', context: { 'kms:ViaService': 'ec2' } };
  expect(found(of({ 'kms:ViaService': 's3' }), ask).findings).toEqual([]);
  expect(found(of({ 'kms:ViaService': 'ec2' }), ask).findings).toMatchObject([{ rule: 'persona-may', message: expect.stringContaining('whatever the resource\'s policy grants, may kms:Decrypt') }]);
});
