import type { ServiceModel } from '../../../src/model/service-model';
import { AwsCallError } from '../../../src/services/stepfunctions/aws-caller';
import { exceptionName, sdkName } from '../../../src/services/stepfunctions/sdk-names';
import { taskError } from '../../../src/services/stepfunctions/task-error';
import { fromApi, toApi } from '../../../src/services/stepfunctions/task-values';

test.each([
  ['projectName', 'ProjectName'], ['KMSKeyId', 'KmsKeyId'], ['SSEKMSKeyId', 'SsekmsKeyId'], ['DBClusterIdentifier', 'DbClusterIdentifier'], ['ETag', 'ETag'], ['DynamoDB', 'DynamoDb'],
  ['CloudWatch Logs', 'CloudWatchLogs'], ['SageMaker', 'SageMaker'], ['S3', 'S3'], ['SFN', 'Sfn'], ['EC2', 'Ec2'],
])('the SDK for Java calls %s %s', (name, expected) => {
  expect(sdkName(name)).toBe(expected);
});

test.each([['NoSuchKey', 'NoSuchKeyException'], ['ResourceNotFoundException', 'ResourceNotFoundException'], ['DBClusterNotFoundFault', 'DbClusterNotFoundException'], ['InternalServerError', 'InternalServerErrorException']])(
  'the exception of %s is %s', (shape, expected) => {
    expect(exceptionName(shape)).toBe(expected);
  });

const model: ServiceModel = {
  metadata: { protocol: 'json', endpointPrefix: 'x', serviceId: 'SageMaker', serviceFullName: 'Amazon SageMaker Service' },
  operations: { Make: { name: 'Make', http: { method: 'POST', requestUri: '/' }, errors: [{ shape: 'ResourceInUse' }] } },
  shapes: {
    ResourceInUse: { type: 'structure', exception: true },
    Thing: {
      type: 'structure',
      members: { thingName: { shape: 'Text' }, KMSKeyId: { shape: 'Text' }, bytes: { shape: 'Bytes' }, at: { shape: 'Time' }, parts: { shape: 'Things' }, tags: { shape: 'Tags' } },
    },
    Text: { type: 'string' }, Bytes: { type: 'blob' }, Time: { type: 'timestamp' }, Things: { type: 'list', member: { shape: 'Thing' } },
    Tags: { type: 'map', key: { shape: 'Text' }, value: { shape: 'Thing' } },
  },
};

test.each([
  [true, 'ResourceInUse', 'SageMaker.ResourceInUseException'], [true, 'AccessDeniedException', 'SageMaker.SageMakerException'], [false, 'AccessDeniedException', 'SageMaker.AmazonSageMakerException'],
])('with sdk=%s, the error %s is %s', (sdk, code, expected) => {
  expect(taskError(model, 'Make', { sdk }, new AwsCallError(code, 'why'))).toMatchObject({ error: expected, cause: 'why' });
});

test('parameters get the API\'s names and types; keys of maps are data', () => {
  expect(toApi(model, 'Thing', { ThingName: { a: 1 }, KmsKeyId: 'k', Parts: [{ thingName: 'b' }], Tags: { myKey: { ThingName: 'c' } }, Bytes: { x: 1 } })).toEqual({
    thingName: '{"a":1}', KMSKeyId: 'k', parts: [{ thingName: 'b' }], tags: { myKey: { thingName: 'c' } }, bytes: { $bytes: Buffer.from('{"x":1}').toString('base64') },
  });
});

test('every field that the API does not have is named', () => {
  expect(() => toApi(model, 'Thing', { Other: 1, Parts: [{ More: 2 }] })).toThrow(/States.Runtime: .*The field "Other" is not supported by Step Functions; The field "Parts.0.More" is not/);
});

test('results get Step Functions\' names, in SDK integrations those of the SDK for Java', () => {
  const answer = { thingName: 'a', KMSKeyId: 'k', at: { $millis: 0 }, bytes: { $bytes: 'SGk=' }, tags: { myKey: { thingName: 'c' } } };
  expect(fromApi(model, 'Thing', answer, true)).toEqual({ ThingName: 'a', KmsKeyId: 'k', At: '1970-01-01T00:00:00.000Z', Bytes: 'Hi', Tags: { myKey: { ThingName: 'c' } } });
  expect(fromApi(model, 'Thing', answer, false)).toEqual({ ThingName: 'a', KMSKeyId: 'k', At: 0, Bytes: 'Hi', Tags: { myKey: { ThingName: 'c' } } });
});
