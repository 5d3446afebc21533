import { App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ValidationError } from '../src/validation-error';

const scope = new Construct(new Stack(new App(), 'Stack'), 'Network');
const problem = { prop: 'cidr', value: '10.0.0.0/8', rule: 'a VPC has at most 65,536 addresses', remedy: 'Take a /16 or smaller' };

test('the text holds path, prop, value, rule and remedy of every problem', () => {
  const error = new ValidationError(scope, [problem, { ...problem, prop: 'zones', value: 0 }]);
  expect(error.message).toBe([
    'Stack/Network: 2 problem(s)',
    '  cidr is "10.0.0.0/8": a VPC has at most 65,536 addresses. Take a /16 or smaller.',
    '  zones is 0: a VPC has at most 65,536 addresses. Take a /16 or smaller.',
  ].join('\n'));
});

test('it throws once, with all problems, and leaves out what is none', () => {
  expect(() => ValidationError.throwIfAny(scope, [undefined, problem, undefined])).toThrow('1 problem(s)');
});

test('without a problem nothing is thrown', () => {
  expect(() => ValidationError.throwIfAny(scope, [undefined])).not.toThrow();
});

test('a scope without a path is told by its class', () => {
  expect(new ValidationError(new App(), [problem]).message).toMatch(/^App: 1/);
});
