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
  expect(counts).toMatchObject({ 'mutants': 4, 'killed': 2, 'score in percent': 50, 'deny: killed of 2': 1, 'grant: killed of 1': 1, 'trust: killed of 1': 0 });
  expect(findings.map(({ message }) => message)).toEqual([
    'S Clerk: without the trust Properties.AssumeRolePolicyDocument.Statement[0] the proofs say the same as with it',
    'S Clerk: without the deny Properties.Policies[0].PolicyDocument.Statement[2] the proofs say the same as with it',
  ]);
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
      Route: { Type: 'AWS::EC2::Route' }, Rule: { Type: 'AWS::EC2::SecurityGroupEgress' },
    },
  } as unknown as Template;
  const before = JSON.stringify(all);
  const mutants = mutantsOf(all);
  expect(mutants.map(({ kind }) => kind).sort()).toEqual(['boundary', 'condition', 'condition', 'condition', 'deny', 'endpoint policy', 'grant', 'route', 'rule', 'trust']);
  expect(new Set(mutants.map(({ template: one }) => JSON.stringify(one))).size).toBe(10);
  expect(mutants.every(({ template: one }) => JSON.stringify(one) !== before)).toBe(true);
  expect(JSON.stringify(all)).toBe(before);
});
