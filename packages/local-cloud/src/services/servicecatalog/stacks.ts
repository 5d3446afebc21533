import {
  CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStackEventsCommand, DescribeStacksCommand, type Output, type Stack, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { Cloud, SessionCredentials } from '../../cloud';
import type { CallContext } from '../service';
import type { RecordOutput, Tag } from './model';
import { demandParameters } from './template-facts';
import type { TemplateStore } from './template-store';

export interface StackRequest {
  readonly template: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags?: readonly Tag[];
  readonly notificationArns?: readonly string[];
}

export interface StackOutcome {
  readonly succeeded: boolean;
  /** CloudFormation's status; `DELETE_COMPLETE` also when there is no such stack any more. */
  readonly status: string;
  readonly reason?: string;
  readonly outputs: readonly RecordOutput[];
}

/** What passes between two looks at a stack; rejects when the service closes. */
export type Pause = () => Promise<void>;

/** Everything a template may need to acknowledge: the launch role is the limit, not the flag. */
const CAPABILITIES = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'] as const;

/** Stacks that a service makes through CloudFormation with a role's credentials, like any user's. */
export class Stacks {
  private readonly client: CloudFormationClient;

  constructor(cloud: Cloud, credentials: SessionCredentials, private readonly place: Pick<CallContext, 'account' | 'region'>, private readonly templates: TemplateStore, private readonly pause: Pause) {
    this.client = new CloudFormationClient(cloud.clientOptions(credentials, place.region));
  }

  /** @returns the stack's ARN */
  async create(StackName: string, request: StackRequest): Promise<string> {
    const { StackId } = await this.client.send(new CreateStackCommand({ StackName, ...(await this.members(request)) }));
    return StackId ?? StackName;
  }

  /** @returns false when the template and parameters change nothing */
  async update(StackName: string, request: StackRequest): Promise<boolean> {
    try {
      await this.client.send(new UpdateStackCommand({ StackName, ...(await this.members(request)) }));
      return true;
    } catch (error) {
      if (/No updates are to be performed/.test((error as Error).message)) return false;
      throw error;
    }
  }

  async delete(StackName: string): Promise<void> {
    await this.client.send(new DeleteStackCommand({ StackName }));
  }

  /** Waits until a stack has come to rest. */
  async outcome(stackName: string): Promise<StackOutcome> {
    for (;;) {
      const stack = await this.describe(stackName);
      const status = stack?.StackStatus ?? 'DELETE_COMPLETE';
      if (!status.endsWith('_IN_PROGRESS')) return this.ended(stackName, status, stack);
      await this.pause();
    }
  }

  private async ended(stackName: string, status: string, stack: Stack | undefined): Promise<StackOutcome> {
    const outputs = [...arnOutput(stack), ...(stack?.Outputs ?? []).map(outputOf)];
    if (/^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(status)) return { succeeded: true, status, outputs };
    return { succeeded: false, status, reason: (await this.firstFailure(stackName)) ?? stack?.StackStatusReason ?? status, outputs };
  }

  private async describe(StackName: string): Promise<Stack | undefined> {
    try {
      return (await this.client.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
    } catch (error) {
      if (/does not exist/.test((error as Error).message)) return undefined;
      throw error;
    }
  }

  /** Why it failed: the first resource of the last operation that failed by itself; events come newest first. */
  private async firstFailure(StackName: string): Promise<string | undefined> {
    const { StackEvents = [] } = await this.client.send(new DescribeStackEventsCommand({ StackName }));
    const started = StackEvents.findIndex(({ ResourceType, ResourceStatus }) => ResourceType === 'AWS::CloudFormation::Stack' && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(ResourceStatus ?? ''));
    const failures = StackEvents.slice(0, started === -1 ? undefined : started + 1).reverse()
      .filter(({ ResourceStatus, ResourceStatusReason }) => ResourceStatus?.endsWith('_FAILED') && !/cancelled/i.test(ResourceStatusReason ?? ''));
    const [first] = failures.filter(({ ResourceType }) => ResourceType !== 'AWS::CloudFormation::Stack').concat(failures);
    return first && `${first.LogicalResourceId} (${first.ResourceType}): ${first.ResourceStatusReason}`;
  }

  private async members({ template, parameters, tags = [], notificationArns = [] }: StackRequest) {
    demandParameters(template, parameters);
    return {
      ...(await this.templates.forStack(template, this.place)),
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
      Tags: [...tags],
      NotificationARNs: [...notificationArns],
      Capabilities: [...CAPABILITIES],
    };
  }
}

function arnOutput(stack: Stack | undefined): RecordOutput[] {
  return stack?.StackId ? [{ OutputKey: 'CloudformationStackARN', OutputValue: stack.StackId, Description: 'The ARN of the launched Cloudformation Stack' }] : [];
}

const outputOf = ({ OutputKey = '', OutputValue = '', Description }: Output): RecordOutput => ({ OutputKey, OutputValue, Description });
