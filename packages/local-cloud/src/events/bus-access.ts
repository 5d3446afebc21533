import type { Cloud } from '../cloud';
import type { AwsEvent } from './event';
import type { BusPolicies } from './bus-policies';

/** An event on its way from a rule to another bus. */
export interface Crossing {
  readonly event: AwsEvent;
  readonly ruleArn: string;
  readonly busArn: string;
  /** The role of the rule's target. */
  readonly roleArn?: string;
}

/** Whether EventBridge may put an event on another bus. */
export interface BusAccess {
  /** @throws Error that names what does not allow it */
  demand(crossing: Crossing): Promise<void>;
}

/**
 * The target's role must be EventBridge's to assume and may put events on the bus; in another account the bus's policy must let it in as well
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html: between accounts a role is required).
 */
export function busAccess(cloud: Pick<Cloud, 'assumeServiceRole' | 'authorize'>, policies: BusPolicies): BusAccess {
  return {
    async demand({ event, ruleArn, busArn, roleArn }) {
      const [sender, receiver] = [accountOf(ruleArn), accountOf(busArn)];
      if (!roleArn && sender === receiver) return;
      if (!roleArn) throw new Error(`a rule of account ${sender} needs a role in its target to put events on a bus of account ${receiver}`);
      if (accountOf(roleArn) !== sender) throw new Error(`the target's role ${roleArn} is not of the rule's account ${sender}`);
      await cloud.assumeServiceRole(roleArn, 'events.amazonaws.com', 'events');
      const context = { 'events:source': event.source, 'events:detail-type': event['detail-type'], 'aws:SourceArn': ruleArn };
      const principal = { arn: sessionArn(roleArn), account: sender, type: 'assumed-role' as const, roleArn, sessionName: 'events' };
      await cloud.authorize(principal, 'events:PutEvents', busArn, context, policies.of(busArn));
    },
  };
}

const accountOf = (arn: string) => arn.split(':')[4];
const sessionArn = (roleArn: string) => `${roleArn.replace(':iam:', ':sts:').replace(/:role\/(?:.*\/)?([^/]+)$/, ':assumed-role/$1')}/events`;
