import type { Template } from '../../src';
import { mutate } from '../../src/mutate/mutate';
import { mutantsOf } from '../../src/mutate/mutants';
import { parseMatrix } from '../../src/prove/personas/read-matrix';
import { assemblyOf, stackOf } from '../estimate/assembly-of';
import { ACCOUNT, clerk, policy, statement } from '../prove/chains/planted';

const denial = { Sid: 'NotSalaries', Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::salaries/*' };
const unasked = { Sid: 'NotPlans', Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::plans/*' };
const template = (...more: object[]) => ({ Resources: { Clerk: clerk([], 'Role', { Policies: [{ PolicyName: 'own', PolicyDocument: policy(statement('s3:GetObject'), denial, ...more) }] }) } }) as unknown as Template;
const matrix = parseMatrix('m', JSON.stringify({ purposes: { office: [ACCOUNT] }, cells: [
  { persona: 'clerk', purpose: 'office', action: 's3:GetObject', resource: 'arn:aws:s3:::salaries/may', expect: 'deny' },
  { persona: 'clerk', purpose: 'office', action: 's3:GetObject', resource: 'arn:aws:s3:::news/today', expect: 'allow' },
] }));

test('a denial that the matrix asks about is killed, one that it does not ask about survives', () => {
  const { counts, findings } = mutate(assemblyOf(stackOf(template(unasked))), matrix, {}, 'planted');
  expect(counts).toMatchObject({ 'mutants of the identity side': 4, 'killed': 2, 'survived with a reason': 0, 'score in percent': 50, 'deny: killed of 2': 1, 'grant: killed of 1': 1, 'trust: killed of 1': 0 });
  expect(findings.map(({ message }) => message)).toEqual([
    'S Clerk: trust Properties.AssumeRolePolicyDocument.Statement[0]: the proofs say the same without it',
    'S Clerk: deny Properties.Policies[0].PolicyDocument.Statement[2]: the proofs say the same without it',
  ]);
});

test('a survivor with a reason is for the record, a reason without a survivor is not', () => {
  const reasons = [{ mutant: 'S Clerk: trust *', because: 'nobody signs in here' }, { mutant: 'S Clerk: boundary *', because: 'gone' }];
  const { counts, findings } = mutate(assemblyOf(stackOf(template())), { ...matrix, survivors: reasons.map((reason, index) => ({ at: `survivors[${index}]`, ...reason })) }, {}, 'planted');
  expect(counts).toMatchObject({ 'mutants of the identity side': 3, 'killed': 2, 'survived with a reason': 1 });
  expect(findings.map(({ level, message }) => [level, message])).toEqual([
    ['note', 'S Clerk: trust Properties.AssumeRolePolicyDocument.Statement[0]: the proofs say the same without it (nobody signs in here)'],
    ['error', 'survivors[1]: no mutant survives that is called S Clerk: boundary *'],
  ]);
});

test('what these proofs do not look at is counted apart', () => {
  const network = { ...template().Resources, Route: { Type: 'AWS::EC2::Route' }, Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: { PolicyDocument: policy(statement('*')) } }, Grant: { Type: 'AWS::LakeFormation::PrincipalPermissions' } };
  expect(mutate(assemblyOf(stackOf({ Resources: network } as unknown as Template)), matrix, {}, '').counts).toMatchObject({
    'mutants of the identity side': 3, 'network: mutants at which these proofs do not look': 3, 'Lake Formation: mutants at which these proofs do not look': 1,
  });
});

test('nested stacks and products are mutated in their place', () => {
  const inner = stackOf(template(), { name: 'S/Inner' });
  const outer = (rest: object) => assemblyOf(stackOf({ Resources: { Inner: { Type: 'AWS::CloudFormation::Stack' } } }, rest));
  expect(mutate(outer({ nested: [inner] }), matrix, {}, '').counts).toMatchObject({ 'deny: killed of 1': 1 });
  expect(mutate(outer({ products: [inner] }), matrix, { products: {} }, '').counts).toMatchObject({ 'deny: killed of 1': 1 });
});

test('every kind is taken away, one at a time, and the template stays as it was', () => {
  const all = {
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'b', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Condition: { Bool: { a: 'true' }, StringEquals: { b: '1', c: '2' } } }) } },
      Bucket: { Type: 'AWS::S3::BucketPolicy', Properties: { PolicyDocument: policy(denial) } },
      Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: { PolicyDocument: policy(statement('*')) } },
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: policy(statement('kms:*')) } }, Topic: { Type: 'AWS::SNS::TopicPolicy', Properties: { PolicyDocument: policy(statement('sns:*')) } },
      Lake: { Type: 'AWS::LakeFormation::PrincipalPermissions' },
      Route: { Type: 'AWS::EC2::Route' }, Rule: { Type: 'AWS::EC2::SecurityGroupEgress' },
    },
  } as unknown as Template;
  const before = JSON.stringify(all);
  const mutants = mutantsOf(all);
  expect(mutants.map(({ kind }) => kind).sort()).toEqual([
    'Lake Formation grant', 'boundary', 'condition', 'condition', 'condition', 'deny', 'endpoint policy', 'endpoint policy', 'key policy', 'resource policy', 'route', 'rule', 'trust',
  ]);
  expect(mutants.filter(({ side }) => side !== 'identity').map(({ id }) => id)).toEqual(['Endpoint', 'Endpoint', 'Lake', 'Route', 'Rule']);
  expect(new Set(mutants.map(({ template: one }) => JSON.stringify(one))).size).toBe(mutants.length);
  expect(mutants.every(({ template: one }) => JSON.stringify(one) !== before)).toBe(true);
  expect(JSON.stringify(all)).toBe(before);
});
