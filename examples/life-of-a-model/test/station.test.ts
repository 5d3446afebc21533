import { Deviation, type Station, visitAll } from '../station';
import { PlainView } from '../terminal/view';
import type { Life } from '../life';

const lines: string[] = [];
const view = new PlainView({ write: (text: string) => lines.push(text) > 0 } as unknown as NodeJS.WritableStream);
const life = { signal: new AbortController().signal } as Life;

beforeEach(() => lines.splice(0));

test('stations are visited in order, each with its time', async () => {
  const order: string[] = [];
  const station = (title: string): Station => ({ title, visit: async () => void order.push(title) });
  const visited = await visitAll([station('first'), station('second')], life, view);
  expect(order).toEqual(['first', 'second']);
  expect(visited.map(({ title }) => title)).toEqual(['first', 'second']);
  expect(lines.join('')).toMatch(/== first\n {3}done: first \(0\.\d s\)/);
});

test('the first station that deviates ends the walk', async () => {
  const later = jest.fn();
  const stations: Station[] = [
    { title: 'lost', visit: async () => { throw new Deviation('no way', ['a log line']); } },
    { title: 'later', visit: later },
  ];
  await expect(visitAll(stations, life, view)).rejects.toMatchObject({ message: 'no way', evidence: ['a log line'] });
  expect(later).not.toHaveBeenCalled();
  expect(lines.join('')).toContain('failed: lost');
});

test('a station that is interrupted has not failed', async () => {
  const interrupt = new AbortController();
  const station: Station = { title: 'cut off', visit: async () => { interrupt.abort(new Deviation('Interrupted')); throw new Error('a request was cut off'); } };
  await expect(visitAll([station], { signal: interrupt.signal } as Life, view)).rejects.toThrow('a request was cut off');
  expect(lines.join('')).not.toContain('failed');
});
