import { SageMakerRuntimeClient, InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { CreateEndpointCommand } from '@aws-sdk/client-sagemaker';
import { CloudUnderTest } from '../codebuild/cloud-under-test';
import { Endpoints } from '../sagemaker/endpoints';

let cloud: CloudUnderTest;
let endpoints: Endpoints;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  endpoints = await Endpoints.in(cloud);
  await endpoints.serving('serving');
});

afterAll(() => cloud.stop());

test('a request reaches the server with its type, its attributes and every byte, and the answer comes back with its own', async () => {
  const answer = await endpoints.invoke('serving', '1,2\n', { Accept: 'application/json', CustomAttributes: 'trace=7' });
  expect(answer).toMatchObject({ ContentType: 'application/json', InvokedProductionVariant: 'serving' });
  expect(answer.said).toEqual({ model: 'serving', body: '1,2\n', type: 'text/csv', accept: 'application/json', attributes: 'trace=7', mode: 'test' });
});

test.each([['fail', 'Received client error (400) from primary'], ['break', 'Received server error (500) from primary']])('what the server answers to "%s" is a ModelError with its words', async (body, message) => {
  await expect(endpoints.invoke('serving', body)).rejects.toMatchObject({ name: 'ModelError', message: expect.stringContaining(message) });
});

test('variants take turns, and one is meant where it is named', async () => {
  await endpoints.client.send(new CreateEndpointCommand({ EndpointName: 'two', EndpointConfigName: await endpoints.config('two', await endpoints.model('left'), await endpoints.model('right')) }));
  await endpoints.settled('two');
  const answers = [await endpoints.invoke('two'), await endpoints.invoke('two')];
  expect(answers.map(({ InvokedProductionVariant }) => InvokedProductionVariant).sort()).toEqual(['left', 'right']);
  for (const { said, InvokedProductionVariant } of answers) expect(said.model).toBe(InvokedProductionVariant);
  for (const TargetVariant of ['right', 'right', 'left']) expect((await endpoints.invoke('two', '', { TargetVariant })).said.model).toBe(TargetVariant);
  await expect(endpoints.invoke('two', '', { TargetVariant: 'middle' })).rejects.toMatchObject({ name: 'ValidationError' });
});

test('an endpoint that there is not is a ValidationError, another account\'s among them', async () => {
  await expect(endpoints.invoke('nowhere')).rejects.toMatchObject({ name: 'ValidationError', message: 'Endpoint nowhere of account 111111111111 not found.' });
  const stranger = cloud.client(SageMakerRuntimeClient, '222222222222');
  await expect(stranger.send(new InvokeEndpointCommand({ EndpointName: 'serving', Body: '' }))).rejects.toMatchObject({ name: 'ValidationError' });
});

test('those only may invoke who are allowed to', async () => {
  const as = async (name: string, endpoint: string) => cloud.client(SageMakerRuntimeClient, await cloud.session(name, [{ Effect: 'Allow', Action: 'sagemaker:InvokeEndpoint', Resource: `arn:aws:sagemaker:eu-west-1:111111111111:endpoint/${endpoint}` }]));
  const invoke = new InvokeEndpointCommand({ EndpointName: 'serving', Body: 'x' });
  await expect((await as('elsewhere', 'other')).send(invoke)).rejects.toMatchObject({ name: 'AccessDeniedException', message: expect.stringContaining('sagemaker:InvokeEndpoint') });
  expect((await (await as('here', 'serving')).send(invoke)).InvokedProductionVariant).toBe('serving');
});
