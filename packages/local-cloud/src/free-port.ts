import { createServer, type AddressInfo } from 'node:net';

/** A port of 127.0.0.1 that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return bound(0);
}

/** Whether nobody uses a port of 127.0.0.1 at this moment. */
export function isFree(port: number): Promise<boolean> {
  return bound(port).then(() => true, () => false);
}

function bound(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
