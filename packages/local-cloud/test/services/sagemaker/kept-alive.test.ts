import { keptAlive, type Start } from '../../../src/services/sagemaker/hosting/kept-alive';
import type { ModelServer } from '../../../src/services/sagemaker/hosting/model-server';
import { until } from '../../processes/waiting';

const server = (url: string, ended?: string): ModelServer => ({ variant: 'v', url, ended, stop: async () => undefined });

test('a server that ends after its first answer, before anybody has it, is replaced like one that ends later', async () => {
  const lines: string[] = [];
  const all = [server('first', 'its process ended by SIGKILL'), server('second')];
  const start = async ({ onDeath }: Start): Promise<ModelServer> => {
    const next = all.shift() as ModelServer;
    if (next.ended) onDeath();
    return next;
  };
  const kept = await keptAlive(start, (line) => lines.push(line));
  await until('the second one serves', () => kept.url === 'second');
  expect(lines).toEqual(['the server of v is replaced: its process ended by SIGKILL']);
  await kept.stop();
});
