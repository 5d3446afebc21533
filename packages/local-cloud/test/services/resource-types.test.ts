import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CodePipelineClient, ListPipelineExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, waitUntilStackCreateComplete, waitUntilStackDeleteComplete } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateModelPackageCommand, DescribeEndpointCommand, DescribeModelPackageCommand, DescribePipelineExecutionCommand, DescribeProjectCommand, SageMakerClient, StartPipelineExecutionCommand,
} from '@aws-sdk/client-sagemaker';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ACCOUNT, CloudUnderTest, eventually, IMAGE, SERVER_IMAGE } from './codebuild/cloud-under-test';
import { PipelinesUnderTest } from './codepipeline/pipelines';
import { Endpoints } from './sagemaker/endpoints';
import { RunningCatalog } from './servicecatalog/running-catalog';

const OTHER = '222222222222';
let cloud: CloudUnderTest;
let pipelines: PipelinesUnderTest;
let endpoints: Endpoints;
let catalog: RunningCatalog;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  pipelines = await PipelinesUnderTest.in(cloud);
  endpoints = await Endpoints.in(cloud);
  catalog = await RunningCatalog.in(cloud);
});

afterAll(() => cloud.stop());

/** Creates a stack. @returns its outputs */
async function stack(StackName: string, Resources: object, Outputs: Record<string, unknown> = {}): Promise<Record<string, string>> {
  const client = cloud.client(CloudFormationClient);
  const outputs = Object.fromEntries(Object.entries(Outputs).map(([name, Value]) => [name, { Value }]));
  await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources, Outputs: outputs }) }));
  const { reason } = await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 0.1, maxDelay: 0.2 }, { StackName });
  return Object.fromEntries((reason.Stacks[0].Outputs ?? []).map(({ OutputKey, OutputValue }: { OutputKey: string; OutputValue: string }) => [OutputKey, OutputValue]));
}

async function remove(StackName: string): Promise<void> {
  const client = cloud.client(CloudFormationClient);
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 0.1, maxDelay: 0.2 }, { StackName });
}

const value = (Name: string) => cloud.client(SSMClient).send(new GetParameterCommand({ Name })).then(({ Parameter }) => Parameter?.Value, (error: Error) => error.name);
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
const type = (Type: string, Properties: object) => ({ Type, Properties });

test('AWS::CodeBuild::Project builds, and is gone with its stack', async () => {
  const { Name } = await stack('build', {
    Project: type('AWS::CodeBuild::Project', {
      ServiceRole: 'arn:aws:iam::111111111111:role/build', Source: { Type: 'NO_SOURCE', BuildSpec: 'version: 0.2\nphases: {build: {commands: [echo it is $WHAT]}}' }, Artifacts: { Type: 'NO_ARTIFACTS' },
      Environment: { Type: 'LINUX_CONTAINER', Image: IMAGE, ComputeType: 'BUILD_GENERAL1_SMALL', EnvironmentVariables: [{ Name: 'WHAT', Value: 'built' }] },
    }),
  }, { Name: { Ref: 'Project' } });
  expect(await pipelines.builds.output(await pipelines.builds.ended(await pipelines.builds.start(Name)))).toContain('it is built');
  await remove('build');
  await expect(pipelines.builds.start(Name)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('AWS::CodePipeline::Pipeline runs as soon as it is there', async () => {
  const action = (Name: string, Category: string, Provider: string, more: object) => ({ Name, ActionTypeId: { Category, Owner: 'AWS', Provider, Version: '1' }, ...more });
  const { Name: pipelineName } = await stack('pipeline', {
    Pipeline: type('AWS::CodePipeline::Pipeline', {
      RoleArn: 'arn:aws:iam::111111111111:role/pipeline', ArtifactStore: { Type: 'S3', Location: 'artifacts' },
      Stages: [
        { Name: 'Source', Actions: [action('Source', 'Source', 'S3', { OutputArtifacts: [{ Name: 'Source' }], Configuration: { S3Bucket: 'artifacts', S3ObjectKey: 'source.zip', PollForSourceChanges: false } })] },
        { Name: 'Build', Actions: [action('Build', 'Build', 'CodeBuild', { InputArtifacts: [{ Name: 'Source' }], Configuration: { ProjectName: await pipelines.project('of-the-stack', ['cat readme']) } })] },
      ],
    }),
  }, { Name: { Ref: 'Pipeline' } });
  const { pipelineExecutionSummaries: [execution] = [] } = await cloud.client(CodePipelineClient).send(new ListPipelineExecutionsCommand({ pipelineName }));
  expect(execution.trigger).toMatchObject({ triggerType: 'CreatePipeline' });
  expect((await pipelines.ended(pipelineName, execution.pipelineExecutionId ?? '')).status).toBe('Succeeded');
  expect(await pipelines.output(pipelineName, execution.pipelineExecutionId ?? '', 'Build')).toContain('of the source');
});

test('AWS::SageMaker::Model, EndpointConfig and Endpoint answer, and are gone with their stack', async () => {
  const { EndpointName } = await stack('endpoint', {
    Model: type('AWS::SageMaker::Model', { ExecutionRoleArn: endpoints.learning.role, PrimaryContainer: { Image: SERVER_IMAGE, ModelDataUrl: await endpoints.archive('of-a-stack'), Environment: { MODE: 'stack' } } }),
    Config: type('AWS::SageMaker::EndpointConfig', {
      ProductionVariants: [{ VariantName: 'all', ModelName: attribute('Model', 'ModelName'), InstanceType: 'ml.m5.large', InitialInstanceCount: 1, InitialVariantWeight: 1 }],
    }),
    Endpoint: type('AWS::SageMaker::Endpoint', { EndpointConfigName: attribute('Config', 'EndpointConfigName') }),
  }, { EndpointName: attribute('Endpoint', 'EndpointName') });
  expect((await endpoints.invoke(EndpointName, 'x')).said).toMatchObject({ model: 'of-a-stack', body: 'x', mode: 'stack' });
  await remove('endpoint');
  await expect(endpoints.client.send(new DescribeEndpointCommand({ EndpointName }))).rejects.toThrow('Could not find');
});

test('AWS::SageMaker::ModelPackageGroup holds versions, and lets in those whom its policy names', async () => {
  const versions = 'arn:aws:sagemaker:eu-west-1:111111111111:model-package/credit/*';
  await stack('registry', {
    Group: type('AWS::SageMaker::ModelPackageGroup', {
      ModelPackageGroupName: 'credit',
      ModelPackageGroupPolicy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${OTHER}:root` }, Action: 'sagemaker:DescribeModelPackage', Resource: versions }] },
    }),
  });
  const { ModelPackageArn } = await endpoints.client.send(new CreateModelPackageCommand({ ModelPackageGroupName: 'credit' }));
  const describe = new DescribeModelPackageCommand({ ModelPackageName: ModelPackageArn });
  expect((await cloud.client(SageMakerClient, OTHER).send(describe)).ModelPackageVersion).toBe(1);
  await expect(cloud.client(SageMakerClient, '333333333333').send(describe)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('AWS::SageMaker::Pipeline runs its definition', async () => {
  const step = { Name: 'Stop', Type: 'Fail', Arguments: { ErrorMessage: 'it was told to' } };
  await stack('training', {
    Pipeline: type('AWS::SageMaker::Pipeline', { PipelineName: 'of-a-stack', RoleArn: endpoints.learning.role, PipelineDefinition: { PipelineDefinitionBody: JSON.stringify({ Version: '2020-12-01', Steps: [step] }) } }),
  });
  const { PipelineExecutionArn } = await endpoints.client.send(new StartPipelineExecutionCommand({ PipelineName: 'of-a-stack', ClientRequestToken: 'x'.repeat(32) }));
  const ended = await eventually(async () => {
    const execution = await endpoints.client.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn }));
    return execution.PipelineExecutionStatus === 'Executing' ? undefined : execution;
  }, 'the end of the pipeline');
  expect(ended).toMatchObject({ PipelineExecutionStatus: 'Failed', FailureReason: expect.stringContaining('Stop') });
});

test('AWS::ServiceCatalog types make a product that can be launched, and take it away', async () => {
  const Portfolio = { Ref: 'Portfolio' };
  const Product = { Ref: 'Product' };
  const { ProductId, Versions } = await stack('catalog', {
    Portfolio: type('AWS::ServiceCatalog::Portfolio', { DisplayName: 'of a stack', ProviderName: 'it' }),
    Product: type('AWS::ServiceCatalog::CloudFormationProduct', { Name: 'of a stack', Owner: 'it', ProvisioningArtifactParameters: [{ Name: 'v1', Info: { LoadTemplateFromURL: await catalog.template('of-a-stack') } }] }),
    Holds: type('AWS::ServiceCatalog::PortfolioProductAssociation', { PortfolioId: Portfolio, ProductId: Product }),
    LetsIn: type('AWS::ServiceCatalog::PortfolioPrincipalAssociation', { PortfolioId: Portfolio, PrincipalARN: catalog.leadRole, PrincipalType: 'IAM' }),
    Launch: { ...type('AWS::ServiceCatalog::LaunchRoleConstraint', { PortfolioId: Portfolio, ProductId: Product, RoleArn: catalog.launchRole }), DependsOn: 'Holds' },
  }, { ProductId: Product, Versions: attribute('Product', 'ProvisioningArtifactIds') });
  const version = { ProductId, ProvisioningArtifactId: Versions };
  const { RecordDetail } = await catalog.user.provisionProduct({ ...version, ProvisionedProductName: 'launched', ProvisionToken: 'p', ProvisioningParameters: [{ Key: 'Name', Value: 'launched' }] });
  expect((await catalog.ended(RecordDetail?.RecordId)).RecordDetail).toMatchObject({ Status: 'SUCCEEDED', LaunchRoleArn: catalog.launchRole });
  expect(await value('launched')).toBe('of-a-stack');
  await remove('catalog');
  await expect(cloud.client(ServiceCatalog).describeProductAsAdmin({ Id: ProductId })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('AWS::SageMaker::Project makes its template\'s stack, and takes it away', async () => {
  const { Id } = await stack('project', {
    Project: type('AWS::SageMaker::Project', {
      ProjectName: 'fraud', TemplateProviderDetails: [{ CfnTemplateProviderDetail: {
        TemplateName: 'template', TemplateURL: await catalog.template('of-a-template'), RoleARN: await cloud.role('project', 'cloudformation.amazonaws.com'), Parameters: [{ Key: 'Name', Value: 'of-fraud' }],
      } }],
    }),
  }, { Id: attribute('Project', 'ProjectId') });
  expect(await endpoints.client.send(new DescribeProjectCommand({ ProjectName: 'fraud' }))).toMatchObject({ ProjectId: Id, ProjectStatus: 'CreateCompleted' });
  expect(await value('of-fraud')).toBe('of-a-template');
  await remove('project');
  expect(await value('of-fraud')).toBe('ParameterNotFound');
});

test('AWS::Events::EventBusPolicy lets another account\'s events in, as long as it is there', async () => {
  const bus = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/default`;
  const [logs, events] = [cloud.client(CloudWatchLogsClient), cloud.client(EventBridgeClient)];
  const there = cloud.client(EventBridgeClient, OTHER);
  await logs.send(new CreateLogGroupCommand({ logGroupName: '/events/crossed' }));
  await events.send(new PutRuleCommand({ Name: 'crossed', EventPattern: JSON.stringify({ source: ['test.crossing'] }) }));
  await events.send(new PutTargetsCommand({ Rule: 'crossed', Targets: [{ Id: 'log', Arn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/events/crossed` }] }));
  await there.send(new PutRuleCommand({ Name: 'crossing', EventPattern: JSON.stringify({ source: ['test.crossing'] }) }));
  await there.send(new PutTargetsCommand({ Rule: 'crossing', Targets: [{ Id: 'bus', Arn: bus, RoleArn: await cloud.role('crossing', 'events.amazonaws.com', undefined, OTHER) }] }));
  const put = (n: number) => there.send(new PutEventsCommand({ Entries: [{ Source: 'test.crossing', DetailType: 'test', Detail: JSON.stringify({ n }) }] }));
  const arrived = async () => ((await logs.send(new FilterLogEventsCommand({ logGroupName: '/events/crossed' }))).events ?? []).map(({ message }) => JSON.parse(message ?? '{}').detail.n);
  const log = path.join(cloud.temporary, 'state', 'logs', 'events.log');
  const refusals = async (count: number) => existsSync(log) && readFileSync(log, 'utf8').split(`crossing -> ${bus} failed`).length === count + 1;
  await put(1);
  await eventually(() => refusals(1), 'a refusal');
  await stack('policy', { Policy: type('AWS::Events::EventBusPolicy', { StatementId: 'other', Action: 'events:PutEvents', Principal: OTHER }) });
  await put(2);
  await eventually(async () => (await arrived()).includes(2), 'the event of an account that is let in');
  await remove('policy');
  await put(3);
  await eventually(() => refusals(2), 'another refusal');
  expect(await arrived()).toEqual([2]);
});
