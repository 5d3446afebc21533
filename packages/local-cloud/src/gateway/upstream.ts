import * as http from 'node:http';
import { Spans } from '../spans';

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The emulator behind the gateway. */
export class Upstream {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 128 });

  /** Why nothing can be answered any more. */
  gone?: string;
  /** What the runner's services remember is not yet what is so. */
  isStarting = false;
  /** Where the emulator listens, once it does. */
  port = 0;

  constructor(private readonly spans = new Spans()) {}

  /**
   * Passes a request on, body and answer as streams.
   * @param check looks at an answer's headers before anything of it is handed out; what it throws is answered instead
   */
  pipe(request: http.IncomingMessage, response: http.ServerResponse, headers: http.IncomingHttpHeaders, check?: (found: http.IncomingHttpHeaders) => Promise<void>): Promise<number> {
    return new Promise((resolve, reject) => {
      const upstream = this.open(request.method, request.url, headers, (answer) => {
        answer.once('error', reject);
        const hand = () => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
          answer.once('end', () => resolve(answer.statusCode ?? 502));
        };
        const refuse = (error: Error) => {
          reject(error);
          answer.destroy();
        };
        if (check && answer.statusCode === 200) check(answer.headers).then(hand, refuse);
        else hand();
      });
      upstream.once('error', reject);
      response.once('close', () => !response.writableEnded && upstream.destroy());
      request.pipe(upstream);
    });
  }

  /**
   * Passes a request on whose body is at hand, and reads the answer.
   * @param waits whether it waits for something to happen, which is no work
   */
  send(method: string | undefined, url: string | undefined, headers: http.IncomingHttpHeaders, body: Buffer, waits = false): Promise<UpstreamAnswer> {
    const { 'transfer-encoding': _, ...rest } = headers;
    return new Promise((resolve, reject) => {
      const upstream = this.open(method, url, { ...rest, 'content-length': String(body.length) }, (answer) => {
        readBody(answer).then((read) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: read }), reject);
      }, waits);
      upstream.once('error', reject);
      upstream.end(body);
    });
  }

  /**
   * Passes a request on whose body is at hand, and hands out the answer.
   * @param change of the answer's text
   */
  async pass(request: http.IncomingMessage, response: http.ServerResponse, body: Buffer, change?: (text: string) => string): Promise<void> {
    const { status, headers, body: read } = await this.send(request.method, request.url, request.headers, body);
    const text = change && status === 200 ? change(read.toString('utf8')) : read;
    const { 'transfer-encoding': _, ...rest } = headers;
    response.writeHead(status, { ...rest, 'content-length': Buffer.byteLength(text) }).end(text);
  }

  close(): void {
    this.agent.destroy();
  }

  private open(method: string | undefined, path: string | undefined, headers: http.IncomingHttpHeaders, answered: (answer: http.IncomingMessage) => void, waits = false): http.ClientRequest {
    const ended = waits ? () => undefined : this.spans.begin('emulator', `${method} ${path}`);
    return http.request({ host: '127.0.0.1', port: this.port, method, path, headers: withoutHops(headers), agent: this.agent }, answered).once('close', ended);
  }
}

/** `x-forwarded-proto` lets `aws:SecureTransport` conditions pass: on AWS the same call would come by TLS. */
function withoutHops({ connection: _c, expect: _e, ...headers }: http.IncomingHttpHeaders): http.IncomingHttpHeaders {
  return { ...headers, 'x-forwarded-proto': 'https' };
}

const bodies = new WeakMap<NodeJS.ReadableStream, Promise<Buffer>>();

/** Reads a stream to its end; whoever asks again is given the same. */
export function readBody(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const known = bodies.get(stream) ?? new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => resolve(Buffer.concat(chunks)));
    stream.once('error', reject);
  });
  bodies.set(stream, known);
  return known;
}

/** Whether a stream was read, so that it cannot be piped any more. */
export const wasRead = (stream: NodeJS.ReadableStream): boolean => bodies.has(stream);
