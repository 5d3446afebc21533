import { CodePipelineClient, PutApprovalResultCommand, GetPipelineStateCommand } from '@aws-sdk/client-codepipeline';
import { DescribeEndpointCommand, SageMakerClient, UpdateModelPackageCommand } from '@aws-sdk/client-sagemaker';
import type { Life } from '../life';
import { gateDecision, versionDecision } from '../passport/gather/decisions';
import { servingFacts } from '../passport/gather/serving';
import { Person } from '../people/person';
import { actionsOf, ended, executionsOf, newExecution, reaches } from '../pipelines';
import { Deviation, type Station } from '../station';
import { until } from '../until';

export const FIRST_GATE = 'Approve';
const PROD_GATE = 'ApproveProd';

/** Approval in the registry is the first of three decisions; its event starts the deploy pipeline. */
export const approval: Station = {
  title: 'The lead approves the version: the deploy pipeline asks at its first gate',
  async visit(life) {
    life.deployExecution = await approveVersion(life, life.version);
    await reaches(life, life.project.deployPipeline, life.deployExecution, FIRST_GATE);
    life.passport.record('versionDecision', () => versionDecision(life, life.version));
    life.view.say(`${life.project.deployPipeline} waits at ${FIRST_GATE}`);
  },
};

/** The gate is answered; pre-prod is deployed and tested; the pipeline asks before prod. */
export const preProd: Station = {
  title: 'A second lead opens the first gate: pre-prod is deployed and its endpoint tested',
  async visit(life) {
    const { deployPipeline } = life.project;
    await mustNotExist(life, 'prod');
    const { dana, lena, pia } = life.people;
    for (const other of [dana, pia]) await mustNotAnswer(life, other, FIRST_GATE);
    await approve(life, lena, FIRST_GATE, 'metrics and deployment code read');
    await reaches(life, deployPipeline, life.deployExecution, PROD_GATE);
    const actions = await actionsOf(life.people.leo, deployPipeline, life.deployExecution);
    life.view.say(actions.filter(({ status }) => status === 'Succeeded').map(({ actionName }) => actionName).reverse().join(' → '));
    life.view.say(`endpoint ${life.project.endpoint} in pre-prod: ${await endpointStatus(life, 'pre-prod')}`);
    await mustNotExist(life, 'prod');
    life.passport.record('preProdDecision', () => gateDecision(life, FIRST_GATE, 'The first gate of the deploy pipeline'));
    life.passport.record('preProd', () => servingFacts(life, 'pre-prod'));
  },
};

/** The third decision, then prod. */
export const prod: Station = {
  title: 'The product owner opens the gate before prod: the same template is deployed there',
  async visit(life) {
    const { dana, leo, lena, pia } = life.people;
    for (const other of [dana, leo, lena]) await mustNotAnswer(life, other, PROD_GATE);
    await approve(life, pia, PROD_GATE, 'the tests in pre-prod passed');
    const status = await ended(life, life.project.deployPipeline, life.deployExecution);
    if (status !== 'Succeeded') throw new Deviation(`${life.project.deployPipeline} ended as ${status}`);
    life.passport.record('prodDecision', () => gateDecision(life, PROD_GATE, 'The gate before prod'));
    life.passport.record('prod', () => servingFacts(life, 'prod'));
    life.view.say(`endpoint ${life.project.endpoint} in prod: ${await endpointStatus(life, 'prod')}`);
  },
};

/** Approves a version in the registry and waits for the deploy pipeline that its event starts. */
export async function approveVersion(life: Life, version: string): Promise<string> {
  const { people: { leo }, project: { deployPipeline } } = life;
  const known = await executionsOf(leo, deployPipeline);
  await leo.use(SageMakerClient).send(
    new UpdateModelPackageCommand({ ModelPackageArn: version, ModelApprovalStatus: 'Approved', ApprovalDescription: 'metrics read' }),
  );
  life.view.say(`${leo.name} approved ${version.split(':').pop()}`);
  return newExecution(life, deployPipeline, known);
}

/** Opens a gate. */
export async function approve(life: Life, person: Person, stageName: string, summary: string): Promise<void> {
  await answer(life, person, stageName, summary);
  life.view.say(`${person.name} approved at ${stageName}: ${summary}`);
}

/** Who decided about the version before, or will, may not answer a gate that is another's. */
export async function mustNotAnswer(life: Life, person: Person, stageName: string): Promise<void> {
  try {
    await answer(life, person, stageName, 'not mine');
  } catch (error) {
    if (!(error instanceof Error) || !/AccessDenied/.test(error.name)) throw error;
    return life.view.say(`${person.name} may not answer ${stageName}, which is another's`);
  }
  throw new Deviation(`${person.name} answered ${stageName}, which is another's`);
}

async function answer({ project: { deployPipeline }, signal }: Life, person: Person, stageName: string, summary: string): Promise<void> {
  const codepipeline = person.use(CodePipelineClient);
  // an action begins a moment before it has its token
  const action = await until(`the token of ${stageName}`, async () => {
    const { stageStates = [] } = await codepipeline.send(new GetPipelineStateCommand({ name: deployPipeline }));
    return stageStates.find((stage) => stage.stageName === stageName)?.actionStates?.find(({ latestExecution }) => latestExecution?.token);
  }, { timeoutSeconds: 30, signal });
  await codepipeline.send(new PutApprovalResultCommand({
    pipelineName: deployPipeline, stageName, actionName: action.actionName, token: action.latestExecution?.token, result: { status: 'Approved', summary },
  }));
}

export async function endpointStatus(life: Life, purpose: string): Promise<string> {
  const administrator = Person.administrator(life.cloud, 'IT', life.topology.accounts[purpose]);
  const { EndpointStatus } = await administrator.use(SageMakerClient).send(new DescribeEndpointCommand({ EndpointName: life.project.endpoint }));
  return EndpointStatus ?? '';
}

async function mustNotExist(life: Life, purpose: string): Promise<void> {
  try {
    await endpointStatus(life, purpose);
  } catch (error) {
    if (error instanceof Error && /Could not find endpoint/i.test(error.message)) return;
    throw error;
  }
  throw new Deviation(`there is an endpoint in ${purpose} already`);
}
