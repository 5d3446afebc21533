import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import type { LocalCloud } from '@mlops-foundation/local-cloud';
import { Account } from './account';

/** What is the local cloud's own in each account, or the bootstrap's. */
const KNOWN = /^(CDKToolkit$|LocalCloud$|local-cloud-)/;

type Listed = Readonly<Record<string, Record<string, string>[] | undefined>>;

/** What of an account's stacks and their resources is still there. */
export async function leftovers(cloud: LocalCloud, id: string): Promise<string[]> {
  const account = new Account(cloud, id);
  const { StackSummaries = [] } = await new CloudFormationClient(cloud.clientOptions(cloud.credentialsOf(id))).send(new ListStacksCommand({}));
  const found: Readonly<Record<string, readonly string[]>> = {
    'stack': StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(({ StackName }) => StackName ?? ''),
    'state machine': named(await account.call<Listed>('states', 'ListStateMachines'), 'stateMachines', 'name'),
    'endpoint': named(await account.call<Listed>('sagemaker', 'ListEndpoints'), 'Endpoints', 'EndpointName'),
    'endpoint configuration': named(await account.call<Listed>('sagemaker', 'ListEndpointConfigs'), 'EndpointConfigs', 'EndpointConfigName'),
    'model': named(await account.call<Listed>('sagemaker', 'ListModels'), 'Models', 'ModelName'),
    'rule': named(await account.call<Listed>('events', 'ListRules'), 'Rules', 'Name'),
    'event bus': named(await account.call<Listed>('events', 'ListEventBuses'), 'EventBuses', 'Name').filter((name) => name !== 'default'),
    'table': (await account.call<{ TableNames: string[] }>('dynamodb', 'ListTables')).TableNames,
    'queue': ((await account.call<{ QueueUrls?: string[] }>('sqs', 'ListQueues')).QueueUrls ?? []).map((url) => url.split('/').pop() ?? ''),
    'function': await account.functions(),
  };
  return Object.entries(found).flatMap(([kind, names]) => names.filter((name) => !KNOWN.test(name)).map((name) => `${kind} ${name}`));
}

const named = (answer: Listed, list: string, member: string): string[] => (answer[list] ?? []).map((one) => one[member]);
