import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { mutantsOf } from '../../mutants/mutants';
import { mutateAssembly } from '../../mutants/mutate-assembly';

const accounts = { 'tooling': '111111111111', 'dev': '444444444444', 'pre-prod': '555555555555', 'prod': '666666666666' };
const mutant = (name: string) => mutantsOf({ file: '', team: 'credit', region: 'eu-west-1', accounts }).find((one) => one.name === name)!;

function assembly(template: object): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mutate-'));
  mkdirSync(path.join(folder, 'cdk.out'));
  writeFileSync(path.join(folder, 'cdk.out', 'product.template.json'), JSON.stringify(template));
  return folder;
}
const after = (folder: string) => JSON.parse(readFileSync(path.join(folder, 'mutated', 'product.template.json'), 'utf8'));
const mutate = (folder: string, name: string) => mutateAssembly(path.join(folder, 'cdk.out'), path.join(folder, 'mutated'), mutant(name));

test('the contract stage goes, the others stay', () => {
  const folder = assembly({ Resources: { P: { Type: 'AWS::CodePipeline::Pipeline', Properties: { Stages: [{ Name: 'Source' }, { Name: 'Contract' }, { Name: 'Build' }] } } } });
  expect(mutate(folder, 'no-contract-check')).toBe(1);
  expect(after(folder).Resources.P.Properties.Stages).toEqual([{ Name: 'Source' }, { Name: 'Build' }]);
});

test('only the rule of the registry goes', () => {
  const rule = (type: string) => ({ Type: 'AWS::Events::Rule', Properties: { EventPattern: { 'detail-type': [type] } } });
  const folder = assembly({ Resources: { Push: rule('CodeCommit Repository State Change'), Approved: rule('SageMaker Model Package State Change') } });
  mutate(folder, 'no-rule');
  expect(Object.keys(after(folder).Resources)).toEqual(['Push']);
});

test('a grant goes and denials stay', () => {
  const statements = [
    { Effect: 'Allow', Action: 'kms:GenerateDataKey', Principal: { AWS: `arn:aws:iam::${accounts.dev}:root` } },
    { Effect: 'Allow', Action: 'kms:Decrypt', Principal: { AWS: `arn:aws:iam::${accounts['pre-prod']}:root` } },
    { Effect: 'Deny', Action: 'kms:*', Principal: { AWS: `arn:aws:iam::${accounts.dev}:root` } },
  ];
  const Portfolio = { Type: 'AWS::ServiceCatalog::Portfolio' };
  const folder = assembly({ Resources: { Portfolio, Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement: statements } } } } });
  expect(mutate(folder, 'no-key-grant-of-dev')).toBe(1);
  expect(after(folder).Resources.Key.Properties.KeyPolicy.Statement).toEqual(statements.slice(1));
});

test('the key of another account than tooling stays as it is', () => {
  const Statement = [{ Effect: 'Allow', Action: 'kms:*', Principal: { AWS: `arn:aws:iam::${accounts.dev}:root` } }];
  const folder = assembly({ Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Statement } } } } });
  expect(() => mutate(folder, 'no-key-grant-of-dev')).toThrow('there is none');
});

test('a mutant that finds nothing to take away is an error', () => {
  expect(() => mutate(assembly({ Resources: {} }), 'no-approval')).toThrow('no-approval takes away the approval gates of the deploy pipeline: there is none');
});
