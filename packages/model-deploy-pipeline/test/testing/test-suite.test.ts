import { TestSuite } from '../../src';

test('integration, stress and other tests run, in this order', () => {
  expect(new TestSuite()).toMatchObject({ name: 'Test', folders: ['tests/integration_test', 'tests/stress_test', 'tests/other_test'] });
});

test('a suite of one\'s own', () => {
  expect(new TestSuite({ name: 'SmokeTest', folders: ['tests/smoke'] })).toMatchObject({ name: 'SmokeTest', folders: ['tests/smoke'] });
});
