import type { Gateway } from '../gateway/gateway';
import type { Server } from '../server';
import type { Service } from './service';
import { createServiceCatalog } from './servicecatalog';

/** The services of the runner. */
export function createServices(cloud: Server, _gateway: Gateway): Service[] {
  return [createServiceCatalog(cloud)];
}
