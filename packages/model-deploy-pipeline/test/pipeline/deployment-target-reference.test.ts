import { identityPolicies, keyPolicies, resourcePolicies } from '@mlops-foundation/test-kit';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { decision, deploymentTarget, deployPipeline, everything, inAccount, of, PRE_PROD, preProd, PROD, prod, REGION, session, STORE, TEAM, TOOLING, withoutEitherSide } from '../fixtures';

const tooling = inAccount(TOOLING, (scope) => {
  const bucket = new Bucket(scope, 'Store', { bucketName: STORE });
  const key = new Key(scope, 'Key');
  for (const target of [preProd, prod]) target.grantRead(bucket, key);
  deployPipeline(scope, 'p-1');
});
const there = { ...of(TOOLING), [`${Object.keys(tooling.findResources('AWS::S3::Bucket'))[0]}.Arn`]: `arn:aws:s3:::${STORE}` };
const [bucketPolicy] = resourcePolicies(tooling, 'AWS::S3::BucketPolicy', /^Store/, there);
const [keyPolicy] = keyPolicies(tooling, /^Key/, there);
const identityOf = (account: string, role: RegExp) => identityPolicies(inAccount(account, (scope) => deploymentTarget(scope, 'Target')), role, of(account));

const object = (path: string) => `arn:aws:s3:::${STORE}/${path}`;
const MODEL = object('models/p-1/model.tar.gz');
const RELEASE = object('p-1-deploy/Release/Ab1');
const get = (account: string, role: string, resource: string) => ({ principal: session(account, `mlops-${TEAM}-${role}`), action: 's3:GetObject', resource, resourceAccount: TOOLING });
const decrypt = (account: string, role: string) => ({ ...get(account, role, `arn:aws:kms:${REGION}:${TOOLING}:key/k`), action: 'kms:Decrypt', context: { 'kms:ViaService': `s3.${REGION}.amazonaws.com` } });

test('the names are those of the account that serves', () => {
  const names = Object.values(inAccount(PROD, (scope) => deploymentTarget(scope, 'Target')).findResources('AWS::IAM::Role')).map(({ Properties }) => Properties.RoleName);
  expect([prod.deploymentRoleArn.split('/')[1], prod.cloudFormationRoleName, prod.testRoleArn.split('/')[1], prod.modelRoleName].sort()).toEqual(names.sort());
  expect(prod.cloudFormationRoleArn.endsWith(`:${PROD}:role/${prod.cloudFormationRoleName}`)).toBe(true);
});

describe.each([PRE_PROD, PROD])('the account %s', (account) => {
  test.each([
    ['a model is read by the model\'s role', get(account, 'model-execution', MODEL), /^TargetModel/, bucketPolicy], ['a model is decrypted by it', decrypt(account, 'model-execution'), /^TargetModel/, keyPolicy],
    ['a release is read by the deployment', get(account, 'deployment', RELEASE), /^TargetDeployment/, bucketPolicy], ['a release is decrypted by it', decrypt(account, 'deployment'), /^TargetDeployment/, keyPolicy],
  ])('%s, and only while both sides say so', (_, request, role, resource) => {
    const identity = identityOf(account, role);
    expect(decision(request, { identity, resource })).toBe('allowed');
    expect(withoutEitherSide(request, { identity, resource })).toEqual(['implicitDeny', 'implicitDeny']);
  });

  test.each([
    ['the model\'s role reads a release', get(account, 'model-execution', RELEASE), bucketPolicy], ['the deployment reads a model', get(account, 'deployment', MODEL), bucketPolicy],
    ['the deployment reads the source', get(account, 'deployment', object('p-1-deploy/SourceOutp/Ab1')), bucketPolicy],
    ['the model\'s role writes a model', { ...get(account, 'model-execution', MODEL), action: 's3:PutObject' }, bucketPolicy], ['the deployment writes a release', { ...get(account, 'deployment', RELEASE), action: 's3:PutObject' }, bucketPolicy],
    ['tests read a model', get(account, 'endpoint-test', MODEL), bucketPolicy], ['tests decrypt', decrypt(account, 'endpoint-test'), keyPolicy],
    ['CloudFormation reads a model', get(account, 'cloudformation-execution', MODEL), bucketPolicy], ['an administrator decrypts', { ...decrypt(account, 'x'), principal: session(account, 'Admin') }, keyPolicy],
    ['the model\'s role uses the key but through S3', { ...decrypt(account, 'model-execution'), context: {} }, keyPolicy], ['the model\'s role encrypts', { ...decrypt(account, 'model-execution'), action: 'kms:GenerateDataKey' }, keyPolicy],
  ])('never: %s, whatever its own policies allow', (_, request, resource) => {
    expect(decision(request, { identity: [everything], resource })).toBe('implicitDeny');
  });
});

test('an account that is no target reads nothing, under the same names', () => {
  const strange = '999999999999';
  expect([decision(get(strange, 'model-execution', MODEL), { identity: [everything], resource: bucketPolicy }), decision(decrypt(strange, 'model-execution'), { identity: [everything], resource: keyPolicy })]).toEqual(['implicitDeny', 'implicitDeny']);
});

test.each(['SynthRole', 'TestRole', 'PipelineRole', 'EventsRole'])('%s of tooling can neither put nor read a model', (role) => {
  const identity = identityPolicies(tooling, new RegExp(role), there);
  expect(identity.length).toBeGreaterThan(0);
  expect(['s3:PutObject', 's3:GetObject', 's3:DeleteObject'].map((action) => decision({ ...get(TOOLING, role, MODEL), action }, { identity, resource: bucketPolicy }))).toEqual(['implicitDeny', 'implicitDeny', 'implicitDeny']);
});
