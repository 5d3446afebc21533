import type { Gateway } from '../gateway/gateway';
import type { Server } from '../server';
import type { Service } from './service';

/** The services of the runner. */
export function createServices(_cloud: Server, _gateway: Gateway): Service[] {
  return [];
}
