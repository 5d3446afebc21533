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
const FUNCTION = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:/;

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
const BY_THE_EMULATOR = ['lambda:invoke', 'states:startExecution', 'ecs:runTask', 'http:invoke'];

/** Whether a Task goes through the relay. @param withCredentials the emulator ignores the role a Task is to be done with */
export function isRelayed(resource: string, withCredentials: boolean): boolean {
  const integration = integrationOf(resource);
  if (!integration) return withCredentials && isFunction(resource);
  return withCredentials || integration.sdk || !BY_THE_EMULATOR.includes(`${integration.service}:${integration.action}`);
}
