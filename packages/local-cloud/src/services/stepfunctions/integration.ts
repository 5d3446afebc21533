/** How a Task's state goes on (https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html). */
export type Pattern = 'request' | 'sync' | 'sync:2' | 'callback';

/** What the Resource of a Task calls. */
export interface Integration {
  /** The service as Step Functions names it: `s3`, `sagemaker`, `cloudwatchlogs`. */
  readonly service: string;
  /** The operation in camel case: `startBuild`. */
  readonly action: string;
  /** Whether it is an AWS SDK integration, with the names of the AWS SDK for Java, rather than an optimised one. */
  readonly sdk: boolean;
  readonly pattern: Pattern;
}

const INTEGRATION = /^arn:[^:]+:states:[^:]*:[^:]*:(aws-sdk:)?([\w-]+):(\w+)(?:\.(sync:2|sync|waitForTaskToken))?$/;
const FUNCTION = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:[\w-]+(:[\w$.-]+)?$/;
const ACTIVITY = /^arn:[^:]+:states:[^:]*:[^:]*:activity:[^:#\s]+$/;

/** The integration behind a Resource; undefined for activities, and for functions that are named by their ARN. */
export function integrationOf(resource: string): Integration | undefined {
  const [, sdk, service, action, suffix] = INTEGRATION.exec(resource) ?? [];
  if (!service || service === 'activity') return undefined;
  return { service, action, sdk: sdk !== undefined, pattern: suffix === 'waitForTaskToken' ? 'callback' : ((suffix ?? 'request') as Pattern) };
}

export const isFunction = (resource: string) => FUNCTION.test(resource);

/**
 * What the emulator (1.5.33) calls as AWS would but for one thing: it asks no policy of the state machine's role whether it may. Everything else it
 * lacks, or calls inside of itself, out of reach of the services, policies and event buses that the gateway knows.
 */
const BY_THE_EMULATOR = ['lambda:invoke', 'states:startExecution', 'ecs:runTask'];

/**
 * Why a Task cannot be with this Resource; undefined when it can. What the emulator reads differently than the relay would pass it by: it looks at how a Resource begins,
 * and would send whatever begins like a message to a queue past the gateway.
 */
export function problemOf(resource: string): string | undefined {
  const integration = integrationOf(resource);
  // a request to anywhere, with credentials of an EventBridge connection: https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
  if (integration?.service === 'http') return `local-cloud does not do ${resource}: a call of an address outside, which nothing here makes. Call a function that stands for it`;
  return integration || isFunction(resource) || ACTIVITY.test(resource) ? undefined : `${resource} is no function, activity or service integration`;
}

/** Whether a Task goes through the relay. @param withCredentials the emulator ignores the role a Task is to be done with */
export function isRelayed(resource: string, withCredentials: boolean): boolean {
  const integration = integrationOf(resource);
  if (!integration) return withCredentials && isFunction(resource);
  return withCredentials || integration.sdk || !BY_THE_EMULATOR.includes(`${integration.service}:${integration.action}`);
}
