import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { foundation } from './synthesized';

interface Artifact {
  readonly type: string;
  readonly environment: string;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

const reliable = foundation().find(({ phase }) => phase === 'reliable')!;
const manifest = JSON.parse(readFileSync(path.join(reliable.folder, 'manifest.json'), 'utf8'));
const stacks: { name: string; account: string }[] = Object.entries<Artifact>(manifest.artifacts)
  .filter(([, { type }]) => type === 'aws:cloudformation:stack')
  .map(([name, { environment }]) => ({ name, account: environment.split('/')[2] }));
const read = (file: string): Resource[] => Object.values(JSON.parse(readFileSync(path.join(reliable.folder, file), 'utf8')).Resources);
const resourcesOf = (purpose: string) => read(`Mlops-credit-${purpose}.template.json`);
const ofType = (resources: readonly Resource[], type: string) => resources.filter(({ Type }) => Type === type);
const product = () => reliable.templates.filter((file) => file.endsWith('.product.template.json')).flatMap((file) => read(path.basename(file)));

test('each purpose has an account of its own', () => {
  expect(stacks.map(({ name }) => name).sort()).toEqual(['data-lake', 'dev', 'experimentation', 'pre-prod', 'prod', 'tooling'].map((purpose) => `Mlops-credit-${purpose}`));
  expect(new Set(stacks.map(({ account }) => account)).size).toBe(6);
});

describe.each(['experimentation', 'dev', 'pre-prod', 'prod'])('%s', (purpose) => {
  test('has a VPC with interface endpoints, each with a policy', () => {
    expect(ofType(resourcesOf(purpose), 'AWS::EC2::VPC')).toHaveLength(1);
    const endpoints = ofType(resourcesOf(purpose), 'AWS::EC2::VPCEndpoint');
    expect(endpoints.filter(({ Properties }) => Properties?.VpcEndpointType === 'Interface').length).toBeGreaterThan(3);
    expect(endpoints.filter(({ Properties }) => !Properties?.PolicyDocument)).toEqual([]);
  });

  test('has no way to the internet', () => {
    const ways = ['AWS::EC2::InternetGateway', 'AWS::EC2::EgressOnlyInternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::VPCPeeringConnection', 'AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::Route'];
    expect(resourcesOf(purpose).filter(({ Type }) => ways.includes(Type))).toEqual([]);
  });

  test('tells what is not CDK about its network', () => {
    const names = ofType(resourcesOf(purpose), 'AWS::SSM::Parameter').map(({ Properties }) => Properties?.Name);
    expect(names).toEqual(expect.arrayContaining(['/mlops/credit/network/vpc-id', '/mlops/credit/network/subnet-ids', '/mlops/credit/network/security-group-ids']));
  });
});

test.each(['tooling', 'data-lake', 'experimentation', 'dev', 'pre-prod', 'prod'])('%s has a key that rotates and a bucket under it', (purpose) => {
  expect(ofType(resourcesOf(purpose), 'AWS::KMS::Key').every(({ Properties }) => Properties?.EnableKeyRotation === true)).toBe(true);
  expect(ofType(resourcesOf(purpose), 'AWS::S3::Bucket').some(({ Properties }) => JSON.stringify(Properties?.BucketEncryption).includes('aws:kms'))).toBe(true);
});

test.each([
  ['AWS::CodeCommit::Repository', 2], ['AWS::CodePipeline::Pipeline', 2], ['AWS::SageMaker::ModelPackageGroup', 1],
])('a project in tooling is made of %s, %d of them', (type, count) => expect(ofType(product(), type)).toHaveLength(count));

test('projects come from a product and from a template in S3', () => {
  expect(ofType(resourcesOf('tooling'), 'AWS::ServiceCatalog::CloudFormationProduct')).toHaveLength(1);
  expect(ofType(resourcesOf('tooling'), 'AWS::SSM::Parameter').map(({ Properties }) => Properties?.Name)).toContain('/mlops/credit/project-templates/real-time/url');
});

test('repositories and pipelines are nowhere but in tooling', () => {
  const elsewhere = ['data-lake', 'experimentation', 'dev', 'pre-prod', 'prod'].flatMap(resourcesOf);
  expect(elsewhere.filter(({ Type }) => /^AWS::Code(Commit|Pipeline|Build)::/.test(Type))).toEqual([]);
});

test('data scientists and their leads sign in to tooling and experimentation only', () => {
  const holdsPeople = (purpose: string) => ofType(resourcesOf(purpose), 'AWS::IAM::Role').some(({ Properties }) => JSON.stringify(Properties?.Tags ?? []).includes('mlops:persona'));
  expect(['tooling', 'data-lake', 'experimentation', 'dev', 'pre-prod', 'prod'].filter(holdsPeople)).toEqual(['tooling', 'experimentation']);
});
