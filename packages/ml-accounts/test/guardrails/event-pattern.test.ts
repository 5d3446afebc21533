import { matches } from './event-pattern';

test.each<[string, object, Parameters<typeof matches>[1], boolean]>([
  ['a value', { a: ['x', 'y'] }, { a: 'y' }, true],
  ['another value', { a: ['x'] }, { a: 'z' }, false],
  ['a boolean', { a: [false] }, { a: false }, true],
  ['every field must match', { a: ['x'], b: ['y'] }, { a: 'x', b: 'z' }, false],
  ['one value of several', { a: ['x'] }, { a: ['y', 'x'] }, true],
  ['nothing there', { a: { b: [{ exists: false }] } }, {}, true],
  ['something there', { a: { b: [{ exists: false }] } }, { a: { b: ['s'] } }, false],
  ['something there in each of several', { a: { b: [{ exists: false }] } }, { a: [{ b: 't' }, { b: 's' }] }, false],
  ['a value in one of several', { a: { b: [false] } }, { a: [{ b: true }, { b: false }] }, true],
  ['anything but', { a: [{ 'anything-but': 'x' }] }, { a: 'y' }, true],
  ['anything but, and it is', { a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
  ['anything but, and there is nothing', { a: [{ 'anything-but': 'x' }] }, {}, false],
  ['one of several patterns', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: 'y' }, true],
  ['none of several patterns', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { a: 'y' }, false],
])('%s', (_, pattern, event, expected) => {
  expect(matches(pattern, event)).toBe(expected);
});

test('what EventBridge does not compare, and what is not known here, is an error', () => {
  expect(() => matches({ a: [{ exists: false }] }, { a: { b: 1 } })).toThrow('a is no leaf');
  expect(() => matches({ a: [{ prefix: 'x' }] }, { a: 'x' })).toThrow('operator that is not known');
});
