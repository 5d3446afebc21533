import type { IncomingMessage } from 'node:http';
import { routedOperation } from '../model/rest-routes';
import type { ServiceModels } from '../model/service-model';
import { AwsError } from '../services/service';
import { readBody } from './upstream';

/** Services whose actions have another prefix than the name that requests are signed for. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch', email: 'ses' };
/** The emulator goes by a target, whatever was signed for. */
const TARGETS: Readonly<Record<string, string>> = {
  AWSStepFunctions: 'states', AWSEvents: 'events', AWSGlue: 'glue', AmazonEC2ContainerServiceV20141113: 'ecs', Firehose_20150804: 'firehose', Logs_20140328: 'logs', AmazonSQS: 'sqs',
  DynamoDB_20120810: 'dynamodb', Kinesis_20131202: 'kinesis', TrentService: 'kms', AmazonSSM: 'ssm', secretsmanager: 'secretsmanager', GraniteServiceVersion20100801: 'cloudwatch',
};
/** Services that botocore calls otherwise than their actions' prefix, or than they are signed for. */
const NAMES: Readonly<Record<string, string>> = { states: 'stepfunctions', elasticfilesystem: 'efs', es: 'opensearch', ses: 'sesv2' };
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
 * The action that a request takes, by its target, its form or its path; undefined where none of them tells. S3 has its own (`s3Access`). What stands beside the way in which
 * the service is asked counts for nothing, as with the emulator, and what could be read in two ways is refused: what was asked for leave must be what is done.
 * @param signingName the service that the request is signed for
 * @throws AwsError when the request names several actions, or none of a service that is asked by paths
 */
export async function requestedAction(signingName: string, request: IncomingMessage, models: ServiceModels): Promise<Requested | undefined> {
  const [target, named] = targetOf(request);
  const prefix = TARGETS[target] ?? PREFIXES[signingName] ?? signingName;
  const service = target === 'DynamoDBStreams_20120810' ? 'dynamodbstreams' : NAMES[prefix] ?? prefix;
  if (prefix === 'apigateway') return { action: `apigateway:${request.method}`, service, operation: inPath(service, request, models) };
  const operation = TARGETS[target] === undefined && isByPath(service, models) ? known(inPath(service, request, models), request) : oneOf([named, ...(await inForms(request))]);
  if (!operation) return undefined;
  const action = `${prefix}:${operation}`;
  return { action: RENAMED[action] ?? action, service, operation };
}

const isByPath = (service: string, models: ServiceModels): boolean => models.has(service) && models.of(service).metadata.protocol.startsWith('rest');

function known(operation: string | undefined, { method, url = '/' }: IncomingMessage): string {
  if (!operation) throw new AwsError('UnknownOperationException', `there is no operation at ${method} ${url.split('?')[0]}`, 404);
  return operation;
}

function oneOf(names: readonly (string | undefined)[]): string | undefined {
  const different = [...new Set(names.filter((name) => name !== undefined))];
  if (different.length > 1) throw new AwsError('InvalidAction', `local-cloud: the request names several actions: ${different.join(', ')}`);
  return different[0];
}

/** `AWSEvents` and `PutTargets` of `AWSEvents.PutTargets`, or of `/service/AWSEvents/operation/PutTargets` (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html). */
function targetOf({ headers, url = '' }: IncomingMessage): [prefix: string, operation: string | undefined] {
  const target = headers['x-amz-target'];
  const [, inUrl = '', named] = /^\/service\/([^/]+)\/operation\/([^/?]+)/.exec(url) ?? [];
  if (target === undefined) return [inUrl, named];
  const [prefix, operation] = String(target).split('.');
  return [prefix, operation];
}

/** Of the URL's query and of the body, whatever type it says that it has. */
async function inForms(request: IncomingMessage): Promise<(string | undefined)[]> {
  const body = (await readBody(request)).toString('utf8');
  return [(request.url ?? '').split('?')[1] ?? '', /^\s*[{[]/.test(body) ? '' : body].map((form) => new URLSearchParams(form).get('Action') ?? undefined);
}

function inPath(service: string, { method, url = '/' }: IncomingMessage, models: ServiceModels): string | undefined {
  return isByPath(service, models) ? routedOperation(models.of(service), method, url.split('?')[0])?.operation.name : undefined;
}
