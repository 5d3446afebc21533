import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { Environments } from '../../src/processes/environments';
import { CACHE } from '../gateway/running-cloud';

const PROGRAM = `
import forgetting
from ministack.services import eventbridge
for number in range(3):
    eventbridge._put_events({"Entries": [{"Source": "tests", "DetailType": "said", "Detail": "{}"}]})
before = sum(len(entries) for entries in eventbridge._events_log._data.values())
forgetting.forget()
print(before, sum(len(entries) for entries in eventbridge._events_log._data.values()))
`;

test('events that were put are not kept once they are delivered', async () => {
  const { python } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator');
  const env = { PATH: process.env.PATH, PYTHONPATH: path.resolve(__dirname, '../../environments'), PYTHONDONTWRITEBYTECODE: '1' };
  expect(execFileSync(python, ['-c', PROGRAM], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()).toBe('3 0');
}, 60_000);
