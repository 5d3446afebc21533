import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { ServiceModels } from '../../src/model/service-model';
import { Environments } from '../../src/processes/environments';
import { table } from '../../src/table';
import { operationsOfAws, servicesOf } from '../../src/table/counts';
import { rowsOf } from '../../src/table/rows';
import { tableText } from '../../src/table/text';
import { CACHE } from '../gateway/running-cloud';

const nothing = { access: () => [], run: async () => undefined };
const handler = { create: async () => ({ physicalId: 'p' }), update: async () => ({ physicalId: 'p' }), delete: async () => undefined };
const rows = rowsOf([{
  name: 'sagemaker',
  operations: { CreateModel: nothing, AddTags: { ...nothing, treatment: 'stored', differs: 'tags nothing.' } },
  resourceTypes: { 'AWS::SageMaker::Domain': handler, 'AWS::CodeBuild::Project': { ...handler, treatment: 'stored' } },
}]);
const rowOf = (name: string) => rows.filter((row) => row.name === name);

test('an operation runs unless it says otherwise, and says how it differs', () => {
  expect([...rowOf('CreateModel'), ...rowOf('AddTags')]).toEqual([
    { service: 'sagemaker', kind: 'operation', name: 'CreateModel', treatment: 'runs', differs: undefined },
    { service: 'sagemaker', kind: 'operation', name: 'AddTags', treatment: 'stored', differs: 'tags nothing.' },
  ]);
});

test('a type that a service creates has one row, whoever else knows it', () => {
  expect([...rowOf('AWS::SageMaker::Domain'), ...rowOf('AWS::CodeBuild::Project')].map(({ treatment }) => treatment)).toEqual(['runs', 'stored']);
});

test('what the emulator drops of a type is a difference, but for what a companion replays', () => {
  const [bucket] = rowOf('AWS::S3::Bucket');
  expect(bucket).toMatchObject({ treatment: 'native', differs: expect.stringContaining('LifecycleConfiguration') });
  expect(bucket.differs).not.toMatch(/BucketEncryption|Tags/);
  expect(rowOf('AWS::IAM::Role')[0].differs).toBeUndefined();
});

test('what the emulator is made to keep is no difference', () => {
  expect(rowOf('AWS::EC2::Subnet')[0].differs).toMatch(/^is created without EnableLniAtDeviceIndex, /);
  expect(rowOf('AWS::EC2::VPCEndpoint')[0].differs).not.toMatch(/DnsOptions|IpAddressType/);
});

test('operations are counted against AWS\'s own models', async () => {
  const { folder } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator');
  const python = readdirSync(path.join(folder, 'lib')).find((name) => name.startsWith('python3')) ?? '';
  const models = new ServiceModels(path.join(folder, 'lib', python, 'site-packages', 'botocore', 'data'));
  const services = servicesOf(table());
  expect(services).toEqual(expect.arrayContaining(['codebuild', 'codecommit', 'codepipeline', 'sagemaker', 'servicecatalog']));
  expect(Object.fromEntries(services.map((service) => [service, operationsOfAws(service)])))
    .toEqual(Object.fromEntries(services.map((service) => [service, Object.keys(models.of(service).operations).length])));
  const unknown = table().filter(({ kind, service, name }) => kind === 'operation' && !models.of(service).operations[name]);
  expect(unknown).toEqual([]);
});

test('the text of a service has its count, its rows and what is refused', () => {
  const text = tableText(rows, 'sagemaker');
  expect(text[0]).toBe('sagemaker: 1 of 404 operations run, 1 are stored');
  expect(text).toContainEqual(expect.stringMatching(/^ {2}stored {2}AddTags +tags nothing\.$/));
  expect(text.join('\n')).toMatch(/refused: all others, with UnsupportedOperation[^]*runs {4}AWS::SageMaker::Domain[^]*refused: all others; a template/);
});

test('a service that is not in the table is told, with those that are', () => {
  expect(() => tableText(rows, 'batch')).toThrow(/the table has no service batch: there are .*sagemaker/);
});
