import { getMaxListeners, once } from 'node:events';
import { newStop } from '../../../src/services/sagemaker/pipelines/stop';

test('an execution is stopped for as many jobs as wait for that', async () => {
  const stop = newStop();
  expect(getMaxListeners(stop.signal)).toBe(Infinity);
  const jobs = Array.from({ length: 12 }, () => once(stop.signal, 'abort'));
  stop.abort();
  await expect(Promise.all(jobs)).resolves.toHaveLength(12);
});
