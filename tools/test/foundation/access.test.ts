import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type AccessRequest, evaluate, type Policy } from '@mlops-foundation/policy-evaluation';
import { identityPolicies, resourcePolicies } from '@mlops-foundation/test-kit';
import { Template } from 'aws-cdk-lib/assertions';
import { foundation } from './synthesized';

const REGION = 'eu-west-1';
/** As in topologies/reliable.yaml. */
const ACCOUNTS: Record<string, string> = {
  'tooling': '111111111111', 'data-lake': '222222222222', 'experimentation': '333333333333', 'dev': '444444444444', 'pre-prod': '555555555555', 'prod': '666666666666',
};
const PURPOSES = Object.keys(ACCOUNTS);
const reliable = foundation().find(({ phase }) => phase === 'reliable')!;
const textOf = (purpose: string) => readFileSync(path.join(reliable.folder, `Mlops-credit-${purpose}.template.json`), 'utf8');
const templates = Object.fromEntries(PURPOSES.map((purpose) => [purpose, Template.fromJSON(JSON.parse(textOf(purpose)))]));

/** What the ARNs of a stack's named buckets and roles stand for. */
function valuesOf(purpose: string): Record<string, string> {
  const arns = (type: string, property: string, arn: (name: string) => string) =>
    Object.entries(templates[purpose].findResources(type)).map(([id, { Properties }]) => [`${id}.Arn`, arn(Properties[property])]);
  const own = [...arns('AWS::S3::Bucket', 'BucketName', (name) => `arn:aws:s3:::${name}`), ...arns('AWS::IAM::Role', 'RoleName', (name) => `arn:aws:iam::${ACCOUNTS[purpose]}:role/${name}`)];
  return { 'AWS::AccountId': ACCOUNTS[purpose], 'AWS::Region': REGION, ...Object.fromEntries(own) };
}

interface Held {
  readonly name: string;
  readonly identity: Policy[];
  readonly boundary?: Policy;
}

/** The roles of an account's stack that have a name, which those of people, builds and jobs have. */
function rolesOf(purpose: string): Held[] {
  const [limit] = resourcePolicies(templates[purpose], 'AWS::IAM::ManagedPolicy', /^BaselineBoundary/, valuesOf(purpose));
  return Object.entries(templates[purpose].findResources('AWS::IAM::Role')).filter(([, { Properties }]) => Properties.RoleName).map(([id, { Properties }]) => ({
    name: Properties.RoleName, identity: identityPolicies(templates[purpose], new RegExp(`^${id}$`), valuesOf(purpose)), boundary: Properties.PermissionsBoundary ? limit : undefined,
  }));
}

const requestOf = (purpose: string, role: string, request: Omit<AccessRequest, 'principal'>): AccessRequest => {
  const account = ACCOUNTS[purpose];
  return { principal: { arn: `arn:aws:sts::${account}:assumed-role/${role}/session`, account, roleArn: `arn:aws:iam::${account}:role/${role}` }, ...request };
};

/** Who of all accounts may do something in their own account, by what the templates say. */
const whoMay = (action: string, resource: (account: string) => string, context: AccessRequest['context'] = {}) => PURPOSES.flatMap((purpose) => rolesOf(purpose)
  .filter(({ name, identity, boundary }) => evaluate(requestOf(purpose, name, { action, resource: resource(ACCOUNTS[purpose]), context }), { identity, boundary }).decision === 'allowed')
  .map(({ name }) => `${purpose}: ${name}`));
const here = (service: string, resource: string) => (account: string) => `arn:aws:${service}:${REGION}:${account}:${resource}`;
const LEADS = ['tooling: mlops-credit-lead-data-scientist', 'experimentation: mlops-credit-lead-data-scientist'];

/** The resources of an account that serves, with its account and purpose left open. Ids of rules between security groups speak of their stack, so the resources are told by what they are. */
const servedBy = (purpose: 'pre-prod' | 'prod') =>
  Object.values(JSON.parse(textOf(purpose).replaceAll(/555555555555|666666666666/g, 'account').replaceAll('pre-prod', 'prod')).Resources).map((resource) => JSON.stringify(resource)).sort();

test('pre-prod is prod but for its account and the role of tests: what passes there meets the same in production', () => {
  const [preProd, prod] = [servedBy('pre-prod'), servedBy('prod')];
  const more = preProd.filter((resource) => !prod.includes(resource));
  expect(prod.filter((resource) => !preProd.includes(resource))).toEqual([]);
  expect(more.map((resource) => /"(Type":"[^"]+)".*(endpoint-test|TargetTest)/.exec(resource)?.[1])).toEqual(['Type":"AWS::IAM::Policy', 'Type":"AWS::IAM::Role']);
  expect(rolesOf('pre-prod').map(({ name }) => name).sort()).toEqual(['cloudformation-execution', 'deployment', 'endpoint-test', 'model-execution'].map((name) => `mlops-credit-${name}`));
});

test('roles of pre-prod are let in by nobody in prod, and those of prod by nobody in pre-prod', () => {
  const trusts = (purpose: string, other: string) => Object.values(templates[purpose].findResources('AWS::IAM::Role')).filter(({ Properties }) => JSON.stringify(Properties.AssumeRolePolicyDocument).includes(ACCOUNTS[other]));
  expect([trusts('prod', 'pre-prod'), trusts('pre-prod', 'prod')]).toEqual([[], []]);
});

test.each<[string, string, (account: string) => string, AccessRequest['context'], string[]]>([
  ['creates a SageMaker pipeline', 'sagemaker:CreatePipeline', here('sagemaker', 'pipeline/training'), {}, ['dev: mlops-credit-pipeline-deployer']],
  ['starts a SageMaker pipeline', 'sagemaker:StartPipelineExecution', here('sagemaker', 'pipeline/training'), {}, ['dev: mlops-credit-pipeline-deployer']],
  ['trains', 'sagemaker:CreateTrainingJob', here('sagemaker', 'training-job/x'), { 'sagemaker:VpcSubnets': ['subnet-1'] }, ['dev: mlops-credit-pipeline-execution']],
  ['answers a gate', 'codepipeline:PutApprovalResult', here('codepipeline', 'default-p-1-deploy/Approve/Approve'), {}, LEADS],
  ['answers the gate before prod', 'codepipeline:PutApprovalResult', here('codepipeline', 'default-p-1-deploy/ApproveProd/ApproveProd'), {}, ['tooling: mlops-credit-product-owner']],
  ['approves a version', 'sagemaker:UpdateModelPackage', here('sagemaker', 'model-package/default-p-1/1'), { 'sagemaker:ModelApprovalStatus': 'Approved' }, LEADS],
  ['creates a project', 'sagemaker:CreateProject', here('sagemaker', 'project/default'), {}, LEADS],
])('who of all accounts %s: %s', (_, action, resource, context, expected) => {
  expect(whoMay(action, resource, context)).toEqual(expected);
});

test('the products of a team are launched by its lead alone', () => {
  const letIn = Object.values(templates.tooling.findResources('AWS::ServiceCatalog::PortfolioPrincipalAssociation')).map(({ Properties }) => Properties.PrincipalARN);
  const [lead] = Object.entries(templates.tooling.findResources('AWS::IAM::Role')).filter(([, { Properties }]) => Properties.RoleName === 'mlops-credit-lead-data-scientist').map(([id]) => id);
  expect(letIn).toEqual([{ 'Fn::GetAtt': [lead, 'Arn'] }]);
});

test('jobs of dev read the dataset in the lake, and only while both sides say so', () => {
  const { name, identity, boundary } = rolesOf('dev').find((role) => /pipeline-execution$/.test(role.name))!;
  const request = requestOf('dev', name, {
    action: 's3:GetObject', resource: `arn:aws:s3:::mlops-credit-data-lake-${ACCOUNTS['data-lake']}-${REGION}/curated/credit-default/clients.csv`, resourceAccount: ACCOUNTS['data-lake'], context: { 'aws:SecureTransport': 'true' },
  });
  const [resource] = resourcePolicies(templates['data-lake'], 'AWS::S3::BucketPolicy', /^BaselineDataBucketPolicy/, valuesOf('data-lake'));
  const closed = { ...resource, statements: resource.statements.filter(({ Effect }) => Effect === 'Deny') };
  const decide = (own: Policy[], lake: Policy) => evaluate(request, { identity: own, boundary, resource: lake }).decision;
  expect([decide(identity, resource), decide([], resource), decide(identity, closed)]).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
});
