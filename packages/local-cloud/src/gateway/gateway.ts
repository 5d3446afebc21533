import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError, type CallContext, type Service } from '../services/service';
import { internalFailure, sendError, shapeOf } from './aws-response';
import { withoutDuplicates } from './copy-sources';
import { refusePages } from './pages';
import type { Principal } from './principal';
import { isForQueues, mayNameQueues, refuseRelayQueue } from './relay-queue';
import { s3Request } from './s3-request';
import { isSignedWith, type Scope, scopeOf } from './signature';
import { readBody, type Upstream, wasRead } from './upstream';
import type { GatewayParts } from './gateway-parts';

/** The one address of the local cloud: every AWS call comes here and goes where it is answered. */
export class Gateway {
  private readonly server = http.createServer((request, response) => void this.handle(request, response));
  private readonly localRoutes = new Map<string, (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>>();

  constructor(private readonly parts: GatewayParts) {}

  /** @throws Error when the port is taken */
  async listen(port: number): Promise<number> {
    this.server.keepAliveTimeout = 65_000;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE'
        ? new Error(`port ${port} is taken: say another with --port, or 0 for a free one`) : error));
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Requests below a path are answered by a handler of ours: git, the provider. */
  route(prefix: string, handler: (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>): void {
    this.localRoutes.set(prefix, handler);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const scope = scopeOf(request.headers, request.url ?? '/');
    try {
      refusePages(request.headers);
      const local = [...this.localRoutes].find(([prefix]) => request.url?.startsWith(prefix));
      if (local) await local[1](request, response);
      else if (this.parts.upstream.isStarting) throw new AwsError('ServiceUnavailable', 'local-cloud: it is starting', 503);
      // not 503: an SDK would try again and again what cannot come back
      else if (this.parts.upstream.gone) throw new AwsError('ServiceUnavailable', this.parts.upstream.gone, 410);
      else await this.answer(request, response, scope);
    } catch (error) {
      if (!(error instanceof AwsError)) this.parts.log(`${request.method} ${pathOf(request)}: ${(error as Error).stack}`);
      const known = this.known(error as Error);
      if (response.headersSent) response.destroy();
      else sendError(response, shapeOf(scope?.service), known, randomUUID());
    }
  }

  private known(error: Error): AwsError {
    if (error instanceof AwsError) return error;
    // while the emulator ends, its connections break before it is known to have ended
    if (['ECONNREFUSED', 'ECONNRESET'].includes((error as NodeJS.ErrnoException).code ?? '')) return new AwsError('ServiceUnavailable', `local-cloud: the emulator does not answer: ${error.message}`, 503);
    return internalFailure(error, this.parts.root);
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse, scope: Scope | undefined): Promise<void> {
    const { upstream, runnerServices, sts, cloudFormation, stateMachines, foreignBuckets, events, identities, passedOn } = this.parts;
    refuseRelayQueue(request.url);
    if (!scope) return this.pass(request, response);
    const service = runnerServices.serviceFor(scope.service, request);
    if (service) return this.answerByRunner(service, request, response, scope);
    const principal = await this.principalOf(scope);
    foreignBuckets.seen(principal.account);
    await passedOn.demand(principal, request, scope);
    if (isForQueues(request)) return this.pass(request, response);
    switch (scope.service) {
      case 'sts': return sts.answer(request, response, await readBody(request), principal);
      case 'cloudformation':
        // whoever changes stacks asks until they have changed
        return cloudFormation.answer(request, response, await readBody(request), { principal, account: principal.account, region: scope.region, accessKeyId: scope.accessKeyId }).finally(() => foreignBuckets.forget());
      case 'states': return stateMachines.answer(request, response, await readBody(request), { account: principal.account, region: scope.region }, scope.accessKeyId);
      case 's3': return this.answerS3(request, response, principal, scope);
      case 'iam': identities.forget(); break;
      case 'events':
        if (request.headers['x-amz-target'] === 'AWSEvents.PutEvents') return this.putEvents(request, response, principal, scope, upstream, events.forward);
    }
    await this.pass(request, response);
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    if (!mayNameQueues(request) && !wasRead(request)) return void (await this.parts.upstream.pipe(request, response, request.headers));
    const body = await readBody(request);
    refuseRelayQueue(request.url, body);
    await this.parts.upstream.pass(request, response, body);
  }

  private async answerS3(request: http.IncomingMessage, response: http.ServerResponse, principal: Principal, { region }: Scope): Promise<void> {
    const { upstream, objectKeys, foreignBuckets, copySources } = this.parts;
    if (request.method === 'GET' && !s3Request(request).bucket) return upstream.pass(request, response, await readBody(request), withoutDuplicates);
    await objectKeys.demandToWrite(principal, request, region);
    const copy = await copySources.allow(principal, request, region);
    try {
      const headers = copy.headers ?? (await foreignBuckets.headersFor(principal, request)) ?? request.headers;
      await upstream.pipe(request, response, headers, (found) => objectKeys.demandToRead(principal, request, region, found));
    } finally {
      foreignBuckets.answered(request);
      await copy.done();
    }
  }

  private async putEvents(request: http.IncomingMessage, response: http.ServerResponse, principal: Principal, scope: Scope, upstream: Upstream, forward: GatewayParts['events']['forward']): Promise<void> {
    const body = await readBody(request);
    const answer = await upstream.send(request.method, request.url, request.headers, body);
    const { 'transfer-encoding': _, ...headers } = answer.headers;
    response.writeHead(answer.status, headers).end(answer.body);
    if (answer.status === 200) await forward(principal.account, scope.region, JSON.parse(body.toString('utf8')).Entries ?? []);
  }

  private async answerByRunner(service: Service, request: http.IncomingMessage, response: http.ServerResponse, scope: Scope): Promise<void> {
    const body = await readBody(request);
    const principal = await this.principalOf(scope);
    const secret = this.parts.sessions.secretOf(scope.accessKeyId);
    if (secret && request.headers.authorization && !isSignedWith({ method: request.method ?? '', url: request.url ?? '/', headers: request.headers, body }, secret)) {
      throw new AwsError('InvalidSignatureException', 'The request signature we calculated does not match the signature you provided.', 403);
    }
    const context: CallContext = { account: principal.account, region: scope.region, partition: this.parts.partition, principal, requestId: randomUUID(), conditions: {} };
    await this.parts.runnerServices.answer(service, request, response, body, context);
  }

  private principalOf(scope: Scope): Promise<Principal> {
    return this.parts.principalOf(scope.accessKeyId);
  }
}

/** The query of a signed URL lets whoever reads it in. */
const pathOf = ({ url = '/' }: http.IncomingMessage): string => url.split('?')[0];
