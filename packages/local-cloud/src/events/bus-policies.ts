import { Records } from '../services/records';
import type { ResourceContext, ResourceHandler } from '../services/service';

/** The statements of event buses' policies: the emulator's CloudFormation has no AWS::Events::EventBusPolicy, and its API drops whole policies. */
export class BusPolicies {
  /** Statements by their ids, for each bus. */
  private readonly buses: Records<Record<string, object>>;

  /** @param folder what it remembers over a restart */
  constructor(folder: string) {
    this.buses = new Records(folder);
  }

  /** The policy of a bus as JSON; undefined when it has none. */
  of(busArn: string): string | undefined {
    const statements = Object.values(this.buses.get(busArn) ?? {});
    return statements.length > 0 ? JSON.stringify({ Version: '2012-10-17', Statement: statements }) : undefined;
  }

  set(busArn: string, sid: string, statement: object): void {
    this.buses.set(busArn, { ...this.buses.get(busArn), [sid]: { ...statement, Sid: sid } });
  }

  remove(busArn: string, sid: string): void {
    const { [sid]: _, ...others } = this.buses.get(busArn) ?? {};
    this.buses.set(busArn, others);
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */
export function busPolicyResource(policies: () => BusPolicies): ResourceHandler {
  const set = (properties: any, context: ResourceContext) => {
    const busArn = arnOf(properties, context);
    policies().set(busArn, properties.StatementId, statementOf(properties, busArn));
    return { physicalId: `${busArn}|${properties.StatementId}` };
  };
  return {
    create: async (properties, context) => set(properties, context),
    update: async (_, properties, __, context) => set(properties, context),
    delete: async (id) => policies().remove(...(id.split('|') as [string, string])),
  };
}

const arnOf = ({ EventBusName = 'default' }: any, { account, region, partition }: ResourceContext): string =>
  (EventBusName.startsWith('arn:') ? EventBusName : `arn:${partition}:events:${region}:${account}:event-bus/${EventBusName}`);

/** The whole statement, or its parts in the older form, in which an organization narrows `*`. */
function statementOf({ Statement, Action = 'events:PutEvents', Principal, Condition }: any, busArn: string): object {
  if (Statement) return Statement;
  const condition = Condition && { [Condition.Type]: { [Condition.Key]: Condition.Value } };
  return { Effect: 'Allow', Action, Principal: Principal === '*' ? '*' : { AWS: Principal }, Resource: busArn, ...(condition ? { Condition: condition } : {}) };
}
