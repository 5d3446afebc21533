import { LocalCloud } from '@mlops-foundation/local-cloud';
import type { CloudRequest } from './cloud-process';

/** A local cloud in a process of its own, so that its memory and its processor time are nobody else's: `fork`ed by `CloudProcess`. */
const [state, cache] = process.argv.slice(2);

/** Images that need nothing but Python: what is measured is the local cloud, not a library. */
const images = [
  { pattern: '^bench/build$', environment: 'emulator' },
  { pattern: '^bench/server$', environment: 'emulator', serve: ['{python}', '{environments}/serve_functions.py'] },
];

async function answer(cloud: LocalCloud, { call, accounts = [], assembly = '', stacks }: CloudRequest): Promise<unknown> {
  if (call === 'bootstrap') return cloud.bootstrap(accounts);
  if (call === 'deploy') return cloud.deploy(assembly, { stacks });
  if (call === 'stop') return cloud.stop();
  global.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

void LocalCloud.start({ state, cache, images }).then((cloud) => {
  process.on('message', (request: CloudRequest) => {
    answer(cloud, request).then((value) => process.send?.({ value }), (error: Error) => process.send?.({ error: error.message })).finally(() => {
      if (request.call === 'stop') process.disconnect();
    });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ value: cloud.endpoint });
}, (error: Error) => process.send?.({ error: error.message }));
