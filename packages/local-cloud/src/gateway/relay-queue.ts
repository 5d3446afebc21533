import type { IncomingMessage } from 'node:http';
import { AwsError } from '../services/service';
import { RELAY_QUEUE } from '../services/stepfunctions/relayed-task';

/** Members of SQS's operations that name a queue, or hold something that does. */
const NAMING = ['QueueUrl', 'QueueName', 'SourceArn', 'DestinationArn', 'ResourceArn'];

/**
 * The relay does what its queue says, as the role of a state machine: only the emulator, which sends past the gateway, may write there, and nobody may read
 * the tokens of others there.
 * @throws AwsError AccessDenied
 */
export function refuseRelayQueue(url = '/', body: Buffer = Buffer.alloc(0)): void {
  const [path, query] = url.split('?');
  const named = [...namedIn(new URLSearchParams(query)), ...namedIn(new URLSearchParams(body.toString('utf8'))), ...inJson(body)];
  if ([...(/^\/\d{12}\//.test(path) ? [decodeURIComponent(path)] : []), ...named].some(namesRelay)) throw new AwsError('AccessDenied', `local-cloud: the queue ${RELAY_QUEUE} is its own, for Tasks of state machines: use another name`, 403);
}

/** The emulator looks at the target first, whatever was signed for. */
export const isForQueues = ({ headers }: Pick<IncomingMessage, 'headers'>) => String(headers['x-amz-target']).startsWith('AmazonSQS');

/** Whether a body has to be looked at: where nothing is signed, the emulator goes by the action in a form. */
export function mayNameQueues(request: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  return isForQueues(request) || (request.method === 'POST' && /json|x-www-form-urlencoded/.test(request.headers['content-type'] ?? 'x-www-form-urlencoded'));
}

/** A name, an address or an ARN; a redrive policy holds an ARN in its text. */
const namesRelay = (text: string) => new RegExp(`(^|[/:])${RELAY_QUEUE}($|[/?#"])`).test(text);

function inJson(body: Buffer): string[] {
  try {
    const input = JSON.parse(body.toString('utf8')) ?? {};
    return [...NAMING.map((name) => input[name]), ...Object.values(input.Attributes ?? {})].filter((value) => typeof value === 'string');
  } catch {
    // the emulator will say so
    return [];
  }
}

const namedIn = (parameters: URLSearchParams) => [...parameters].filter(([name]) => NAMING.includes(name) || /^Attribute\.\d+\.Value$/.test(name)).map(([, value]) => value);
