import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccessRequest, evaluate, type Policy, type PolicySet } from '@mlops-foundation/policy-evaluation';
import { resourcePolicies } from '@mlops-foundation/test-kit';
import { App, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IRole, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Construct } from 'constructs';
import { BuildTargetReference } from '@mlops-foundation/model-build-pipeline';
import { DeploymentTargetReference } from '@mlops-foundation/model-deploy-pipeline';
import { LaunchRole, ProjectTemplate, type ProjectTemplateProps, SeedCode } from '../src';

export const TEAM = 'credit';
export const REGION = 'eu-west-1';
export const TOOLING = '111111111111';
export const DEV = '444444444444';
export const PRE_PROD = '555555555555';
export const PROD = '666666666666';
export const BOUNDARY = `arn:aws:iam::${TOOLING}:policy/boundary`;
export const env = { account: TOOLING, region: REGION };

/** What parameters and pseudo parameters of a project stand for. */
export const project = (name = 'default-risk', id = 'p-abcdefghijkl') => ({ 'AWS::AccountId': TOOLING, 'AWS::Region': REGION, 'AWS::Partition': 'aws', 'SageMakerProjectName': name, 'SageMakerProjectId': id });

export function projectTemplate(scope: Construct, id: string, change: Partial<ProjectTemplateProps> = {}): ProjectTemplate {
  const team = change.team ?? TEAM;
  const own = Stack.of(scope).region;
  const region = Token.isUnresolved(own) ? REGION : own;
  const target = (account: string) => new DeploymentTargetReference({ team, account, region });
  return new ProjectTemplate(scope, id, {
    team, seeds: new SeedCode(scope, `${id}Seeds`), buildTarget: new BuildTargetReference({ team, account: DEV, region, dataBucketName: 'credit-dev' }), preProd: target(PRE_PROD), prod: target(PROD),
    artifactBucketName: 'credit-tooling', boundaryName: 'boundary', inputDataUri: 's3://credit-lake/curated/default/', ...change,
  });
}

export function launchRole(scope: Construct, id: string, team = TEAM): LaunchRole {
  return new LaunchRole(scope, id, { team, boundary: ManagedPolicy.fromManagedPolicyName(scope, `${id}Boundary`, 'boundary'), assetBucket: Bucket.fromBucketName(scope, `${id}Assets`, 'assets') });
}

export const lead = (scope: Construct, id: string): IRole => Role.fromRoleName(scope, id, 'mlops-credit-lead-data-scientist');

/** The template that a project is created from: a file beside that of its stack. */
export function product(change: Partial<ProjectTemplateProps> = {}): Template {
  const outdir = mkdtempSync(join(tmpdir(), 'product-'));
  try {
    const app = new App({ outdir, context: { ...recommendedFlags }, analyticsReporting: false });
    const template = projectTemplate(new Stack(app, 'Stack', { env }), 'RealTime', change);
    app.synth();
    return Template.fromJSON(JSON.parse(readFileSync(join(outdir, template.templateFile), 'utf8')));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A policy that stands in a property of a resource, or any text with references in it, in the place where test-kit looks. */
export const policyIn = (document: object, values: Record<string, string>): Policy =>
  resourcePolicies(Template.fromJSON({ Resources: { It: { Type: 'Test::Policy', Properties: { PolicyDocument: document } } } }), 'Test::Policy', /./, values)[0];
export const settled = (text: unknown, values: Record<string, string>): string => String(policyIn({ Statement: [{ Effect: 'Allow', Action: 'x:y', Resource: text }] }, values).statements[0].Resource);

export const propertiesOf = (template: Template, type: string) => Object.values(template.findResources(type)).map(({ Properties }) => Properties);
export const session = (account: string, roleName: string) => ({ arn: `arn:aws:sts::${account}:assumed-role/${roleName}/session`, account, roleArn: `arn:aws:iam::${account}:role/${roleName}` });
export const decision = (request: AccessRequest, policies: PolicySet) => evaluate(request, policies).decision;
/** A policy without the statements that allow an action. */
export const without = (action: string, policy: Policy): Policy => ({ ...policy, statements: policy.statements.filter(({ Effect, Action }) => Effect !== 'Allow' || ![Action].flat().includes(action)) });
