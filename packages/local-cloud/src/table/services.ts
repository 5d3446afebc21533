import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { registerServices } from '../services';
import type { Service } from '../services/service';

/** The services as they are registered, without a cloud: nothing of the one they would live in is asked for while they are made. */
export function servicesWithoutCloud(): Service[] {
  const found: Service[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), 'local-cloud-table-'));
  const nothing: unknown = new Proxy(() => nothing, {
    get: (_, property) => {
      if (property === 'registerService') return (service: Service) => found.push(service);
      if (property === 'service') return (name: string) => found.find((service) => service.name === name);
      return property === 'folders' ? new Proxy({}, { get: () => folder }) : nothing;
    },
    apply: () => nothing,
  });
  try {
    registerServices(nothing as never, nothing as never);
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
