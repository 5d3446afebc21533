import type { EventTarget } from './event';

/** Hands events to what the emulator holds, over its own API, as the target's account. */
export function nativeTarget(call: (account: string, region: string, service: string, request: { path: string; headers: Record<string, string>; body: string }) => Promise<void>): EventTarget {
  const json = (target: string) => ({ 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target });
  return {
    async deliver(arn, input) {
      const [, , service, region, account, ...resource] = arn.split(':');
      switch (service) {
        case 'lambda':
          return call(account, region, 'lambda', { path: `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`, headers: { 'x-amz-invocation-type': 'Event' }, body: input });
        case 'states':
          return call(account, region, 'states', { path: '/', headers: json('AWSStepFunctions.StartExecution'), body: JSON.stringify({ stateMachineArn: arn, input }) });
        case 'sqs':
          return call(account, region, 'sqs', { path: '/', headers: json('AmazonSQS.SendMessage'), body: JSON.stringify({ QueueUrl: `http://sqs.${region}.amazonaws.com/${account}/${resource[0]}`, MessageBody: input }) });
        case 'sns':
          return call(account, region, 'sns', { path: '/', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ Action: 'Publish', Version: '2010-03-31', TopicArn: arn, Message: input }).toString() });
        default:
          throw new Error(`local-cloud: targets of ${service} are not in the table of what runs`);
      }
    },
  };
}
