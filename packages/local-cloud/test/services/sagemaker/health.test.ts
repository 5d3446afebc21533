import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Processes } from '../../../src/processes/processes';
import type { RunnerCloud } from '../../../src/runner-cloud';
import type { Endpoint } from '../../../src/services/sagemaker/hosting/hosting';
import { startServer } from '../../../src/services/sagemaker/hosting/model-server';
import { Spans } from '../../../src/spans';
import { processesWith } from '../codebuild/cloud-under-test';

const folder = mkdtempSync(path.join(tmpdir(), 'server-'));
const processes = new Processes({ tmp: folder });

afterAll(async () => {
  await processes.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['never listens', 'import time\ntime.sleep(120)'],
  ['is never healthy', 'import http.server as h, os\nclass H(h.BaseHTTPRequestHandler):\n  def do_GET(self): self.send_error(500)\nh.HTTPServer(("127.0.0.1", int(os.environ["SAGEMAKER_BIND_TO_PORT"])), H).serve_forever()'],
])('a server that %s is given up after a minute, and ended', async (mark, program) => {
  const serve = ['python3', '-c', program, mark];
  const cloud = {
    processes, images: [{ pattern: '^server$', environment: 'none', serve }], folders: { jobs: folder }, log: { write: () => undefined },
    environments: { ensure: async () => ({ bin: '/usr/bin', python: 'python3' }) }, assumeServiceRole: async () => ({}), clientOptions: () => ({}), processEnvironment: () => ({}), spans: new Spans(),
  } as unknown as RunnerCloud;
  // the minute passes in a second
  const [real, begin] = [Date.now, Date.now()];
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => begin + (real() - begin) * 60);
  const starting = startServer(cloud, { endpoint: { account: '1', name: 'e', region: 'r' } as Endpoint, variant: 'v', container: { Image: 'server' }, roleArn: 'role', onDeath: () => undefined, signal: new AbortController().signal });
  await expect(starting).rejects.toThrow('The primary container for production variant v did not pass the ping health check');
  clock.mockRestore();
  expect(processesWith(mark, folder)).toEqual([]);
});
