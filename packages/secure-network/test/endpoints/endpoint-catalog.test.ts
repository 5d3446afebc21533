import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { EndpointCatalog } from '../../src';

const services = ({ entries }: EndpointCatalog) => entries.map(({ service }) => service.shortName);

describe.each([EndpointCatalog.TRAINING, EndpointCatalog.INFERENCE, EndpointCatalog.EXPERIMENTATION].map((set) => [set.name, set] as const))('%s', (_, set) => {
  test('names each service and each id once', () => {
    expect(new Set(services(set)).size).toBe(set.entries.length);
    expect(new Set(set.entries.map(({ id }) => id)).size).toBe(set.entries.length);
  });

  test('every service takes an endpoint policy', () => {
    expect(set.entries.filter(({ supportsPolicy }) => supportsPolicy === false)).toEqual([]);
  });
});

test.each([
  ['jobs in a VPC', EndpointCatalog.TRAINING, ['ecr.api', 'ecr.dkr', 'kms', 'logs', 'monitoring', 'sagemaker.api', 'sts']],
  ['model containers', EndpointCatalog.INFERENCE, ['ecr.api', 'ecr.dkr', 'kms', 'logs', 'monitoring', 'sagemaker.runtime', 'sts']],
  ['people', EndpointCatalog.EXPERIMENTATION, ['athena', 'codecommit', 'git-codecommit', 'glue', 'ssm']],
])('%s reach what they call', (_, set, expected) => {
  expect(services(set).sort()).toEqual(expected);
});

test('a set of one\'s own holds what it is given', () => {
  const entries = [{ id: 'Emr', service: InterfaceVpcEndpointAwsService.EMR }];
  expect(EndpointCatalog.of('clusters', entries)).toMatchObject({ name: 'clusters', entries });
});
