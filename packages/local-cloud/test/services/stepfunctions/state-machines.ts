import type { CloudUnderTest } from '../codebuild/cloud-under-test';
import { ACCOUNT, eventually, REGION, type Statement } from '../codebuild/cloud-under-test';

/** Calls Step Functions as an account's root. @throws Error with the code and message of a refusal */
export async function states(cloud: CloudUnderTest, operation: string, input: object, account = ACCOUNT): Promise<any> {
  const answer = await fetch(cloud.local.endpoint, {
    method: 'POST', body: JSON.stringify(input),
    headers: {
      'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}`,
      'authorization': `AWS4-HMAC-SHA256 Credential=${account}/20260101/${REGION}/states/aws4_request, SignedHeaders=host, Signature=0`,
    },
  });
  const said: any = await answer.json();
  if (!answer.ok) throw new Error(`${said.__type}: ${said.message}`);
  return said;
}

export interface Ended {
  readonly status: string;
  readonly output: any;
  readonly error?: string;
  readonly cause?: string;
}

let machines = 0;

/** A state machine whose role may do what the statements say. @returns its ARN */
export async function machine(cloud: CloudUnderTest, definition: object, statements: readonly Statement[]): Promise<string> {
  const name = `machine-${++machines}`;
  const roleArn = await cloud.role(name, 'states.amazonaws.com', statements);
  return (await states(cloud, 'CreateStateMachine', { name, roleArn, definition: JSON.stringify(definition) })).stateMachineArn;
}

export async function start(cloud: CloudUnderTest, stateMachineArn: string, input: object = {}): Promise<string> {
  return (await states(cloud, 'StartExecution', { stateMachineArn, input: JSON.stringify(input) })).executionArn;
}

/** Waits for an execution's end. */
export function ended(cloud: CloudUnderTest, executionArn: string): Promise<Ended> {
  return eventually(async () => {
    const { status, output, error, cause } = await states(cloud, 'DescribeExecution', { executionArn });
    return status !== 'RUNNING' && { status, error, cause, output: output ? JSON.parse(output) : undefined };
  }, `the end of ${executionArn}`);
}

/** A state machine of one Task. */
export const oneTask = (task: object, more: object = {}) => ({ StartAt: 'Task', States: { Task: { Type: 'Task', End: true, ...task } }, ...more });

/** Runs a new state machine to its end. */
export async function run(cloud: CloudUnderTest, definition: object, statements: readonly Statement[], input: object = {}): Promise<Ended> {
  return ended(cloud, await start(cloud, await machine(cloud, definition, statements), input));
}
