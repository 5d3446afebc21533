import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { EndpointCatalog } from '../../../src';
import { endpointProblems } from '../../../src/private/endpoints/endpoint-problems';

test('the sets of this package can be joined', () => {
  expect(endpointProblems([EndpointCatalog.TRAINING, EndpointCatalog.INFERENCE, EndpointCatalog.STUDIO, EndpointCatalog.DATA_ACCESS, EndpointCatalog.PIPELINES, EndpointCatalog.OPERATIONS])).toEqual([]);
});

test('an id that stands for two services is refused', () => {
  const other = EndpointCatalog.of('other', [{ id: 'Kms', service: InterfaceVpcEndpointAwsService.SECRETS_MANAGER }]);
  expect(endpointProblems([EndpointCatalog.TRAINING, other])).toEqual([
    { prop: 'endpoints', value: ['kms', 'secretsmanager'], rule: expect.stringContaining('Kms stands for one service'), remedy: expect.stringContaining('different ids') },
  ]);
});

test('a service that has two ids is refused', () => {
  const other = EndpointCatalog.of('other', [{ id: 'Keys', service: InterfaceVpcEndpointAwsService.KMS }]);
  expect(endpointProblems([EndpointCatalog.TRAINING, other])).toEqual([
    { prop: 'endpoints', value: ['Kms', 'Keys'], rule: expect.stringContaining('kms has one endpoint'), remedy: expect.stringContaining('the same id') },
  ]);
});
