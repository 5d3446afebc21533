import { rmSync } from 'node:fs';
import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand, GetTemplateCommand, waitUntilStackDeleteComplete } from '@aws-sdk/client-cloudformation';
import { CodeCommitClient, GetBranchCommand, GetPullRequestCommand, GetRepositoryCommand, MergePullRequestByFastForwardCommand } from '@aws-sdk/client-codecommit';
import { DescribeModelPackageCommand, DescribePipelineExecutionCommand, DescribeProcessingJobCommand, DescribeProjectCommand, ListPipelineExecutionStepsCommand, ListPipelinesCommand } from '@aws-sdk/client-sagemaker';
import { DescribePortfolioCommand, ServiceCatalogClient } from '@aws-sdk/client-service-catalog';
import { RetryStageExecutionCommand } from '@aws-sdk/client-codepipeline';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { eventually } from '../services/codebuild/cloud-under-test';
import { messagesOf } from '../services/codebuild/builds';
import { Estate } from './deployed-estate';
import { RestartingCloud } from './restarting-cloud';

const SECONDS = 180_000;
const CUT_OFF = 'the local cloud ended while';

describe.each([['told to end', 'SIGTERM'], ['killed', 'SIGKILL']] as const)('when a cloud was %s and starts again', (_, signal) => {
  const running = new RestartingCloud();
  const { cloud } = running;
  let estate: Estate;
  let before: string;
  let left: string[];

  beforeAll(async () => {
    await running.start();
    before = running.endpoint;
    estate = await Estate.in(cloud);
    await running.end(signal);
    await running.start();
    left = cloud.processesWith('sleep 300');
  }, SECONDS);

  afterAll(async () => {
    await running.close();
    rmSync(running.folder, { recursive: true, force: true });
  }, SECONDS);

  test('it is where it was, and knows the sessions that it gave', async () => {
    expect(running.endpoint).toBe(before);
    expect((await cloud.client(STSClient, estate.session).send(new GetCallerIdentityCommand({}))).Arn).toMatch(/assumed-role\/somebody\/tester$/);
    expect((await cloud.client(CodeCommitClient, estate.session).send(new GetRepositoryCommand({ repositoryName: 'code' }))).repositoryMetadata?.defaultBranch).toBe('main');
  });

  test('nothing runs any more of what it had at work', () => {
    expect(left).toEqual([]);
  });

  test('repositories have their commits, and pull requests can be merged', async () => {
    const codecommit = cloud.client(CodeCommitClient);
    const head = async () => (await codecommit.send(new GetBranchCommand({ repositoryName: 'code', branchName: 'main' }))).branch?.commitId;
    expect(await head()).toBe(estate.ids.commit);
    const pullRequestId = estate.ids.pullRequest;
    const { pullRequest } = await codecommit.send(new GetPullRequestCommand({ pullRequestId }));
    expect(pullRequest).toMatchObject({ title: 'a change', pullRequestStatus: 'OPEN', creationDate: expect.any(Date) });
    await codecommit.send(new MergePullRequestByFastForwardCommand({ pullRequestId, repositoryName: 'code' }));
    expect(await head()).not.toBe(estate.ids.commit);
  });

  test('builds that had ended are as they were, with their logs; one that ran has failed, and says why', async () => {
    const { builds } = estate.pipelines;
    const ended = await builds.look(estate.ids.ended);
    expect(ended).toMatchObject({ buildStatus: 'SUCCEEDED', startTime: expect.any(Date) });
    expect(await builds.output(ended)).toContain('of the build');
    const cut = await builds.look(estate.ids.running);
    expect(cut).toMatchObject({ buildStatus: 'FAILED', buildComplete: true });
    expect(messagesOf(cut)).toContain(CUT_OFF);
    expect((await builds.look(await builds.start('ended'))).buildNumber).toBeGreaterThan(cut.buildNumber ?? 0);
  });

  test('an approval that waited can be given, and the pipeline goes on, and then the execution that waited behind it', async () => {
    const { pipelines, ids } = estate;
    expect((await pipelines.execution('gated', ids.behind)).status).toBe('InProgress');
    expect(await pipelines.token('gated')).toBe(ids.token);
    await pipelines.answer('gated', ids.token);
    expect((await pipelines.ended('gated', ids.gated)).status).toBe('Succeeded');
    expect(await pipelines.output('gated', ids.gated, 'Build')).toContain('after the approval');
    await pipelines.answer('gated', await eventually(async () => {
      const token = await pipelines.token('gated');
      return token !== ids.token && token;
    }, 'the approval of the execution behind'), 'Rejected');
    expect((await pipelines.ended('gated', ids.behind)).status).toBe('Failed');
  });

  test('an execution that was at work has failed, says why, and its stage can be retried', async () => {
    const { pipelines, ids } = estate;
    const { status, statusSummary } = await pipelines.execution('cut', ids.cut);
    expect([status, statusSummary]).toEqual(['Failed', expect.stringMatching(`${CUT_OFF}.*retry the stage: Stage2/Build`)]);
    expect(await pipelines.statuses('cut', ids.cut)).toEqual({ Source: 'Succeeded', Build: 'Failed' });
    await pipelines.client.send(new RetryStageExecutionCommand({ pipelineName: 'cut', stageName: 'Stage2', pipelineExecutionId: ids.cut, retryMode: 'FAILED_ACTIONS' }));
    await pipelines.begun('cut', ids.cut, 'Build');
  });

  test('models have their versions and decisions; jobs and executions that ran have failed, and say why', async () => {
    const { ids, endpoints: { client } } = estate;
    expect(await client.send(new DescribeModelPackageCommand({ ModelPackageName: ids.version }))).toMatchObject({ ModelApprovalStatus: 'Approved', ModelPackageVersion: 1, CreationTime: expect.any(Date) });
    const job = await client.send(new DescribeProcessingJobCommand({ ProcessingJobName: 'running' }));
    expect(job).toMatchObject({ ProcessingJobStatus: 'Failed', FailureReason: expect.stringContaining(CUT_OFF), ProcessingEndTime: expect.any(Date) });
    expect((await client.send(new ListPipelinesCommand({}))).PipelineSummaries).toMatchObject([{ PipelineName: 'learn' }]);
    expect(await client.send(new DescribePipelineExecutionCommand({ PipelineExecutionArn: ids.execution }))).toMatchObject({ PipelineExecutionStatus: 'Failed', FailureReason: expect.stringContaining(CUT_OFF) });
    const { PipelineExecutionSteps } = await client.send(new ListPipelineExecutionStepsCommand({ PipelineExecutionArn: ids.execution }));
    expect(PipelineExecutionSteps).toMatchObject([{ StepName: 'Process', StepStatus: 'Failed', FailureReason: expect.stringContaining(CUT_OFF) }]);
  });

  test('an endpoint answers', async () => {
    expect((await estate.endpoints.invoke('served', '3,4')).said).toMatchObject({ model: 'served', body: '3,4', mode: 'test' });
    expect(await estate.endpoints.settled('served')).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'served' });
  });

  test('stacks have their outputs and templates, and their resources, which the provider still takes away', async () => {
    const client = cloud.client(CloudFormationClient);
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: 'lowered' }));
    expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputValue: `${before}/v1/repos/of-a-stack` }] });
    expect((await client.send(new GetTemplateCommand({ StackName: 'lowered' }))).TemplateBody).toContain('AWS::Events::EventBusPolicy');
    await client.send(new DeleteStackCommand({ StackName: 'lowered' }));
    await waitUntilStackDeleteComplete({ client, maxWaitTime: 60, minDelay: 0.2, maxDelay: 0.5 }, { StackName: 'lowered' });
    await expect(cloud.client(CodeCommitClient).send(new GetRepositoryCommand({ repositoryName: 'of-a-stack' }))).rejects.toThrow('does not exist');
  });

  test('the catalog has its portfolios, and projects come to their end', async () => {
    const { PortfolioDetail } = await cloud.client(ServiceCatalogClient).send(new DescribePortfolioCommand({ Id: estate.ids.portfolio }));
    expect(PortfolioDetail?.DisplayName).toBe('portfolio');
    const project = await eventually(async () => {
      const found = await estate.endpoints.client.send(new DescribeProjectCommand({ ProjectName: 'project' }));
      return /InProgress|Pending/.test(found.ProjectStatus ?? '') ? undefined : found;
    }, 'the end of the project');
    expect(project.ProjectStatus).toBe('CreateCompleted');
  });
});
