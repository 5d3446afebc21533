import { KNOWN_SERVICES } from '../../../packages/policy-evaluation/src';
import { serviceData } from '../../../packages/policy-evaluation/src/authorization/data';
import { table } from '../../../packages/local-cloud/src/table';
import { readOperations } from '../../authorization/models';
import { SERVICES } from '../../authorization/services';

/** The clients of the AWS SDK that this repository uses, with botocore's names of their services. */
const CLIENTS: Readonly<Record<string, string>> = {
  'cloudformation': 'cloudformation', 'cloudwatch-logs': 'logs', 'codebuild': 'codebuild', 'codecommit': 'codecommit', 'codepipeline': 'codepipeline', 'ec2': 'ec2', 'eventbridge': 'events', 'iam': 'iam',
  'kms': 'kms', 's3': 's3', 'sagemaker': 'sagemaker', 'sagemaker-runtime': 'sagemaker-runtime', 'service-catalog': 'servicecatalog', 'ssm': 'ssm', 'sts': 'sts',
};
/** Operations that AWS's reference does not tell, and those that only the SDK has so far, which is of another day than the models. */
const UNKNOWN: Readonly<Record<string, readonly string[]>> = {
  'cloudformation': ['RemoveAlias', 'SetAlias'],
  'cloudwatch-logs': ['GetLogObject'],
  'iam': ['AcquireRole', 'UpdateDelegationRequest'],
  'kms': ['Decapsulate', 'Encapsulate'],
  'ssm': ['DeregisterDefaultHostManagementConfiguration', 'RegisterDefaultHostManagementConfiguration'],
  'sts': ['GetScopedCredentials'],
};

test.each(Object.entries(CLIENTS).filter(([client]) => client !== 'ec2'))('the operations of client-%s are known', (client, service) => {
  const operations = Object.keys(jest.requireActual<object>(`@aws-sdk/client-${client}`)).filter((name) => /^[A-Z]\w*Command$/.test(name)).map((name) => name.replace(/Command$/, ''));
  expect(operations.length).toBeGreaterThan(2);
  expect(operations.filter((operation) => !serviceData(service).operations.has(operation)).sort()).toEqual(UNKNOWN[client] ?? []);
});

test('the services of all clients are known', () => {
  expect(Object.values(CLIENTS).filter((service) => !KNOWN_SERVICES.includes(service))).toEqual([]);
});

test('every operation that the local cloud answers itself is known', () => {
  const operations = table().filter(({ kind }) => kind === 'operation');
  expect(operations.length).toBeGreaterThan(100);
  expect(operations.filter(({ service, name }) => !KNOWN_SERVICES.includes(service) || !serviceData(service).operations.has(name))).toEqual([]);
});

test('no operation is known that AWS\'s models do not have', () => {
  const invented = SERVICES.flatMap(({ name }) => [...serviceData(name).operations.keys()].filter((operation) => !readOperations(name).has(operation)).map((operation) => `${name} ${operation}`));
  expect(invented).toEqual([]);
});
