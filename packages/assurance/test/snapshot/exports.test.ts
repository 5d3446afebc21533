import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { proveAccounts } from '../../src/prove/accounts/prove-accounts';
import { readSnapshot } from '../../src/snapshot/read-snapshot';
import { temporaryFolder } from '../synthesized';

// The names of people and things are those of the examples in AWS's references; what they hold is made so that something depends on each part.
const ACCOUNT = '123456789012';
const OTHER = '111122223333';
const arn = (rest: string, account = ACCOUNT) => `arn:aws:iam::${account}:${rest}`;
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const trust = (Principal: object) => document({ Sid: '', Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });

/** As https://docs.aws.amazon.com/cli/latest/reference/iam/get-account-authorization-details.html shows it, with what the API's reference names beside it. */
const details = {
  RoleDetailList: [{
    AssumeRolePolicyDocument: trust({ Service: 'ec2.amazonaws.com' }),
    RoleId: 'AROA1234567890EXAMPLE', CreateDate: '2014-07-30T17:09:20+00:00', RoleName: 'EC2role', Path: '/', Arn: arn('role/EC2role'),
    InstanceProfileList: [{ InstanceProfileId: 'AIPA1234567890EXAMPLE', Roles: [{ RoleName: 'EC2role', Arn: arn('role/EC2role') }], InstanceProfileName: 'EC2role', Path: '/', Arn: arn('instance-profile/EC2role') }],
    RolePolicyList: [], AttachedManagedPolicies: [{ PolicyName: 'AmazonS3FullAccess', PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' }],
    PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/boundary') }, Tags: [{ Key: 'mlops:persona', Value: 'ml-engineer' }],
    RoleLastUsed: { LastUsedDate: '2020-01-01T00:00:00+00:00', Region: 'us-east-1' },
  }],
  GroupDetailList: [{
    GroupId: 'AIDA1234567890EXAMPLE', AttachedManagedPolicies: [], GroupName: 'Admins', Path: '/', Arn: arn('group/Admins'), CreateDate: '2013-10-14T18:32:24+00:00',
    GroupPolicyList: [{ PolicyName: 'Admins', PolicyDocument: document({ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::amzn-s3-demo-bucket/*` }) }],
  }],
  UserDetailList: [{
    UserName: 'Alice', GroupList: ['Admins'], CreateDate: '2013-10-14T18:32:24+00:00', UserId: 'AIDA1234567890EXAMPLE', UserPolicyList: [], Path: '/', AttachedManagedPolicies: [], Arn: arn('user/Alice'), Tags: [],
  }],
  Policies: [
    {
      PolicyName: 'boundary', CreateDate: '2015-07-06T17:59:34+00:00', AttachmentCount: 0, IsAttachable: true, PolicyId: 'ANPA1234567890EXAMPLE', DefaultVersionId: 'v2', Path: '/', Arn: arn('policy/boundary'), UpdateDate: '2015-07-06T17:59:34+00:00', PermissionsBoundaryUsageCount: 1,
      PolicyVersionList: [
        { CreateDate: '2013-10-14T18:32:24+00:00', VersionId: 'v1', Document: document({ Effect: 'Allow', Action: '*', Resource: '*' }), IsDefaultVersion: false },
        { CreateDate: '2015-07-06T17:59:34+00:00', VersionId: 'v2', Document: document({ Effect: 'Allow', Action: ['s3:Get*'], Resource: '*' }), IsDefaultVersion: true },
      ],
    },
    {
      PolicyName: 'AmazonS3FullAccess', AttachmentCount: 1, IsAttachable: true, PolicyId: 'ANPA1234567890EXAMPL2', DefaultVersionId: 'v1', Path: '/', Arn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess',
      PolicyVersionList: [{ VersionId: 'v1', Document: document({ Effect: 'Allow', Action: 's3:*', Resource: '*' }), IsDefaultVersion: true }],
    },
  ],
};

/** The same as the API gives it: documents are URL-encoded by RFC 3986 (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html). */
const encoded = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, /Document$/.test(key) ? encodeURIComponent(JSON.stringify(each)) : encoded(each)]));
};
const api = encoded(details) as typeof details;

function snapshot(accounts: Record<string, Record<string, object>>): string {
  const folder = temporaryFolder();
  for (const [account, files] of Object.entries(accounts)) {
    mkdirSync(path.join(folder, account));
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, account, `${name}.json`), JSON.stringify(content));
  }
  return folder;
}

const pages = {
  'authorization-details': { RoleDetailList: api.RoleDetailList, IsTruncated: true, Marker: 'EXAMPLEkakv9BCuUNFDtxWSyfzetYwEx2ADc8dnzfvERF5S6YMvXKx41t6gCl/eeaCX3Jo94/bKqezEAg8TEVS99EKFLxm3jtbpl25FDWEXAMPLE' },
  'authorization-details-2': { UserDetailList: api.UserDetailList, GroupDetailList: api.GroupDetailList, IsTruncated: true, Marker: 'next' },
  'authorization-details-10': { Policies: api.Policies, IsTruncated: false },
};

test.each<[string, Record<string, object>]>([
  ['the CLI, which puts pages together and decodes documents', { 'authorization-details': details }],
  ['the API, whose documents are encoded', { 'authorization-details': { ...api, IsTruncated: false } }],
  ['the API, page by page', pages],
])('an export by %s is read whole', (_, files) => {
  const graph = readSnapshot(snapshot({ [ACCOUNT]: { ...files, resources: { resources: [] } } }));
  expect(graph.principals.map((one) => one.arn).sort()).toEqual([arn('group/Admins'), arn('role/EC2role'), arn('user/Alice')]);
  expect(graph.principal(arn('role/EC2role'))).toMatchObject({
    tags: { 'mlops:persona': 'ml-engineer' }, boundary: { statements: [{ Action: ['s3:Get*'] }] }, identity: [{ statements: [{ Action: 's3:*' }] }], trust: { statements: [{ Principal: { Service: 'ec2.amazonaws.com' } }] },
  });
  expect(graph.principal(arn('group/Admins'))?.identity).toMatchObject([{ name: 'inline policy Admins of group Admins' }]);
  expect(graph.principal(arn('user/Alice'))?.groups).toEqual([arn('group/Admins')]);
  expect(graph.open).toEqual([]);
});

test('an export that ends before its last page is refused', () => {
  const { 'authorization-details-10': _, ...first } = pages;
  expect(() => readSnapshot(snapshot({ [ACCOUNT]: first }))).toThrow('has 2 page(s), and more follow: IsTruncated is true. Export all with the CLI, or add the answers to the next markers as authorization-details-3.json');
});

describe('policies of resources, as the CLI answers', () => {
  const reader = arn('role/reader', OTHER);
  const granting = (Action: string, Resource: string) => JSON.stringify(document({ Sid: 'xaccount', Effect: 'Allow', Principal: { AWS: reader }, Action, Resource }));
  const [bucket, key, fn] = ['arn:aws:s3:::amzn-s3-demo-bucket', `arn:aws:kms:us-west-2:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`, `arn:aws:lambda:us-west-2:${ACCOUNT}:function:my-function`];
  const answers: [string, string, object, string][] = [
    // https://docs.aws.amazon.com/cli/latest/reference/s3api/get-bucket-policy.html
    ['s3api get-bucket-policy', bucket, { Policy: granting('s3:GetObject', `${bucket}/*`) }, 's3:GetObject'],
    // https://docs.aws.amazon.com/cli/latest/reference/kms/get-key-policy.html
    ['kms get-key-policy', key, { Policy: granting('kms:Decrypt', '*'), PolicyName: 'default' }, 'kms:Decrypt'],
    // https://docs.aws.amazon.com/cli/latest/reference/lambda/get-policy.html
    ['lambda get-policy', fn, { Policy: granting('lambda:InvokeFunction', fn), RevisionId: '4843f2f6-7c59-4fda-b484-afd0bc0e22b8' }, 'lambda:InvokeFunction'],
  ];
  const foreign = (Action: string, Resource: string) => ({
    RoleDetailList: [{ RoleName: 'reader', Arn: reader, AssumeRolePolicyDocument: trust({ Service: 'ec2.amazonaws.com' }), RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document({ Effect: 'Allow', Action, Resource }) }] }],
  });

  test.each(answers)('%s: the other account gets in with it, and not without', (_, resource, policy, action) => {
    const rules = (of: object) => proveAccounts(readSnapshot(snapshot({
      [ACCOUNT]: { 'authorization-details': {}, 'resources': { resources: [{ arn: resource, ...of }] } },
      [OTHER]: { 'authorization-details': foreign(action, resource === bucket ? `${bucket}/*` : resource), 'resources': { resources: [] } },
    })), '').findings.map(({ rule }) => rule);
    expect(rules({ policy })).toEqual([]);
    expect(rules({})).toEqual(['missing-resource-side']);
  });
});
