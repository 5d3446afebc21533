import { NetworkEgress } from '../../src';

test('there is one choice so far: no way out', () => {
  expect(NetworkEgress.none().kind).toBe('none');
});
