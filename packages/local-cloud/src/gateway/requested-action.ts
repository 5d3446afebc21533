import type { IncomingMessage } from 'node:http';
import { routedOperation } from '../model/rest-routes';
import type { ServiceModels } from '../model/service-model';
import { readBody } from './upstream';

/** Services whose actions have another prefix than the name that requests are signed for. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', email: 'ses' };
/** The emulator goes by a target, whatever was signed for. */
const TARGETS: Readonly<Record<string, string>> = {
  AWSStepFunctions: 'states', AWSEvents: 'events', AWSGlue: 'glue', AmazonEC2ContainerServiceV20141113: 'ecs', Firehose_20150804: 'firehose', Logs_20140328: 'logs', AmazonSQS: 'sqs',
  DynamoDB_20120810: 'dynamodb', Kinesis_20131202: 'kinesis', TrentService: 'kms', AmazonSSM: 'ssm', secretsmanager: 'secretsmanager', GraniteServiceVersion20100801: 'cloudwatch',
};
/** Services that botocore calls otherwise than their actions' prefix, or than they are signed for. */
const NAMES: Readonly<Record<string, string>> = { states: 'stepfunctions', elasticfilesystem: 'efs', es: 'opensearch', ses: 'sesv2', tagging: 'resourcegroupstaggingapi' };
/** Actions that are called otherwise than their operations (https://docs.aws.amazon.com/service-authorization/latest/reference/list_lambda.html). */
const RENAMED: Readonly<Record<string, string>> = { 'lambda:Invoke': 'lambda:InvokeFunction', 'lambda:InvokeAsync': 'lambda:InvokeFunction', 'lambda:InvokeWithResponseStream': 'lambda:InvokeFunction' };

/** What a request to a service of the emulator asks for. */
export interface Requested {
  /** `states:CreateStateMachine` */
  readonly action: string;
  /** botocore's name: `stepfunctions`. */
  readonly service: string;
  /** Where the action is the method of HTTP, and the path tells no operation, there is none. */
  readonly operation?: string;
}

/**
 * The action that a request takes, by its target, its form or its path; undefined where none of them tells. S3 has its own (`s3Access`).
 * @param signingName the service that the request is signed for
 */
export async function requestedAction(signingName: string, request: IncomingMessage, models: ServiceModels): Promise<Requested | undefined> {
  const [target, named] = targetOf(request);
  const prefix = TARGETS[target] ?? PREFIXES[signingName] ?? signingName;
  const service = target === 'DynamoDBStreams_20120810' ? 'dynamodbstreams' : NAMES[prefix] ?? prefix;
  if (prefix === 'apigateway') return { action: `apigateway:${request.method}`, service, operation: inPath(service, request, models) };
  const operation = named ?? (await inForm(request)) ?? inPath(service, request, models);
  if (!operation) return undefined;
  const action = `${prefix}:${operation}`;
  return { action: RENAMED[action] ?? action, service, operation };
}

/** `AWSEvents` and `PutTargets` of `AWSEvents.PutTargets`, or of `/service/AWSEvents/operation/PutTargets` (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html). */
function targetOf({ headers, url = '' }: IncomingMessage): [prefix: string, operation: string | undefined] {
  const target = headers['x-amz-target'];
  const [, inUrl = '', named] = /^\/service\/([^/]+)\/operation\/([^/?]+)/.exec(url) ?? [];
  if (target === undefined) return [inUrl, named];
  const [prefix, operation] = String(target).split('.');
  return [prefix, operation];
}

async function inForm(request: IncomingMessage): Promise<string | undefined> {
  const asked = new URLSearchParams((request.url ?? '').split('?')[1]).get('Action');
  if (asked || !request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return asked ?? undefined;
  return new URLSearchParams((await readBody(request)).toString('utf8')).get('Action') ?? undefined;
}

function inPath(service: string, { method, url = '/' }: IncomingMessage, models: ServiceModels): string | undefined {
  if (!models.has(service)) return undefined;
  const model = models.of(service);
  return model.metadata.protocol.startsWith('rest') ? routedOperation(model, method, url.split('?')[0])?.operation.name : undefined;
}
