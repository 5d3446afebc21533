import { randomUUID } from 'node:crypto';
import {
  type EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand, type Rule, type Target, TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import type { AwsEvent, EventSink, EventTarget } from './event';
import { inputOf } from './target-input';

/** How many buses an event may cross, as AWS has it not go in circles. */
const MOST_HOPS = 3;

export interface EventBusOptions {
  /** A client of the emulator's EventBridge in an account. */
  readonly clientOf: (account: string, region: string) => EventBridgeClient;
  /** Deliveries to what the emulator holds: Lambda, SQS, SNS, Step Functions. */
  readonly native: EventTarget;
  readonly log: (line: string) => void;
}

/**
 * Delivers events to the rules of a bus. The emulator refuses `aws.*` sources and knows no targets in other accounts: here they are matched
 * with its own TestEventPattern and handed on (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html).
 */
export class EventBus implements EventSink {
  private readonly targets = new Map<string, EventTarget>();

  constructor(private readonly options: EventBusOptions) {}

  register(service: string, target: EventTarget): void {
    this.targets.set(service, target);
  }

  async emit(event: Pick<AwsEvent, 'account' | 'region' | 'source' | 'detail-type' | 'resources' | 'detail'>, bus = 'default'): Promise<void> {
    const whole: AwsEvent = { version: '0', id: randomUUID(), time: `${new Date().toISOString().slice(0, 19)}Z`, ...event };
    await this.deliver(whole, event.account, event.region, bus, 0, () => true);
  }

  /** After the emulator took a user's PutEvents: the targets that it cannot reach get the event from here. */
  forward = async (account: string, region: string, entries: readonly any[]): Promise<void> => {
    for (const { Source, DetailType, Detail, Resources, EventBusName } of entries) {
      const event: AwsEvent = {
        'version': '0', 'id': randomUUID(), 'time': `${new Date().toISOString().slice(0, 19)}Z`, account, region,
        'source': Source, 'detail-type': DetailType, 'resources': Resources ?? [], 'detail': JSON.parse(Detail ?? '{}'),
      };
      const bus = String(EventBusName ?? 'default').replace(/^arn:.*event-bus\//, '');
      await this.deliver(event, account, region, bus, 0, (target) => this.isOurs(target, account, region));
    }
  };

  private async deliver(event: AwsEvent, account: string, region: string, bus: string, hops: number, wanted: (target: Target) => boolean): Promise<void> {
    const client = this.options.clientOf(account, region);
    const { Rules = [] } = await client.send(new ListRulesCommand({ EventBusName: bus }));
    for (const rule of Rules.filter(({ State, EventPattern }) => State === 'ENABLED' && EventPattern)) {
      if (!(await this.matches(client, rule, event))) continue;
      const { Targets = [] } = await client.send(new ListTargetsByRuleCommand({ Rule: rule.Name, EventBusName: bus }));
      for (const target of Targets.filter(wanted)) await this.hand(event, rule, target, hops);
    }
  }

  private async matches(client: EventBridgeClient, rule: Rule, event: AwsEvent): Promise<boolean> {
    const { Result } = await client.send(new TestEventPatternCommand({ EventPattern: rule.EventPattern, Event: JSON.stringify(event) }));
    return Result === true;
  }

  private async hand(event: AwsEvent, rule: Rule, target: Target, hops: number): Promise<void> {
    const [, , service, region, account, resource] = (target.Arn ?? '').split(':');
    this.options.log(`${event.source} ${event['detail-type']} ${rule.Name} -> ${target.Arn}`);
    try {
      if (service === 'events') {
        if (hops < MOST_HOPS) await this.deliver(event, account, region, resource.replace('event-bus/', ''), hops + 1, () => true);
        return;
      }
      await (this.targets.get(service) ?? this.options.native).deliver(target.Arn ?? '', inputOf(target, event), target.RoleArn, target);
    } catch (error) {
      this.options.log(`${rule.Name} -> ${target.Arn} failed: ${(error as Error).message}`);
    }
  }

  private isOurs({ Arn = '' }: Target, account: string, region: string): boolean {
    const [, , service, targetRegion, targetAccount] = Arn.split(':');
    return this.targets.has(service) || (service === 'events' && (targetAccount !== account || targetRegion !== region));
  }
}
