import type { IncomingMessage, ServerResponse } from 'node:http';
import { routedOperation } from '../model/rest-routes';
import { problemsOf } from '../model/validate-input';
import { serialize } from '../model/serialize-output';
import type { OperationModel, ServiceModel, ServiceModels } from '../model/service-model';
import { AwsError, type CallContext, type Operation, type Service } from '../services/service';
import type { Authorizer } from './authorizer';
import { internalFailure, sendError } from './aws-response';
import type { CallRecord } from './call-record';
import { withRequestKeys } from './request-keys';

/** A streamed or binary answer of a REST operation: `Body` goes out as it is, the other members as headers. */
interface RestResult {
  readonly Body?: Uint8Array;
  readonly [member: string]: unknown;
}

/** Answers requests to the services of the runner: parse, check against AWS's model, ask IAM, run, serialize. */
export class RunnerServices {
  private readonly services = new Map<string, Service>();

  constructor(
    private readonly models: ServiceModels, private readonly authorizer: Authorizer, private readonly log: (line: string) => void, private readonly record: CallRecord,
    private readonly root = 'the state folder',
  ) {}

  register(service: Service): void {
    this.services.set(service.name, service);
  }

  /** @param name botocore's name of the service */
  find(name: string): Service | undefined {
    return this.services.get(name);
  }

  all(): Service[] {
    return [...this.services.values()];
  }

  /** Which of the runner's services a request is for, by its signing name, target and path. */
  serviceFor(signingName: string | undefined, request: IncomingMessage): Service | undefined {
    if (signingName === 'sagemaker' && /^\/endpoints\//.test(request.url ?? '')) return this.find('sagemaker-runtime');
    return signingName ? this.find(signingName) : undefined;
  }

  async answer(service: Service, request: IncomingMessage, response: ServerResponse, body: Buffer, context: CallContext): Promise<void> {
    const model = this.models.of(service.name);
    try {
      const { operationModel, input } = this.parse(model, request, body);
      const operation = this.operationOf(service, operationModel.name);
      const problems = problemsOf(model, operationModel.input, input);
      if (problems.length > 0) throw new AwsError('ValidationException', `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected: ${problems.join('; ')}`);
      const { account, region, partition } = context;
      const asked = withRequestKeys(await operation.access(input, context), { service: service.name, operation: operationModel.name, parameters: input, account, region, partition });
      for (const access of asked) await this.authorizer.demand(context.principal, access, { region: context.region });
      const result = await operation.run(input, context);
      this.record(`${service.name}:${operationModel.name}`);
      this.send(model, operationModel, response, result, context);
    } catch (error) {
      if (!(error instanceof AwsError)) this.log(`${service.name} ${request.headers['x-amz-target'] ?? request.url}: ${(error as Error).stack}`);
      const known = error instanceof AwsError ? error : internalFailure(error as Error, this.root);
      sendError(response, model.metadata.protocol === 'json' ? 'json' : 'rest-json', known, context.requestId);
    }
  }

  private operationOf(service: Service, name: string): Operation {
    const operation = service.operations[name];
    if (!operation) throw new AwsError('UnsupportedOperation', `local-cloud: ${service.name}:${name} is not in the table of what runs, which "local-cloud table ${service.name}" prints`, 501);
    return operation;
  }

  private parse(model: ServiceModel, request: IncomingMessage, body: Buffer): { operationModel: OperationModel; input: any } {
    if (model.metadata.protocol === 'json') {
      const name = String(request.headers['x-amz-target'] ?? '').split('.').pop() ?? '';
      const operationModel = model.operations[name];
      if (!operationModel) throw new AwsError('UnknownOperationException', `there is no operation ${name}`);
      return { operationModel, input: body.length > 0 ? JSON.parse(body.toString('utf8')) : {} };
    }
    return restInput(model, request, body);
  }

  private send(model: ServiceModel, operation: OperationModel, response: ServerResponse, result: unknown, context: CallContext): void {
    if (model.metadata.protocol !== 'json') return sendRest(model, operation, response, (result ?? {}) as RestResult, context);
    const text = operation.output ? JSON.stringify(serialize(model, operation.output, result ?? {})) : '';
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': context.requestId }).end(text);
  }
}

/** Finds the REST operation of a path and reads its members from path, headers and body. */
function restInput(model: ServiceModel, request: IncomingMessage, body: Buffer): { operationModel: OperationModel; input: any } {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const routed = routedOperation(model, request.method, pathname);
  if (!routed) throw new AwsError('UnknownOperationException', `there is no operation at ${request.method} ${pathname}`, 404);
  const { operation: operationModel, inPath } = routed;
  const shape = model.shapes[operationModel.input?.shape ?? ''];
  const input: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape?.members ?? {})) {
    if (member.location === 'uri') input[name] = inPath[member.locationName ?? name];
    else if (member.location === 'header') input[name] = request.headers[(member.locationName ?? name).toLowerCase()];
    else if (shape.payload === name) input[name] = body;
  }
  return { operationModel, input: Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) };
}

function sendRest(model: ServiceModel, operation: OperationModel, response: ServerResponse, result: RestResult, context: CallContext): void {
  const shape = model.shapes[operation.output?.shape ?? ''];
  const headers: Record<string, string> = { 'x-amzn-requestid': context.requestId };
  for (const [name, member] of Object.entries(shape?.members ?? {})) {
    if (member.location === 'header' && result[name] !== undefined) headers[(member.locationName ?? name).toLowerCase()] = String(result[name]);
  }
  const payload = shape?.payload ? result[shape.payload] : undefined;
  response.writeHead(operation.http.responseCode ?? 200, headers).end(payload ?? JSON.stringify(serialize(model, operation.output, result)));
}
