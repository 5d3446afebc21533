import { randomUUID } from 'node:crypto';
import type { Target } from '@aws-sdk/client-eventbridge';
import type { EventTarget } from './event';

/** A request to the emulator; resolves when it was taken. */
export type Call = (account: string, region: string, service: string, request: { path: string; headers: Record<string, string>; body: string }) => Promise<void>;

type Deliver = (call: Call, arn: string, input: string, target: Partial<Target>) => Promise<void>;

/** Hands events to what the emulator holds, over its own API, as the target's account. */
export function nativeTarget(call: Call): EventTarget {
  return {
    async deliver(arn, input, _, target) {
      const service = arn.split(':')[2];
      const deliver = DELIVERIES[service];
      if (!deliver) throw new Error(`local-cloud: targets of ${service} are not in the table of what runs, ${Object.keys(DELIVERIES).join(', ')} are`);
      await deliver(call, arn, input, (target ?? {}) as Partial<Target>);
    },
  };
}

const DELIVERIES: Readonly<Record<string, Deliver>> = {
  lambda: (call, arn, input) => {
    const { account, region } = placeOf(arn);
    return call(account, region, 'lambda', { path: `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`, headers: { 'x-amz-invocation-type': 'Event' }, body: input });
  },
  states: (call, arn, input) => json(call, arn, '1.0', 'AWSStepFunctions.StartExecution', { stateMachineArn: arn, input }),
  sqs: (call, arn, input, { SqsParameters }) => {
    const { account, region, resource } = placeOf(arn);
    const QueueUrl = `http://sqs.${region}.amazonaws.com/${account}/${resource[0]}`;
    return json(call, arn, '1.0', 'AmazonSQS.SendMessage', { QueueUrl, MessageBody: input, MessageGroupId: SqsParameters?.MessageGroupId });
  },
  sns: (call, arn, input) => {
    const { account, region } = placeOf(arn);
    const body = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31', TopicArn: arn, Message: input }).toString();
    return call(account, region, 'sns', { path: '/', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body });
  },
  logs: async (call, arn, input) => {
    const logGroupName = placeOf(arn).resource[1];
    const logStreamName = randomUUID();
    await json(call, arn, '1.1', 'Logs_20140328.CreateLogStream', { logGroupName, logStreamName });
    await json(call, arn, '1.1', 'Logs_20140328.PutLogEvents', { logGroupName, logStreamName, logEvents: [{ timestamp: Date.now(), message: input }] });
  },
};

function placeOf(arn: string): { account: string; region: string; resource: string[] } {
  const [, , , region, account, ...resource] = arn.split(':');
  return { account, region, resource };
}

function json(call: Call, arn: string, version: '1.0' | '1.1', target: string, body: object): Promise<void> {
  const { account, region } = placeOf(arn);
  return call(account, region, arn.split(':')[2], { path: '/', headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target }, body: JSON.stringify(body) });
}
