import { Stack } from 'aws-cdk-lib';
import { withGivenZones } from '../../../src/private/vpc/given-zones';

class StackInChosenZones extends Stack {
  override get availabilityZones(): string[] {
    return ['chosen'];
  }
}

test('the stack answers with the given zones while something is built', () => {
  const stack = new Stack();
  expect(withGivenZones(stack, ['given'], () => stack.availabilityZones)).toEqual(['given']);
});

test.each([
  ['a class that overrides them', new StackInChosenZones()],
  ['an object that overrides them, as from Python', Object.defineProperty(new Stack(), 'availabilityZones', { configurable: true, get: () => ['chosen'] })],
])('afterwards the stack answers as before: %s', (_, stack) => {
  withGivenZones(stack, ['given'], () => undefined);
  expect(stack.availabilityZones).toEqual(['chosen']);
});

test('the stack answers as before when building fails', () => {
  const stack = new StackInChosenZones();
  const build = () => withGivenZones(stack, ['given'], () => {
    throw new RangeError('no');
  });
  expect(build).toThrow('no');
  expect(stack.availabilityZones).toEqual(['chosen']);
});
