import { Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';

export interface SenderProps extends StackProps {
  /** The account that the events go to. */
  readonly receiver: string;
}

/** Orders that are put on this account's bus go to another account's. */
export class Sender extends Stack {
  constructor(scope: Construct, id: string, props: SenderProps) {
    super(scope, id, props);
    const bus = EventBus.fromEventBusArn(this, 'Receiver', `arn:${this.partition}:events:${this.region}:${props.receiver}:event-bus/orders`);
    new Rule(this, 'Orders', { eventPattern: { source: ['foreign.shop'] }, targets: [new targets.EventBus(bus)] });
  }
}
