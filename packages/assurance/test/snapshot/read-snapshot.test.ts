import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { proveAccounts } from '../../src/prove/accounts/prove-accounts';
import { provePersonas } from '../../src/prove/personas/prove-personas';
import { parseMatrix } from '../../src/prove/personas/read-matrix';
import { readSnapshot } from '../../src/snapshot/read-snapshot';
import { policy, statement } from '../prove/chains/planted';
import { temporaryFolder } from '../synthesized';

const [SHOP, LAKE] = ['111111111111', '222222222222'];
const trust = (Principal: object) => policy({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
const role = (account: string, name: string, document: object, more: object = {}) => ({ Arn: `arn:aws:iam::${account}:role/${name}`, AssumeRolePolicyDocument: trust({ AWS: `arn:aws:iam::${account}:root` }), RolePolicyList: [{ PolicyName: 'own', PolicyDocument: document }], ...more });

function snapshot(accounts: Record<string, Record<string, object>>): string {
  const folder = temporaryFolder();
  for (const [account, files] of Object.entries(accounts)) {
    mkdirSync(path.join(folder, account));
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, account, `${name}.json`), JSON.stringify(content));
  }
  return folder;
}
const details = (...RoleDetailList: object[]) => ({ UserDetailList: [], GroupDetailList: [], RoleDetailList, Policies: [] });
const clerk = { Tags: [{ Key: 'mlops:persona', Value: 'clerk' }] };
const matrix = parseMatrix('m', JSON.stringify({ purposes: { shop: [SHOP] }, cells: [{ persona: 'clerk', purpose: 'shop', action: 's3:GetObject', resource: 'arn:aws:s3:::lake/x', expect: 'deny' }] }));

test('a chain in what is deployed is found', () => {
  const folder = snapshot({ [SHOP]: { 'authorization-details': details(role(SHOP, 'clerk', policy(statement('sts:AssumeRole')), clerk), role(SHOP, 'reader', policy(statement('s3:GetObject')))), 'resources': { resources: [] } } });
  expect(provePersonas(readSnapshot(folder), matrix, folder).findings).toMatchObject([{ rule: 'chain', place: { stack: `account ${SHOP}`, id: `arn:aws:iam::${SHOP}:role/clerk` } }]);
});

test('a missing side in what is deployed is found, and none where the bucket grants', () => {
  const shop = { 'authorization-details': details(role(SHOP, 'reader', policy(statement('s3:GetObject', 'arn:aws:s3:::lake/*')))), 'resources': { resources: [] } };
  const lake = (document?: object) => ({ 'authorization-details': details(), 'resources': { resources: [{ arn: 'arn:aws:s3:::lake', ...(document ? { policy: JSON.stringify(document) } : {}) }] } });
  const rules = (document?: object) => proveAccounts(readSnapshot(snapshot({ [SHOP]: shop, [LAKE]: lake(document) })), '').findings.map(({ rule }) => rule);
  expect(rules()).toEqual(['missing-resource-side']);
  expect(rules(policy({ ...statement('s3:GetObject', 'arn:aws:s3:::lake/*'), Principal: { AWS: `arn:aws:iam::${SHOP}:role/reader` } }))).toEqual([]);
});

test('documents that are URL-encoded, managed policies, boundaries and groups are read', () => {
  const managed = { Arn: `arn:aws:iam::${SHOP}:policy/limit`, PolicyVersionList: [{ IsDefaultVersion: false, Document: policy(statement('*')) }, { IsDefaultVersion: true, Document: encodeURIComponent(JSON.stringify(policy(statement('s3:*')))) }] };
  const folder = snapshot({ [SHOP]: { 'authorization-details': { ...details(role(SHOP, 'r', policy(statement('s3:*')), { PermissionsBoundary: { PermissionsBoundaryArn: managed.Arn }, AttachedManagedPolicies: [{ PolicyArn: managed.Arn }] })), UserDetailList: [{ Arn: `arn:aws:iam::${SHOP}:user/u`, GroupList: ['g'] }], Policies: [managed] } } });
  const graph = readSnapshot(folder);
  expect(graph.principal(`arn:aws:iam::${SHOP}:role/r`)).toMatchObject({ boundary: { name: 'managed policy limit', statements: [{ Action: 's3:*' }] }, attached: [{ arn: managed.Arn }] });
  expect(graph.principal(`arn:aws:iam::${SHOP}:user/u`)?.groups).toEqual([`arn:aws:iam::${SHOP}:group/g`]);
  expect(graph.open).toMatchObject([{ what: 'resource policies of the account' }]);
});

test('service and resource control policies bind', () => {
  const denial = policy({ Effect: 'Deny', Action: 's3:GetObject', Resource: '*' });
  const files = { 'authorization-details': details(role(SHOP, 'clerk', policy(statement('s3:GetObject')), clerk)), 'resources': { resources: [{ arn: 'arn:aws:s3:::lake' }] } };
  const findings = (organization?: object) => provePersonas(readSnapshot(snapshot({ [SHOP]: { ...files, ...(organization ? { organization } : {}) } })), matrix, '').findings;
  expect(findings()).toMatchObject([{ rule: 'persona-may' }]);
  expect(findings({ serviceControl: [[policy(statement('*')), denial]] })).toEqual([]);
  expect(findings({ resourceControl: [policy({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' })] })).toEqual([]);
});

test.each<[string, () => string, string]>([
  ['no account', () => snapshot({}), 'it holds no folder of an account'],
  ['no export of IAM', () => snapshot({ [SHOP]: {} }), 'authorization-details.json: there is no export of IAM'],
  ['a resource without an ARN', () => snapshot({ [SHOP]: { 'authorization-details': details(), 'resources': { resources: [{ arn: 'lake' }, {}] } } }), 'resources[1].arn is undefined: it must be an ARN'],
])('%s is refused with file and remedy', (_, folder, message) => {
  expect(() => readSnapshot(folder())).toThrow(message);
});
