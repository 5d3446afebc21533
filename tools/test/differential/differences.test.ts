import { ALL, reading, to } from '../../differential/by-hand/written';
import { DIFFERENCES } from '../../differential/differences';
import { HERE, PRINCIPALS } from '../../differential/generate/vocabulary';
import { pointsOf, settled } from '../../differential/settled';

test('each has a name of its own, a reason and a page of AWS that says so', () => {
  expect(new Set(DIFFERENCES.map(({ name }) => name)).size).toBe(DIFFERENCES.length);
  for (const { reason, source } of DIFFERENCES) expect([reason.length > 20, source.startsWith('https://docs.aws.amazon.com/')]).toEqual([true, true]);
});

test('a case that touches none stays as it is', () => {
  const plain = { request: reading(), documents: { identity: [ALL], resource: to({ AWS: HERE }), serviceControl: [[ALL]] } };
  expect(settled(plain)).toEqual(plain);
  expect(pointsOf(plain)).toEqual([]);
});

test('what service control does not bind is settled by leaving it out', () => {
  const linked = { request: reading({ principal: PRINCIPALS.linked }), documents: { identity: [ALL], serviceControl: [[ALL]] } };
  expect(pointsOf(linked)).toEqual(['service control binds no service']);
  expect(settled(linked).documents).toEqual({ identity: [ALL] });
});
