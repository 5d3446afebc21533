import type { IncomingMessage, ServerResponse } from 'node:http';
import { originalDefinition } from '../services/stepfunctions/definition';
import { withoutCarrier } from '../services/stepfunctions/relayed-task';
import type { StateMachines } from '../services/stepfunctions/state-machines';
import type { Place } from './emulator-api';
import { signedAnew } from './signature';
import type { Upstream } from './upstream';

const LOWERED = ['CreateStateMachine', 'UpdateStateMachine'];
const SHOWN = ['DescribeStateMachine', 'DescribeStateMachineForExecution'];

/** Step Functions through the gateway: definitions are lowered on their way in, and shown as they were on their way out. */
export class StateMachineApi {
  constructor(private readonly upstream: Upstream, private readonly machines: StateMachines, private readonly secretOf: (accessKeyId: string) => string | undefined) {}

  async answer(request: IncomingMessage, response: ServerResponse, body: Buffer, place: Place, accessKeyId: string): Promise<void> {
    const operation = String(request.headers['x-amz-target'] ?? '').split('.').pop() ?? '';
    const lowered = LOWERED.includes(operation) ? await this.lowered(body, place) : undefined;
    const signed = { method: request.method ?? 'POST', url: request.url ?? '/', headers: request.headers, body };
    const headers = lowered ? signedAnew(signed, lowered, accessKeyId, this.secretOf(accessKeyId)) : request.headers;
    const answer = await this.upstream.send(request.method, request.url, headers, lowered ?? body);
    const text = answer.status === 200 ? raised(operation, answer.body.toString('utf8')) : answer.body;
    const { 'transfer-encoding': _, ...rest } = answer.headers;
    response.writeHead(answer.status, { ...rest, 'content-length': Buffer.byteLength(text) }).end(text);
  }

  private async lowered(body: Buffer, place: Place): Promise<Buffer | undefined> {
    const input = JSON.parse(body.toString('utf8'));
    const definition = typeof input.definition === 'string' ? await this.machines.lowered(input.definition, place) : undefined;
    return definition === undefined ? undefined : Buffer.from(JSON.stringify({ ...input, definition }));
  }
}

function raised(operation: string, text: string): string {
  if (!SHOWN.includes(operation)) return withoutCarrier(text);
  const shown = JSON.parse(text);
  return JSON.stringify({ ...shown, definition: originalDefinition(shown.definition) });
}
