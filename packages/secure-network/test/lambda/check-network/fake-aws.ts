import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Parts of an answer in EC2's XML: `[name, text]` or `[name, [children]]`. */
export type Xml = readonly [string, string | readonly Xml[]];

const write = ([name, content]: Xml): string => `<${name}>${typeof content === 'string' ? content.replace(/&/g, '&amp;').replace(/</g, '&lt;') : content.map(write).join('')}</${name}>`;
export const list = (name: string, ...items: (string | readonly Xml[])[]): Xml => [name, items.map((item) => ['item', item] as const)];

/** An answer of EC2: elements, or an error's code. */
export type Answer = readonly Xml[] | { readonly code: string };

interface Request {
  readonly method?: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** EC2's query API and CloudFormation's address for answers, over HTTP, with answers that a test gives. */
export class FakeAws {
  /** What EC2 was asked. */
  readonly asked: URLSearchParams[] = [];
  /** What CloudFormation was told. */
  readonly told: Request[] = [];
  /** The status with which CloudFormation answers. */
  status = 200;
  private answers: (action: string, parameters: URLSearchParams) => Answer = () => ({ code: 'InternalError' });

  static async start(): Promise<FakeAws> {
    const fake = new FakeAws();
    await new Promise<void>((resolve) => { fake.server.listen(0, '127.0.0.1', resolve); });
    return fake;
  }

  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const [status, answer] = request.method === 'PUT' ? this.tell({ method: request.method, headers: request.headers, body }) : this.ask(new URLSearchParams(body));
      response.writeHead(status, { 'content-type': 'text/xml' }).end(answer);
    });
  });

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on, with nothing asked or told yet. */
  answer(answers: (action: string, parameters: URLSearchParams) => Answer): void {
    this.asked.length = 0;
    this.told.length = 0;
    this.status = 200;
    this.answers = answers;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => { this.server.close(() => resolve()); });
  }

  private ask(parameters: URLSearchParams): [number, string] {
    this.asked.push(parameters);
    const action = parameters.get('Action') ?? '';
    const answer = this.answers(action, parameters);
    if ('code' in answer) return [403, write(['Response', [['Errors', [['Error', [['Code', answer.code], ['Message', `${answer.code}: ${action}`]]]]], ['RequestID', 'r']]])];
    return [200, write([`${action}Response`, answer])];
  }

  private tell(request: Request): [number, string] {
    this.told.push(request);
    return [this.status, ''];
  }
}
