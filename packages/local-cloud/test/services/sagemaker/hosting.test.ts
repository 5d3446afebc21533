import { readdirSync, realpathSync } from 'node:fs';
import * as path from 'node:path';
import {
  CreateEndpointCommand, DeleteEndpointCommand, DeleteEndpointConfigCommand, DeleteModelCommand, DescribeEndpointCommand, DescribeEndpointConfigCommand, DescribeModelCommand, ListEndpointConfigsCommand,
  ListEndpointsCommand, ListModelsCommand, UpdateEndpointCommand,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, CloudUnderTest, eventually, IMAGE, SERVER_IMAGE } from '../codebuild/cloud-under-test';
import { Endpoints } from './endpoints';

let cloud: CloudUnderTest;
let endpoints: Endpoints;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  endpoints = await Endpoints.in(cloud);
});

afterAll(() => cloud.stop());

const CRASHES = 'raise SystemExit("the model is of another version")';
/** Folders of servers, which are there as long as their processes. */
const folders = (name: string) => readdirSync(path.join(cloud.local.state, 'jobs', ACCOUNT)).filter((folder) => folder.startsWith(`endpoint-${name}-`));
/** Processes that work in a server's folder. */
const servers = (name: string) => readdirSync('/proc').filter((id) => /^\d+$/.test(id) && workingFolder(id).includes(`/endpoint-${name}-`));
function workingFolder(id: string): string {
  try {
    return realpathSync(`/proc/${id}/cwd`);
  } catch {
    return '';
  }
}
const create = (EndpointName: string, EndpointConfigName: string) => endpoints.client.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName }));
const update = (EndpointName: string, EndpointConfigName: string) => endpoints.client.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName }));

describe('an endpoint', () => {
  test('is a process with the model\'s files and variables, which ends when it is deleted', async () => {
    await endpoints.serving('whole');
    expect((await endpoints.invoke('whole')).said).toMatchObject({ model: 'whole', mode: 'test' });
    expect(servers('whole')).toHaveLength(1);
    await endpoints.client.send(new DeleteEndpointCommand({ EndpointName: 'whole' }));
    expect(servers('whole')).toEqual([]);
    expect(folders('whole')).toEqual([]);
    await expect(endpoints.client.send(new DescribeEndpointCommand({ EndpointName: 'whole' }))).rejects.toThrow(`Could not find endpoint "arn:aws:sagemaker:eu-west-1:${ACCOUNT}:endpoint/whole".`);
  });

  test('whose server ends is Failed, with the server\'s last words', async () => {
    await create('crashed', await endpoints.config('crashed', await endpoints.model('crashed', { server: CRASHES })));
    expect(await endpoints.settled('crashed')).toMatchObject({ EndpointStatus: 'Failed', FailureReason: expect.stringMatching(/variant crashed did not pass the ping health check.*the model is of another version/) });
    expect(folders('crashed')).toEqual([]);
  });

  test('keeps no server when one of its variants fails', async () => {
    await create('half', await endpoints.config('half', await endpoints.model('half-good'), await endpoints.model('half-bad', { server: CRASHES })));
    expect((await endpoints.settled('half')).EndpointStatus).toBe('Failed');
    expect(servers('half')).toEqual([]);
  });

  test('serves with the old model until the new one is healthy, then with the new one alone', async () => {
    await endpoints.serving('moving');
    const mark = path.join(cloud.temporary, 'move');
    const model = await endpoints.model('moved', { server: `import os, time\nwhile not os.path.exists(${JSON.stringify(mark)}): time.sleep(0.02)\n${Endpoints.SERVER}` });
    await update('moving', await endpoints.config('moved', model));
    await eventually(async () => servers('moving').length === 2, 'the new server');
    expect((await endpoints.client.send(new DescribeEndpointCommand({ EndpointName: 'moving' }))).EndpointStatus).toBe('Updating');
    expect((await endpoints.invoke('moving')).said.model).toBe('moving');
    await expect(update('moving', 'moved')).rejects.toThrow(/Cannot update in-progress endpoint/);
    cloud.touch('move');
    expect(await endpoints.settled('moving')).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'moved' });
    expect((await endpoints.invoke('moving')).said.model).toBe('moved');
    expect(servers('moving')).toHaveLength(1);
  });

  test('goes on serving with the old model when the new one fails, and says why', async () => {
    await endpoints.serving('staying');
    await update('staying', await endpoints.config('worse', await endpoints.model('worse', { server: CRASHES })));
    expect(await endpoints.settled('staying')).toMatchObject({ EndpointStatus: 'InService', EndpointConfigName: 'staying', FailureReason: expect.stringContaining('another version') });
    expect((await endpoints.invoke('staying')).said.model).toBe('staying');
    expect(servers('staying')).toHaveLength(1);
  });

  test('of an image that serves nothing is Failed and says so', async () => {
    await create('dumb', await endpoints.config('dumb', await endpoints.model('dumb', { PrimaryContainer: { Image: IMAGE } })));
    expect((await endpoints.settled('dumb')).FailureReason).toMatch(/image tests\/python serves nothing here/);
  });

  test('whose model\'s role may not read the archive is Failed', async () => {
    const ExecutionRoleArn = await cloud.role('reads-nothing', 'sagemaker.amazonaws.com', [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }]);
    await create('denied', await endpoints.config('denied', await endpoints.model('denied', { ExecutionRoleArn })));
    expect(await endpoints.settled('denied')).toMatchObject({ EndpointStatus: 'Failed', FailureReason: expect.stringMatching(/denied|not authorized/i) });
  });

  test('is listed and told to EventBridge', async () => {
    const events = await cloud.watch('aws.sagemaker');
    await endpoints.serving('told');
    const { Endpoints: listed = [] } = await endpoints.client.send(new ListEndpointsCommand({}));
    expect(listed).toContainEqual(expect.objectContaining({ EndpointName: 'told', EndpointStatus: 'InService' }));
    const seen = await eventually(async () => {
      const mine = (await events()).filter(({ detail }) => detail.EndpointName === 'told');
      return mine.length === 2 && mine;
    }, 'two events');
    expect(seen.map(({ detail }) => detail.EndpointStatus)).toEqual(['CREATING', 'IN_SERVICE']);
  });
});

test('models and configurations are found, listed and deleted, and a configuration needs its models', async () => {
  await endpoints.config('kept', await endpoints.model('kept'));
  expect((await endpoints.client.send(new DescribeModelCommand({ ModelName: 'kept' }))).PrimaryContainer).toMatchObject({ Image: SERVER_IMAGE });
  expect((await endpoints.client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'kept' }))).ProductionVariants).toEqual([expect.objectContaining({ ModelName: 'kept' })]);
  expect((await endpoints.client.send(new ListModelsCommand({}))).Models).toContainEqual(expect.objectContaining({ ModelName: 'kept' }));
  expect((await endpoints.client.send(new ListEndpointConfigsCommand({}))).EndpointConfigs).toContainEqual(expect.objectContaining({ EndpointConfigName: 'kept' }));
  await endpoints.client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'kept' }));
  await endpoints.client.send(new DeleteModelCommand({ ModelName: 'kept' }));
  await expect(create('none', 'kept')).rejects.toThrow(/Could not find endpoint configuration/);
  await expect(endpoints.config('again', 'kept')).rejects.toThrow(/Could not find model/);
});
