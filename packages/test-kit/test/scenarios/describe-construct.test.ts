import { Topic } from 'aws-cdk-lib/aws-sns';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describeConstruct, PLACES, synthesize } from '../../src';

describeConstruct('a topic with a key', {
  'with defaults': (scope, id) => new Topic(scope, id, { enforceSSL: true, masterKey: new Key(scope, `${id}Key`, { enableKeyRotation: true }) }),
  'with a name': {
    onlyOnce: 'the name is physical',
    build: (scope, id) => new Key(scope, id, { enableKeyRotation: true, alias: 'only' }),
  },
});

describe('synthesize', () => {
  test.each(PLACES)('the stack goes $name', ({ env }) => {
    const { stack } = synthesize((scope) => new Key(scope, 'Key'), env);
    expect(stack.environment).toBe(`aws://${env?.account ?? 'unknown-account'}/${env?.region ?? 'unknown-region'}`);
  });

  test('the flags of a new app hold', () => {
    const { stack } = synthesize((scope) => new Key(scope, 'Key'));
    expect(stack.node.tryGetContext('@aws-cdk/core:checkSecretUsage')).toBe(true);
  });
});
