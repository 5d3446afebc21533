import { identityPolicies, keyPolicies, resourcePolicies } from '@mlops-foundation/test-kit';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { buildPipeline, buildTarget, decision, DEV, everything, inAccount, of, PROD, reference, REGION, session, STORE, TEAM, TOOLING, withoutEitherSide } from '../fixtures';

const tooling = inAccount(TOOLING, (scope) => {
  const bucket = new Bucket(scope, 'Store', { bucketName: STORE });
  const key = new Key(scope, 'Key');
  reference.grantWriteModels(bucket, key);
  buildPipeline(scope, 'p-1');
});
const bucketId = Object.keys(tooling.findResources('AWS::S3::Bucket'))[0];
const there = { ...of(TOOLING), [`${bucketId}.Arn`]: `arn:aws:s3:::${STORE}` };
const [bucketPolicy] = resourcePolicies(tooling, 'AWS::S3::BucketPolicy', /^Store/, there);
const [keyPolicy] = keyPolicies(tooling, /^Key/, there);
const jobs = identityPolicies(inAccount(DEV, (scope) => buildTarget(scope, 'Builds')), /^BuildsExecution/, of(DEV));

const KEY = `arn:aws:kms:${REGION}:${TOOLING}:key/store`;
const viaS3 = { 'kms:ViaService': `s3.${REGION}.amazonaws.com` };
const job = session(DEV, reference.executionRoleName);
const put = { principal: job, action: 's3:PutObject', resource: `arn:aws:s3:::${STORE}/models/p-1/model.tar.gz`, resourceAccount: TOOLING };
const encrypt = { principal: job, action: 'kms:GenerateDataKey', resource: KEY, resourceAccount: TOOLING, context: viaS3 };

test('the names are those of the account that trains', () => {
  const names = Object.values(inAccount(DEV, (scope) => buildTarget(scope, 'Builds')).findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.RoleName);
  expect([reference.executionRoleArn, reference.deployerRoleArn].map((arn) => arn.split('/').at(-1)).sort()).toEqual([...names].sort());
});

test.each([
  ['puts a model', put, bucketPolicy], ['reads its model', { ...put, action: 's3:GetObject' }, bucketPolicy],
  ['lists models', { ...put, action: 's3:ListBucket', resource: `arn:aws:s3:::${STORE}`, context: { 's3:prefix': 'models/p-1/' } }, bucketPolicy],
  ['encrypts a model', encrypt, keyPolicy], ['decrypts a model', { ...encrypt, action: 'kms:Decrypt' }, keyPolicy],
])('a job of dev %s, and only while both sides say so', (_, request, resource) => {
  expect(decision(request, { identity: jobs, resource })).toBe('allowed');
  expect(withoutEitherSide(request, { identity: jobs, resource })).toEqual(['implicitDeny', 'implicitDeny']);
});

test.each([
  ['put what is no model', { ...put, resource: `arn:aws:s3:::${STORE}/p-1-deploy/Release/x` }, bucketPolicy],
  ['delete a model', { ...put, action: 's3:DeleteObject' }, bucketPolicy],
  ['list what is no model', { ...put, action: 's3:ListBucket', resource: `arn:aws:s3:::${STORE}`, context: { 's3:prefix': '' } }, bucketPolicy],
  ['use the key but through S3', { ...encrypt, context: {} }, keyPolicy],
  ['use the key through S3 of another region', { ...encrypt, context: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }, keyPolicy],
])('a job of dev may not %s, whatever its own policies allow', (_, request, resource) => {
  expect(decision(request, { identity: [everything], resource })).toBe('implicitDeny');
});

test.each([
  ['the deployer of dev', session(DEV, `mlops-${TEAM}-pipeline-deployer`)], ['a person in dev', session(DEV, 'Admin')], ['a role of the same name elsewhere', session(PROD, reference.executionRoleName)],
])('%s neither puts a model nor uses its key, whatever its own policies allow', (_, principal) => {
  expect([decision({ ...put, principal }, { identity: [everything], resource: bucketPolicy }), decision({ ...encrypt, principal }, { identity: [everything], resource: keyPolicy })]).toEqual(['implicitDeny', 'implicitDeny']);
});

test.each([['ContractRole', 'the contract check'], ['BuildRole', 'a build'], ['PipelineRole', 'the pipeline'], ['EventsRole', 'the rule']])('%s, which is %s of tooling, can neither put nor read a model', (role) => {
  const identity = identityPolicies(tooling, new RegExp(role), there);
  const principal = session(TOOLING, 'pipeline');
  expect(identity.length).toBeGreaterThan(0);
  expect(['s3:PutObject', 's3:GetObject', 's3:DeleteObject'].map((action) => decision({ ...put, principal, action }, { identity, resource: bucketPolicy }))).toEqual(['implicitDeny', 'implicitDeny', 'implicitDeny']);
});
