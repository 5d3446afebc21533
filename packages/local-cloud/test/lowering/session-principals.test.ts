import { addSessionPrincipals } from '../../src/lowering/session-principals';

const statement = (PrincipalArn: unknown, operator = 'ArnEquals', key = 'aws:PrincipalArn') => ({ Effect: 'Deny', Condition: { [operator]: { [key]: PrincipalArn } } });
const after = (value: ReturnType<typeof statement>) => {
  addSessionPrincipals([value]);
  return Object.values(Object.values(value.Condition)[0])[0];
};

test('a role in a condition is followed by its sessions, without the role\'s path', () => {
  expect(after(statement('arn:aws:iam::111111111111:role/path/reader'))).toEqual(['arn:aws:iam::111111111111:role/path/reader', 'arn:aws:sts::111111111111:assumed-role/reader/*']);
});

test('each role of a list is followed by its sessions; what is no role stays as it is', () => {
  expect(after(statement(['arn:aws:iam::111111111111:root', 'arn:aws:iam::*:role/team-*'], 'ArnNotLike')))
    .toEqual(['arn:aws:iam::111111111111:root', 'arn:aws:iam::*:role/team-*', 'arn:aws:sts::*:assumed-role/team-*/*']);
});

test('the forms in which the CDK writes an ARN are understood', () => {
  const sub = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/reader' };
  expect(after(statement(sub))).toEqual([sub, { 'Fn::Sub': 'arn:${AWS::Partition}:sts::${AWS::AccountId}:assumed-role/reader/*' }]);
  const join = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/reader']] };
  expect(after(statement(join))).toEqual([join, { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sts::111111111111:assumed-role/reader', '/*']] }]);
});

test('the key is known in any case of its letters', () => {
  expect(after(statement('arn:aws:iam::1:role/r', 'StringLike', 'AWS:principalarn'))).toHaveLength(2);
});

test('every condition of a template is counted, wherever it stands', () => {
  const template = {
    Key: { Properties: { KeyPolicy: { Statement: [statement('arn:aws:iam::1:role/a'), statement('arn:aws:iam::1:role/b')] } } },
    Bucket: { Properties: { PolicyDocument: { Statement: statement('arn:aws:iam::1:role/c') } } },
  };
  expect(addSessionPrincipals(template)).toBe(3);
});

test('other conditions, references and a resource\'s own Condition stay as they are', () => {
  const template = {
    A: { Condition: 'IsProd', Properties: { Statement: [statement('o-1234', 'StringEquals', 'aws:PrincipalOrgID'), statement({ 'Fn::GetAtt': ['Role', 'Arn'] })] } },
  };
  const before = structuredClone(template);
  expect(addSessionPrincipals(template)).toBe(0);
  expect(template).toEqual(before);
});
