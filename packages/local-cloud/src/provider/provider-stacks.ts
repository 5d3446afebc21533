import { setTimeout as pause } from 'node:timers/promises';
import { type CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { providerTemplate } from './provider-stack';

const STACK = 'LocalCloud';
const LOOK_MILLISECONDS = 50;

/** Makes the provider exist, once in each account and region. */
export class ProviderStacks {
  private readonly made = new Map<string, Promise<void>>();

  /**
   * @param clientOf a client of the emulator's CloudFormation
   * @param token lets the provider's functions in
   */
  constructor(private readonly clientOf: (account: string, region: string) => Pick<CloudFormationClient, 'send'>, private readonly token: string) {}

  /** @throws Error with the stack's status and reason when it cannot be made; the next call tries again */
  ensure(account: string, region: string): Promise<void> {
    const at = `${account}/${region}`;
    const known = this.made.get(at) ?? this.make(at, this.clientOf(account, region));
    this.made.set(at, known);
    known.catch(() => this.made.delete(at));
    return known;
  }

  private async make(at: string, client: Pick<CloudFormationClient, 'send'>): Promise<void> {
    const found = await stackOf(client);
    if (found?.StackStatus === 'CREATE_COMPLETE') return;
    // what the end of a cloud cut off serves nobody, and stands in the way
    if (found) await removed(client);
    await client.send(new CreateStackCommand({ StackName: STACK, TemplateBody: providerTemplate(this.token), Capabilities: ['CAPABILITY_NAMED_IAM'] }));
    for (;;) {
      const { StackStatus: status, StackStatusReason: reason } = (await stackOf(client)) ?? {};
      if (status === 'CREATE_COMPLETE') return;
      if (status !== 'CREATE_IN_PROGRESS') throw new Error(`the provider of ${at} ended as ${status}: ${reason}`);
      await pause(LOOK_MILLISECONDS);
    }
  }
}

async function removed(client: Pick<CloudFormationClient, 'send'>): Promise<void> {
  await client.send(new DeleteStackCommand({ StackName: STACK }));
  for (;;) {
    const stack = await stackOf(client);
    if (!stack) return;
    if (stack.StackStatus === 'DELETE_FAILED') throw new Error(`${STACK} of an earlier run cannot be deleted: ${stack.StackStatusReason}`);
    await pause(LOOK_MILLISECONDS);
  }
}

async function stackOf(client: Pick<CloudFormationClient, 'send'>): Promise<Stack | undefined> {
  try {
    return (await client.send(new DescribeStacksCommand({ StackName: STACK }))).Stacks?.[0];
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}
