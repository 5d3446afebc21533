import { randomUUID } from 'node:crypto';
import type { CallRecord } from '../gateway/call-record';
import { rolesPassedByType } from '../gateway/passed-roles';
import type { Principal } from '../gateway/principal';
import type { AccessRequest, ResourceHandler, ResourceContext, ResourceResult } from '../services/service';

/** What CloudFormation sends to a custom resource. */
interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: { readonly Type: string; readonly Properties?: Record<string, unknown> };
  readonly OldResourceProperties?: { readonly Properties?: Record<string, unknown> };
}

interface ResourceAnswer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
  readonly Data?: Record<string, string | string[]>;
}

/** Creates, updates and deletes lowered resources with the handlers of the runner's services. */
export class Provider {
  /**
   * @param handlerOf the handler of a type; of a stored one where no service has any
   * @param principalOf in whose name a stack's resources are made; the account's root where nobody asked the gateway for the stack
   * @param demand what must be allowed to whoever makes them: the roles that they pass
   */
  constructor(
    private readonly handlerOf: (type: string) => ResourceHandler, private readonly partition: string,
    private readonly principalOf: (stackId: string) => Principal | undefined, private readonly log: (line: string) => void,
    private readonly demand: (principal: Principal, access: AccessRequest) => Promise<void>, private readonly record: CallRecord = () => undefined,
  ) {}

  async answer(event: ResourceEvent): Promise<ResourceAnswer> {
    const { RequestType, LogicalResourceId, ResourceProperties: { Type }, PhysicalResourceId } = event;
    try {
      const result = await this.apply(event);
      this.log(`${RequestType} ${Type} ${LogicalResourceId}: ${result?.physicalId ?? PhysicalResourceId}`);
      this.record(Type);
      return { Status: 'SUCCESS', PhysicalResourceId: result?.physicalId ?? PhysicalResourceId, Data: result?.attributes };
    } catch (error) {
      this.log(`${RequestType} ${Type} ${LogicalResourceId} failed: ${(error as Error).stack}`);
      return { Status: 'FAILED', Reason: (error as Error).message, PhysicalResourceId };
    }
  }

  private async apply(event: ResourceEvent): Promise<ResourceResult | undefined> {
    const { Type, Properties = {} } = event.ResourceProperties;
    const handler = this.handlerOf(Type);
    const context = this.contextOf(event);
    const id = event.PhysicalResourceId;
    if (event.RequestType !== 'Delete') for (const access of rolesPassedByType(Type, Properties, context)) await this.demand(context.principal, access);
    if (event.RequestType === 'Create' || id === undefined) return handler.create(Properties, context);
    if (event.RequestType === 'Update') return handler.update(id, Properties, event.OldResourceProperties?.Properties ?? {}, context);
    // a resource whose creation failed carries its logical id: there is nothing to delete
    if (id !== event.LogicalResourceId) await handler.delete(id, Properties, context);
    return undefined;
  }

  private contextOf({ StackId, LogicalResourceId }: ResourceEvent): ResourceContext {
    const [, , , region, account] = StackId.split(':');
    return {
      account, region, partition: this.partition, stackId: StackId, logicalId: LogicalResourceId, requestId: randomUUID(), conditions: {},
      principal: this.principalOf(StackId) ?? { arn: `arn:${this.partition}:iam::${account}:root`, account, type: 'root' },
    };
  }
}
