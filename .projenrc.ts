import { ConstructLibrary, ExampleApp, Monorepo, NodeTool, PinnedRequirement, PythonTool } from './projenrc';

const foundation = new Monorepo();

new ConstructLibrary(foundation, { name: 'secure-network', description: 'A VPC without a way to the internet, for machine learning', handlerClients: ['ec2'] });
new ConstructLibrary(foundation, {
  name: 'ml-accounts',
  description: 'Account topology, baselines, personas and guardrails for machine learning on AWS',
  vendored: ['yaml', 'ajv'],
});
const build = new ConstructLibrary(foundation, { name: 'model-build-pipeline', description: 'From a push to a registered SageMaker model version' });
const deploy = new ConstructLibrary(foundation, { name: 'model-deploy-pipeline', description: 'From an approved model version to an endpoint in production' });
new ConstructLibrary(foundation, {
  name: 'project-template',
  description: 'SageMaker project templates: repositories, model group and pipelines from one product',
  siblings: [build, deploy],
  published: ['seed'],
  copied: { contract: 'packages/repository-contract/src' },
});
new PinnedRequirement(foundation, 'packages/project-template/seed/deploy/requirements.txt', deploy);
new ConstructLibrary(foundation, { name: 'data-lake-bridge', description: 'Datasets of a data lake, published to machine learning accounts' });

const policies = new NodeTool(foundation, {
  name: 'policy-evaluation',
  description: 'AWS IAM policy evaluation, offline: which statement allows or denies a request',
  sourceMaps: false,
  published: ['data'],
});
new NodeTool(foundation, { name: 'assurance', description: 'Reads a synthesized CDK assembly and proves what it does', bin: true, published: ['data'], siblings: [policies], deps: ['yaml'] });
new NodeTool(foundation, {
  name: 'local-cloud',
  description: 'Runs a synthesized CDK assembly on the laptop',
  bin: true,
  published: ['environments'],
  siblings: [policies],
  deps: ['aws-cdk', 'fflate', 'yaml'],
  awsClients: [
    'cloudformation', 'cloudwatch-logs', 'codebuild', 'codecommit', 'codepipeline', 'ec2', 'eventbridge', 'iam', 'kms', 's3', 'sagemaker',
    'service-catalog', 'ssm', 'sts',
  ],
});
new NodeTool(foundation, {
  name: 'test-kit',
  description: 'Scenarios and guards for the tests of this repository',
  private: true,
  globalTypes: ['jest'],
  siblings: [policies],
  deps: ['@cdklabs/cdk-validator-cfnguard', 'cdk-nag'],
});
new PythonTool(foundation, { name: 'repository-contract', description: 'Schema and checker of a machine learning repository' });

new ExampleApp(foundation, { name: 'foundation', description: 'The whole foundation, four topologies' });
new ExampleApp(foundation, { name: 'existing-landing-zone', description: 'The foundation where an enterprise has network, boundary, bootstrap and permission sets already', awsClients: ['cloudformation'] });
new ExampleApp(foundation, {
  name: 'life-of-a-model',
  description: 'A model from git push to a prediction in production, on the local cloud',
  awsClients: [
    'cloudformation', 'cloudwatch-logs', 'codebuild', 'codecommit', 'codepipeline', 'iam', 's3', 'sagemaker', 'sagemaker-runtime', 'service-catalog', 'ssm', 'sts',
  ],
});

foundation.synth();
