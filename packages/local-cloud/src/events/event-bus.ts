import { randomUUID } from 'node:crypto';
import {
  type EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand, type Rule, type Target, TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import type { BusAccess } from './bus-access';
import type { AwsEvent, EventSink, EventTarget } from './event';
import { inputOf } from './target-input';

export interface EventBusOptions {
  /** A client of the emulator's EventBridge in an account. */
  readonly clientOf: (account: string, region: string) => EventBridgeClient;
  /** Deliveries to what the emulator holds: Lambda, SQS, SNS, Step Functions, log groups. */
  readonly native: EventTarget;
  readonly access: BusAccess;
  readonly log: (line: string) => void;
}

interface Bus {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** On its way: how it came to a bus, and which targets it is for there. */
interface Delivery {
  readonly event: AwsEvent;
  /** An event that came from another bus goes to no third one (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html). */
  readonly forwarded: boolean;
  /** The emulator has served the bus's targets that it can reach. */
  readonly emulatorDelivered: boolean;
}

/** A PutEvents entry that the emulator took. */
export interface PutEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly Resources?: readonly string[];
  readonly EventBusName?: string;
}

/**
 * Delivers events to the rules of a bus. The emulator refuses `aws.*` sources and knows no targets in other accounts: here they are matched
 * with its own TestEventPattern and handed on (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html).
 */
export class EventBus implements EventSink {
  private readonly targets = new Map<string, EventTarget>();
  private isClosed = false;

  constructor(private readonly options: EventBusOptions) {}

  register(service: string, target: EventTarget): void {
    this.targets.set(service, target);
  }

  async emit(event: Pick<AwsEvent, 'account' | 'region' | 'source' | 'detail-type' | 'resources' | 'detail'>, bus = 'default'): Promise<void> {
    if (this.isClosed) return;
    const { account, region } = event;
    await this.deliver({ event: whole(event), forwarded: false, emulatorDelivered: false }, { account, region, name: bus });
  }

  /** Tells nobody of anything any more. */
  close(): void {
    this.isClosed = true;
  }

  /** After the emulator took a user's PutEvents: the targets that it cannot reach get the event from here. */
  forward = async (account: string, region: string, entries: readonly PutEntry[]): Promise<void> => {
    for (const { Source = '', DetailType = '', Detail = '{}', Resources = [], EventBusName = 'default' } of entries) {
      const bus = busOf(EventBusName, account, region);
      if (bus.account !== account || bus.region !== region) {
        this.options.log(`${Source} ${DetailType} for ${EventBusName}: PutEvents to a bus of another account or region is not in the table of what runs; use a rule`);
        continue;
      }
      const event = whole({ account, region, 'source': Source, 'detail-type': DetailType, 'resources': Resources, 'detail': JSON.parse(Detail) });
      await this.deliver({ event, forwarded: false, emulatorDelivered: true }, bus);
    }
  };

  private async deliver(delivery: Delivery, bus: Bus): Promise<void> {
    const client = this.options.clientOf(bus.account, bus.region);
    const rules = await this.attempt(`rules of ${bus.name} in ${bus.account}`, () => rulesOf(client, bus.name)) ?? [];
    for (const rule of rules.filter(({ State, EventPattern }) => State !== 'DISABLED' && EventPattern)) {
      await this.attempt(rule.Arn ?? '', () => this.follow(delivery, bus, rule, client));
    }
  }

  private async follow(delivery: Delivery, bus: Bus, rule: Rule, client: EventBridgeClient): Promise<void> {
    const { event } = delivery;
    const { Result } = await client.send(new TestEventPatternCommand({ EventPattern: rule.EventPattern, Event: JSON.stringify(event) }));
    if (Result !== true) return;
    for (const target of await targetsOf(client, bus.name, rule)) {
      await this.attempt(`${rule.Name} -> ${target.Arn}`, () => this.hand(delivery, bus, rule, target));
    }
  }

  private async hand(delivery: Delivery, bus: Bus, rule: Rule, target: Target): Promise<void> {
    const { event } = delivery;
    const arn = target.Arn ?? '';
    const service = arn.split(':')[2];
    if (service === 'events') return this.cross(delivery, bus, rule, target);
    const registered = this.targets.get(service);
    if (!registered && delivery.emulatorDelivered) return;
    this.options.log(`${event.source} ${event['detail-type']} ${rule.Name} -> ${arn}`);
    await (registered ?? this.options.native).deliver(arn, inputOf(target, event, rule), target.RoleArn, target);
  }

  private async cross({ event, forwarded, emulatorDelivered }: Delivery, from: Bus, rule: Rule, { Arn = '', RoleArn }: Target): Promise<void> {
    const to = busOf(Arn, from.account, from.region);
    if (forwarded) throw new Error('an event that came from another bus goes to no third one');
    const isHere = to.account === from.account && to.region === from.region;
    await this.options.access.demand({ event, ruleArn: rule.Arn ?? '', busArn: Arn, roleArn: RoleArn });
    this.options.log(`${event.source} ${event['detail-type']} ${rule.Name} -> ${Arn}`);
    await this.deliver({ event, forwarded: true, emulatorDelivered: emulatorDelivered && isHere }, to);
  }

  /** A rule or target that fails is logged and stops no other. */
  private async attempt<T>(what: string, action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      this.options.log(`${what} failed: ${(error as Error).message}`);
      return undefined;
    }
  }
}

const whole = (event: Omit<AwsEvent, 'version' | 'id' | 'time'>): AwsEvent => ({ version: '0', id: randomUUID(), time: `${new Date().toISOString().slice(0, 19)}Z`, ...event });

function busOf(nameOrArn: string, account: string, region: string): Bus {
  if (!nameOrArn.startsWith('arn:')) return { account, region, name: nameOrArn };
  const [, , , itsRegion, itsAccount, resource] = nameOrArn.split(':');
  return { account: itsAccount, region: itsRegion, name: resource.replace('event-bus/', '') };
}

async function rulesOf(client: EventBridgeClient, EventBusName: string): Promise<Rule[]> {
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListRulesCommand({ EventBusName, NextToken }));
    rules.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return rules;
}

async function targetsOf(client: EventBridgeClient, EventBusName: string, { Name }: Rule): Promise<Target[]> {
  const targets: Target[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListTargetsByRuleCommand({ EventBusName, Rule: Name, NextToken }));
    targets.push(...(page.Targets ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return targets;
}
