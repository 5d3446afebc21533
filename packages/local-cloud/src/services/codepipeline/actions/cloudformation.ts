import { setTimeout as pause } from 'node:timers/promises';
import {
  CloudFormationClient, CreateChangeSetCommand, CreateStackCommand, DeleteStackCommand, DescribeChangeSetCommand, DescribeStackEventsCommand, DescribeStacksCommand, ExecuteChangeSetCommand,
  type Capability, type Parameter, type Stack, type Tag, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../service';
import type { ActionContext, ActionProvider } from './action-context';

const LOOK_MILLISECONDS = 100;

interface Deployment {
  readonly client: CloudFormationClient;
  readonly StackName: string;
  readonly input: { readonly StackName: string; readonly TemplateBody?: string; readonly Parameters: Parameter[]; readonly Tags?: Tag[]; readonly Capabilities: Capability[]; readonly RoleARN?: string };
  readonly signal: AbortSignal;
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html */
export const cloudFormationAction: ActionProvider = async (context) => {
  const { configuration } = context;
  const deployment = await prepare(context);
  switch (configuration.ActionMode) {
    case 'CREATE_UPDATE': await createOrUpdate(deployment); break;
    case 'REPLACE_ON_FAILURE': await replaceOnFailure(deployment); break;
    case 'DELETE_ONLY': await remove(deployment); return {};
    case 'CHANGE_SET_REPLACE': await changeSet(deployment, configuration.ChangeSetName); return {};
    case 'CHANGE_SET_EXECUTE':
      await deployment.client.send(new ExecuteChangeSetCommand({ StackName: deployment.StackName, ChangeSetName: configuration.ChangeSetName }));
      await settled(deployment);
      break;
    default: throw new AwsError('InvalidActionConfiguration', `ActionMode ${configuration.ActionMode} is not in the table of what runs`);
  }
  const outputs = Object.fromEntries(((await stackOf(deployment))?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue ?? '']));
  const [artifact] = context.action.outputArtifacts ?? [];
  if (artifact && configuration.OutputFileName) {
    const { zipSync, strToU8 } = await import('fflate');
    await context.artifacts.put(artifact.name, zipSync({ [configuration.OutputFileName]: strToU8(JSON.stringify(outputs)) }), context.credentials);
  }
  return outputs;
};

async function prepare({ cloud, execution, action, configuration, credentials, artifacts, signal }: ActionContext): Promise<Deployment> {
  const client = new CloudFormationClient(cloud.clientOptions(credentials, action.region ?? execution.pipeline.region));
  const file = configuration.TemplateConfiguration ? JSON.parse(await artifacts.file(configuration.TemplateConfiguration, credentials)) : {};
  const overrides = configuration.ParameterOverrides ? JSON.parse(configuration.ParameterOverrides) : {};
  const Parameters = Object.entries<string>({ ...file.Parameters, ...overrides }).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue: String(ParameterValue) }));
  const Tags = file.Tags ? Object.entries<string>(file.Tags).map(([Key, Value]) => ({ Key, Value })) : undefined;
  const TemplateBody = configuration.TemplatePath ? await artifacts.file(configuration.TemplatePath, credentials) : undefined;
  const Capabilities = (configuration.Capabilities?.split(',') ?? []) as Capability[];
  const { StackName } = configuration;
  return { client, StackName, signal, input: { StackName, TemplateBody, Parameters, Tags, Capabilities, RoleARN: configuration.RoleArn } };
}

async function createOrUpdate(deployment: Deployment): Promise<void> {
  const { client, input } = deployment;
  const existing = await stackOf(deployment);
  if (!existing) await client.send(new CreateStackCommand(input));
  else {
    try {
      await client.send(new UpdateStackCommand(input));
    } catch (error) {
      if (!/No updates are to be performed/.test((error as Error).message)) throw error;
      return;
    }
  }
  await settled(deployment);
}

async function replaceOnFailure(deployment: Deployment): Promise<void> {
  const existing = await stackOf(deployment);
  if (existing && /(FAILED|ROLLBACK_COMPLETE)$/.test(existing.StackStatus ?? '')) await remove(deployment);
  await createOrUpdate(deployment);
}

async function remove(deployment: Deployment): Promise<void> {
  if (!(await stackOf(deployment))) return;
  await deployment.client.send(new DeleteStackCommand({ StackName: deployment.StackName, RoleARN: deployment.input.RoleARN }));
  await settled(deployment);
}

async function changeSet({ client, input, signal }: Deployment, ChangeSetName: string): Promise<void> {
  const existing = await client.send(new DescribeStacksCommand({ StackName: input.StackName })).then(({ Stacks = [] }) => Stacks[0], () => undefined);
  const ChangeSetType = existing && existing.StackStatus !== 'REVIEW_IN_PROGRESS' ? 'UPDATE' : 'CREATE';
  await client.send(new CreateChangeSetCommand({ ...input, ChangeSetName, ChangeSetType }));
  for (;;) {
    const { Status, StatusReason } = await client.send(new DescribeChangeSetCommand({ StackName: input.StackName, ChangeSetName }));
    if (Status === 'CREATE_COMPLETE' || (Status === 'FAILED' && /didn't contain changes|No updates/.test(StatusReason ?? ''))) return;
    if (Status === 'FAILED') throw new AwsError('JobFailed', StatusReason ?? 'the change set failed');
    await pause(LOOK_MILLISECONDS, undefined, { signal });
  }
}

async function stackOf({ client, StackName }: Deployment): Promise<Stack | undefined> {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** Waits for the stack's end. @throws AwsError with the resources that failed and why */
async function settled(deployment: Deployment): Promise<void> {
  for (;;) {
    const stack = await stackOf(deployment);
    const status = stack?.StackStatus ?? 'DELETE_COMPLETE';
    if (/^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(status)) return;
    if (!/_IN_PROGRESS$/.test(status)) throw new AwsError('JobFailed', `${deployment.StackName} ended as ${status}: ${await failures(deployment)}`);
    await pause(LOOK_MILLISECONDS, undefined, { signal: deployment.signal });
  }
}

async function failures({ client, StackName }: Deployment): Promise<string> {
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  const failed = StackEvents.filter(({ ResourceStatus = '', ResourceStatusReason = '' }) => /FAILED$/.test(ResourceStatus) && !/cancelled/i.test(ResourceStatusReason));
  return failed.map(({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`).join('; ') || 'no resource says why';
}
