import { CloudFormationClient, CreateStackCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { CreatePullRequestCommand, CodeCommitClient, CreateRepositoryCommand } from '@aws-sdk/client-codecommit';
import {
  CreateModelPackageCommand, CreateModelPackageGroupCommand, CreatePipelineCommand, CreateProcessingJobCommand, CreateProjectCommand, DescribePipelineExecutionCommand,
  DescribeProcessingJobCommand, StartPipelineExecutionCommand, UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { CreatePortfolioCommand, ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import type { SessionCredentials } from '../../src/cloud';
import { type CloudUnderTest, eventually, IMAGE } from '../services/codebuild/cloud-under-test';
import { WorkingCopy } from '../services/codecommit/working-copy';
import { approval, building, PipelinesUnderTest, s3Source } from '../services/codepipeline/pipelines';
import { Endpoints } from '../services/sagemaker/endpoints';
import { BUCKET as MODELS, python } from '../services/sagemaker/machine-learning';

export const OTHER = '222222222222';
/** A bus in a policy, a repository and a type without an effect: all of them are the provider's work. */
const LOWERED = {
  Resources: {
    Policy: { Type: 'AWS::Events::EventBusPolicy', Properties: { StatementId: 'in', Statement: { Effect: 'Allow', Principal: { AWS: OTHER }, Action: 'events:PutEvents', Resource: '*' } } },
    Repository: { Type: 'AWS::CodeCommit::Repository', Properties: { RepositoryName: 'of-a-stack' } },
    Document: { Type: 'AWS::SSM::Document', Properties: { Content: {} } },
  },
  Outputs: { Url: { Value: { 'Fn::GetAtt': ['Repository', 'CloneUrlHttp'] } } },
};
const OF_PROJECT = {
  Parameters: { SageMakerProjectName: { Type: 'String' }, SageMakerProjectId: { Type: 'String' } },
  Resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } } },
};
const SLEEP = python('import time', 'time.sleep(300)');

/** One of each of what a cloud remembers, some of it at work. */
export class Estate {
  static async in(cloud: CloudUnderTest): Promise<Estate> {
    const estate = new Estate(cloud, await PipelinesUnderTest.in(cloud), await Endpoints.in(cloud));
    await Promise.all([estate.commit(), estate.build(), estate.pipe(), estate.learn(), estate.serve(), estate.deploy(), estate.provision()]);
    return estate;
  }

  readonly ids: Record<string, string> = {};
  session!: SessionCredentials;

  private constructor(private readonly cloud: CloudUnderTest, readonly pipelines: PipelinesUnderTest, readonly endpoints: Endpoints) {}

  private async commit(): Promise<void> {
    const { cloud } = this;
    const codecommit = cloud.client(CodeCommitClient);
    await codecommit.send(new CreateRepositoryCommand({ repositoryName: 'code' }));
    const copy = await WorkingCopy.of(cloud, 'code');
    this.ids.commit = await copy.commit('first', { readme: 'first' });
    await copy.push();
    await copy.git('checkout', '--quiet', '-b', 'feature');
    await copy.commit('second', { readme: 'second' });
    await copy.push('HEAD:refs/heads/feature');
    const { pullRequest } = await codecommit.send(new CreatePullRequestCommand({ title: 'a change', targets: [{ repositoryName: 'code', sourceReference: 'feature', destinationReference: 'main' }] }));
    this.ids.pullRequest = pullRequest?.pullRequestId ?? '';
  }

  private async build(): Promise<void> {
    const { builds } = this.pipelines;
    this.ids.ended = (await builds.run('ended', { phases: { build: { commands: ['echo of the build'] } } })).id ?? '';
    this.ids.running = await builds.start(await builds.project('running', { phases: { build: { commands: ['sleep 300'] } } }));
    await eventually(async () => (await builds.look(this.ids.running)).currentPhase === 'DOWNLOAD_SOURCE' && this.cloud.processesWith('build.sh').length > 0, 'the build at work');
  }

  /** One stands at an approval, another waits behind it; a third is at work. */
  private async pipe(): Promise<void> {
    const { pipelines, ids } = this;
    await pipelines.project('after', ['echo after the approval']);
    await pipelines.create('gated', [[s3Source()], [approval()], [building('Build', 'after')]]);
    ids.gated = await pipelines.start('gated');
    ids.token = await pipelines.token('gated');
    ids.behind = await pipelines.start('gated');
    await eventually(async () => (await pipelines.statuses('gated', ids.behind)).Source === 'Succeeded', 'the second execution in front of the approval');
    await pipelines.project('long', ['[ -f "$CODEBUILD_SRC_DIR/readme" ] && sleep 300']);
    await pipelines.create('cut', [[s3Source()], [building('Build', 'long')]]);
    ids.cut = await pipelines.start('cut');
    await pipelines.begun('cut', ids.cut, 'Build');
  }

  private async learn(): Promise<void> {
    const { ids, endpoints: { client, learning } } = this;
    await client.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'group' }));
    const version = { ModelPackageGroupName: 'group', InferenceSpecification: { Containers: [{ Image: IMAGE }], SupportedContentTypes: ['text/csv'], SupportedResponseMIMETypes: ['text/csv'] } };
    ids.version = (await client.send(new CreateModelPackageCommand(version))).ModelPackageArn ?? '';
    await client.send(new UpdateModelPackageCommand({ ModelPackageArn: ids.version, ModelApprovalStatus: 'Approved' }));
    await client.send(new CreateProcessingJobCommand({ ProcessingJobName: 'running', ...learning.processingInput(SLEEP) }));
    const step = { Name: 'Process', Type: 'Processing', Arguments: learning.processingInput(SLEEP) };
    await client.send(new CreatePipelineCommand({ PipelineName: 'learn', RoleArn: learning.role, ClientRequestToken: 'x'.repeat(32), PipelineDefinition: JSON.stringify({ Version: '2020-12-01', Steps: [step] }) }));
    ids.execution = (await client.send(new StartPipelineExecutionCommand({ PipelineName: 'learn', ClientRequestToken: 'x'.repeat(32) }))).PipelineExecutionArn ?? '';
    await eventually(async () => (await client.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'running' }))).ProcessingStartTime, 'the job at work');
    await client.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn: ids.execution }));
  }

  private serve(): Promise<string> {
    return this.endpoints.serving('served');
  }

  private async deploy(): Promise<void> {
    const client = this.cloud.client(CloudFormationClient);
    await client.send(new CreateStackCommand({ StackName: 'lowered', TemplateBody: JSON.stringify(LOWERED) }));
    await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.5 }, { StackName: 'lowered' });
    this.session = await this.cloud.session('somebody', [{ Effect: 'Allow', Action: 'codecommit:*', Resource: '*' }]);
  }

  private async provision(): Promise<void> {
    const { cloud, ids } = this;
    const portfolio = { DisplayName: 'portfolio', ProviderName: 'us', IdempotencyToken: 'x' };
    ids.portfolio = (await cloud.client(ServiceCatalogClient).send(new CreatePortfolioCommand(portfolio))).PortfolioDetail?.Id ?? '';
    await cloud.put(MODELS, 'project.json', JSON.stringify(OF_PROJECT));
    const RoleARN = await cloud.role('of-projects', 'cloudformation.amazonaws.com');
    const provider = { TemplateName: 'project', TemplateURL: `https://s3.eu-west-1.amazonaws.com/${MODELS}/project.json`, RoleARN };
    await this.endpoints.client.send(new CreateProjectCommand({ ProjectName: 'project', TemplateProviders: [{ CfnTemplateProvider: provider }] }));
  }
}
