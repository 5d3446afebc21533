import type { Topology } from '../topology';
import { actionsOf, type Mutant, removeStages, removeStatements, type Resource, type Template } from './mutant';

const isA = (resource: Resource, type: string) => resource.Type === type;

/** Tooling's template: every account's knows the others by their ids. */
const holdsPortfolio = ({ Resources }: Template) => Object.values(Resources).some((resource) => isA(resource, 'AWS::ServiceCatalog::Portfolio'));

/** What is taken away, one at a time. Each must turn the line red. */
export function mutantsOf({ accounts }: Topology): Mutant[] {
  return [
    {
      name: 'no-role-trust',
      missing: 'the trust of dev\'s role that creates pipelines in tooling\'s builds',
      apply: (resource) => (isA(resource, 'AWS::IAM::Role') && JSON.stringify(resource.Properties?.RoleName ?? '').includes('pipeline-deployer')
        ? removeStatements(resource.Properties?.AssumeRolePolicyDocument, (_, text) => text.includes(accounts.tooling)) : 0),
    },
    {
      name: 'no-bucket-grant',
      missing: 'the grant of tooling\'s bucket to the accounts that serve',
      apply: (resource) => (isA(resource, 'AWS::S3::BucketPolicy')
        ? removeStatements(resource.Properties?.PolicyDocument, (_, text) => text.includes(accounts['pre-prod']) || text.includes(accounts.prod)) : 0),
    },
    {
      name: 'no-lake-grant',
      missing: 'the grant of the lake\'s dataset to dev',
      apply: (resource, template) => (isA(resource, 'AWS::S3::BucketPolicy') && !JSON.stringify(template).includes(accounts['pre-prod'])
        ? removeStatements(resource.Properties?.PolicyDocument, (_, text) => text.includes(accounts.dev)) : 0),
    },
    {
      name: 'no-key-grant-of-dev',
      missing: 'the grant of tooling\'s key to dev',
      apply: (resource, template) => (isA(resource, 'AWS::KMS::Key') && holdsPortfolio(template)
        ? removeStatements(resource.Properties?.KeyPolicy, (_, text) => text.includes(accounts.dev)) : 0),
    },
    {
      name: 'no-registry-grant',
      missing: 'the grant of the model group to dev',
      apply: (resource) => (isA(resource, 'AWS::SageMaker::ModelPackageGroup')
        ? removeStatements(resource.Properties?.ModelPackageGroupPolicy, (statement) => actionsOf(statement).includes('sagemaker:CreateModelPackage')) : 0),
    },
    {
      name: 'no-contract-check',
      missing: 'the stage that checks the repository contract',
      apply: (resource) => (isA(resource, 'AWS::CodePipeline::Pipeline') ? removeStages(resource, ['Contract']) : 0),
    },
    {
      name: 'no-approval',
      missing: 'the approval gates of the deploy pipeline',
      apply: (resource) => (isA(resource, 'AWS::CodePipeline::Pipeline') ? removeStages(resource, ['Approve', 'ApproveProd']) : 0),
    },
    {
      name: 'no-rule',
      missing: 'the rule that starts the deploy pipeline',
      apply: (resource, template, logicalId) => {
        if (!isA(resource, 'AWS::Events::Rule') || !JSON.stringify(resource).includes('SageMaker Model Package State Change')) return 0;
        delete template.Resources[logicalId];
        return 1;
      },
    },
  ];
}
