import { pauseAfter, until } from '../until';

test('asks until there is an answer', async () => {
  const answers = [undefined, undefined, 'there'];
  await expect(until('it', async () => answers.shift(), { everyMilliseconds: 1 })).resolves.toBe('there');
  expect(answers).toHaveLength(0);
});

test('asks soon at first, and then at its pace', () => {
  expect([1, 2, 3, 4, 5, 5000].map((asked) => pauseAfter(asked, 250))).toEqual([50, 100, 200, 250, 250, 250]);
  expect(pauseAfter(1, 1)).toBe(1);
});

test('what never comes is named, with the time it was given', async () => {
  await expect(until('the train', async () => undefined, { timeoutSeconds: 0, everyMilliseconds: 1 })).rejects.toThrow('the train: not within 0 s');
});

test('an interruption ends the wait', async () => {
  const interrupt = new AbortController();
  const wait = until('it', async () => { interrupt.abort(); return undefined; }, { signal: interrupt.signal, everyMilliseconds: 1000 });
  await expect(wait).rejects.toThrow(/abort/i);
});

test('what the probe throws ends the wait at once', async () => {
  await expect(until('it', async () => { throw new Error('gone'); })).rejects.toThrow('gone');
});
