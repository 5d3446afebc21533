import type { IncomingMessage } from 'node:http';
import { routedOperation } from '../model/rest-routes';
import type { ServiceModel, ServiceModels } from '../model/service-model';
import { formParameters } from './form-parameters';
import type { Requested } from './requested-action';
import { readBody } from './upstream';

/**
 * The parameters of a request to a service of the emulator, as the SDKs take them; undefined where its body cannot be read, which is for the emulator to refuse, or is in another
 * protocol than JSON, AWS's query protocol and REST with JSON. A body that is no structure (a function's payload) is not read.
 */
export async function requestedParameters({ service, operation }: Requested, request: IncomingMessage, models: ServiceModels): Promise<Record<string, unknown> | undefined> {
  if (request.headers['x-amz-target']) return objectIn(await readBody(request));
  if (!service || !operation || !models.has(service)) return undefined;
  const model = models.of(service);
  const { protocol } = model.metadata;
  if (protocol === 'rest-json') return inRest(model, request);
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') && request.method !== 'GET') return undefined;
  const form = new URLSearchParams([...new URLSearchParams((request.url ?? '').split('?')[1]), ...new URLSearchParams((await readBody(request)).toString('utf8'))]);
  return formParameters(model, model.operations[operation]?.input, form);
}

async function inRest(model: ServiceModel, request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const routed = routedOperation(model, request.method, pathname);
  if (!routed) return undefined;
  const shape = model.shapes[routed.operation.input?.shape ?? ''];
  const members = Object.entries(shape?.members ?? {});
  const payload = shape?.payload ? model.shapes[shape.members?.[shape.payload]?.shape ?? ''] : undefined;
  const isRead = members.some(([, { location }]) => location === undefined) && (!payload || payload.type === 'structure');
  const body = isRead ? objectIn(await readBody(request)) : {};
  if (!body) return undefined;
  const found = members.map(([name, { location, locationName = name, shape: own }]) => {
    switch (location) {
      case 'uri': return [name, routed.inPath[locationName]] as const;
      case 'header': return [name, request.headers[locationName.toLowerCase()]] as const;
      case 'querystring': return [name, model.shapes[own].type === 'list' ? searchParams.getAll(locationName) : searchParams.get(locationName) ?? undefined] as const;
      default: return [name, name !== shape?.payload ? body[locationName] : isRead ? body : undefined] as const;
    }
  });
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** No body is no parameters. */
function objectIn(body: Buffer): Record<string, unknown> | undefined {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
