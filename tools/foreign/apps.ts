import { type Account, eventually } from './account';

/** What an app of `packages/local-cloud/foreign` is to do once it is deployed. @throws Error when it does not */
type Use = (accountOf: (id: string) => Account) => Promise<void>;

interface Execution {
  readonly executionArn: string;
  readonly status: string;
  readonly output?: string;
}

/** Apps by their folders. */
export const APPS: Readonly<Record<string, Use>> = {
  'lambda-stepfunctions': async (accountOf) => {
    const account = accountOf('111111111111');
    const name = (await account.functions()).find((one) => one.startsWith('LambdaStepFunctions-'));
    const { executionArn } = await account.invoke<Execution>(name ?? '', { order: 1 });
    const ended = await ending(account, executionArn);
    demand(ended.status === 'SUCCEEDED' && ended.output === '{"order": 1}', 'the function starts an execution that succeeds', ended);
  },
  'hugging-face-endpoint': async (accountOf) => {
    const account = accountOf('111111111111');
    const { Endpoints: [{ EndpointName, EndpointStatus }] } = await account.call<{ Endpoints: { EndpointName: string; EndpointStatus: string }[] }>('sagemaker', 'ListEndpoints');
    const answer = await account.predict<{ generated_text: string }[]>(EndpointName, { inputs: 'Once upon a time' });
    demand(EndpointStatus === 'InService' && answer[0].generated_text === 'Once upon a time and so on', 'the endpoint answers', answer);
  },
  'two-accounts': async (accountOf) => {
    const [sender, receiver] = ['222222222222', '333333333333'].map(accountOf);
    await sender.call('events', 'PutEvents', { Entries: [{ Source: 'foreign.shop', DetailType: 'Order', Detail: JSON.stringify({ order: 'o-1', items: [3, 4] }) }] });
    const { stateMachines: [{ stateMachineArn }] } = await receiver.call<{ stateMachines: { stateMachineArn: string }[] }>('states', 'ListStateMachines');
    const [execution] = await eventually('an execution in the receiver\'s account', async () => {
      const { executions } = await receiver.call<{ executions: Execution[] }>('states', 'ListExecutions', { stateMachineArn });
      return executions.length > 0 && executions;
    });
    const ended = await ending(receiver, execution.executionArn);
    demand(ended.status === 'SUCCEEDED', 'the execution succeeds', ended);
    const { Item } = await receiver.call<{ Item?: { score?: { N: string } } }>('dynamodb', 'GetItem', { TableName: 'foreign-scores', Key: { order: { S: 'o-1' } } });
    demand(Number(Item?.score?.N) === 9, 'the endpoint\'s score, of two things for seven, is stored', Item);
    const { Messages = [] } = await receiver.call<{ Messages?: { Body: string }[] }>('sqs', 'ReceiveMessage', { QueueUrl: 'foreign-scored', WaitTimeSeconds: 1 });
    demand(Messages.length === 1 && Messages[0].Body.includes('o-1'), 'a message says that the order is scored', Messages);
  },
};

function ending(account: Account, executionArn: string): Promise<Execution> {
  return eventually(`the end of ${executionArn}`, async () => {
    const execution = await account.call<Execution>('states', 'DescribeExecution', { executionArn });
    return execution.status !== 'RUNNING' && execution;
  });
}

function demand(holds: boolean, rule: string, seen: unknown): void {
  if (!holds) throw new Error(`${rule}; but: ${JSON.stringify(seen)}`);
}
