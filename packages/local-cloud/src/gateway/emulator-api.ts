import type { Upstream } from './upstream';

/** Where a call is made: as the root of an account, in a region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** An API of the emulator that speaks JSON, called past the gateway, for what a service does in its own name. @throws EmulatorApiError */
export type EmulatorApi = (place: Place, service: 'sqs' | 'states', operation: string, input: object) => Promise<any>;

/** What the emulator answered with. */
export class EmulatorApiError extends Error {
  constructor(readonly code: string, message: string) {
    super(`${code}: ${message}`);
  }
}

const TARGETS = { sqs: 'AmazonSQS', states: 'AWSStepFunctions' };

export function emulatorApi(upstream: Upstream): EmulatorApi {
  return async ({ account, region }, service, operation, input) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${TARGETS[service]}.${operation}`,
      'authorization': `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    };
    const answer = await upstream.send('POST', '/', headers, Buffer.from(JSON.stringify(input)), operation === 'ReceiveMessage');
    const said = answer.body.length > 0 ? JSON.parse(answer.body.toString('utf8')) : {};
    if (answer.status >= 400) throw new EmulatorApiError(String(said.__type ?? '').split('#').pop() ?? '', String(said.message ?? said.Message ?? ''));
    return said;
  };
}
