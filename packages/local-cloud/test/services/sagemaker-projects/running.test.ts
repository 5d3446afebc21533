import { DescribeStacksCommand, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CreateProjectCommand, DeleteProjectCommand, DescribeProjectCommand, ListProjectsCommand, SageMakerClient, UpdateProjectCommand } from '@aws-sdk/client-sagemaker';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CloudUnderTest, eventually } from '../codebuild/cloud-under-test';
import { RunningCatalog } from '../servicecatalog/running-catalog';

let cloud: CloudUnderTest;
let catalog: RunningCatalog;
let lead: SageMakerClient;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  catalog = await RunningCatalog.in(cloud);
  lead = cloud.client(SageMakerClient, catalog.lead);
});

afterAll(() => cloud.stop());

const ended = (ProjectName: string) => eventually(async () => {
  const project = await lead.send(new DescribeProjectCommand({ ProjectName }));
  return /Pending|InProgress/.test(project.ProjectStatus ?? '') ? undefined : project;
}, `the end of ${ProjectName}`);
const value = (Name: string) => cloud.client(SSMClient).send(new GetParameterCommand({ Name })).then(({ Parameter }) => Parameter?.Value, (error: Error) => error.name);

test('a project from a product makes its stack, changes with it, is listed, and goes with it', async () => {
  const { ProductId, ProvisioningArtifactId } = await catalog.open('credit');
  const ProvisioningParameters = [{ Key: 'Name', Value: 'of-a-project' }];
  await lead.send(new CreateProjectCommand({ ProjectName: 'credit', ServiceCatalogProvisioningDetails: { ProductId, ProvisioningArtifactId, ProvisioningParameters } }));
  const created = await ended('credit');
  expect(created.ProjectStatus).toBe('CreateCompleted');
  expect(await value('of-a-project')).toBe('credit-1');
  const [{ Parameters }] = (await cloud.client(CloudFormationClient).send(new DescribeStacksCommand({}))).Stacks?.filter(({ StackName }) => StackName?.startsWith('SC-')) ?? [];
  expect(Parameters).toContainEqual(expect.objectContaining({ ParameterKey: 'SageMakerProjectId', ParameterValue: created.ProjectId }));

  await lead.send(new UpdateProjectCommand({ ProjectName: 'credit', ServiceCatalogProvisioningUpdateDetails: { ProvisioningParameters: [{ Key: 'Name', Value: 'of-the-project' }] } }));
  expect((await ended('credit')).ProjectStatus).toBe('UpdateCompleted');
  expect([await value('of-a-project'), await value('of-the-project')]).toEqual(['ParameterNotFound', 'credit-1']);
  expect((await lead.send(new ListProjectsCommand({ NameContains: 'cred' }))).ProjectSummaryList).toEqual([expect.objectContaining({ ProjectName: 'credit', ProjectStatus: 'UpdateCompleted' })]);

  await lead.send(new DeleteProjectCommand({ ProjectName: 'credit' }));
  expect((await ended('credit')).ProjectStatus).toBe('DeleteCompleted');
  expect(await value('of-the-project')).toBe('ParameterNotFound');
});
