import { Topic } from 'aws-cdk-lib/aws-sns';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describeConstruct, PLACES, synthesize } from '../../src';
import { foreignHosts } from '../../src/scenarios/describe-construct';

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

test.each([
  ['a registry', { Image: ['111111111111.dkr.ecr.cn-north-1.amazonaws.com/model:1'] }, 1],
  ['an address', { Url: 'https://s3.amazonaws.com/bucket' }, 1],
  ['a service\'s regional name', { Host: 'sts.cn-north-1.amazonaws.com' }, 1],
  ['a registry of China', { Image: '111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn/model:1' }, 0],
  ['a principal', { Service: ['sagemaker.amazonaws.com', 'delivery.logs.amazonaws.com', 'logging.s3.amazonaws.com'] }, 0],
  ['a service by which a key is used', { StringEquals: { 'kms:ViaService': 's3.cn-north-1.amazonaws.com' } }, 0],
  ['an endpoint service', { ServiceName: 'cn.com.amazonaws.cn-north-1.ecr.api' }, 0],
])('%s is seen as a host of another partition, or not', (_, value, found) => {
  expect(foreignHosts(value)).toHaveLength(found);
});

test('there is a place in each of the three partitions, and one that is not known', () => {
  expect(PLACES.map(({ partition }) => partition)).toEqual([undefined, 'aws', 'aws-us-gov', 'aws-cn']);
});
