import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeEndpointCommand } from '@aws-sdk/client-sagemaker';
import { strToU8, zipSync } from 'fflate';
import { CloudUnderTest } from '../codebuild/cloud-under-test';
import { Endpoints } from '../sagemaker/endpoints';
import { BUCKET, building, deploying, PipelinesUnderTest, s3Source } from './pipelines';

let cloud: CloudUnderTest;
let pipelines: PipelinesUnderTest;
let endpoints: Endpoints;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  pipelines = await PipelinesUnderTest.in(cloud);
  endpoints = await Endpoints.in(cloud);
});

afterAll(() => cloud.stop());

const variant = { VariantName: 'main', ModelName: { Ref: 'Model' }, InstanceType: 'ml.m5.large', InitialInstanceCount: 1, InitialVariantWeight: 1 };
/** What a release is: an endpoint under one name, whose configuration each version replaces. */
const TEMPLATE = {
  Parameters: { Model: { Type: 'String' } },
  Resources: {
    Configuration: { Type: 'AWS::SageMaker::EndpointConfig', Properties: { ProductionVariants: [variant] } },
    Endpoint: { Type: 'AWS::SageMaker::Endpoint', Properties: { EndpointName: 'promoted', EndpointConfigName: { 'Fn::GetAtt': ['Configuration', 'EndpointConfigName'] } } },
  },
};

/** A release that serves a model, where the pipeline takes it from. */
async function release(Model: string): Promise<void> {
  const files = { 'template.json': TEMPLATE, 'prod.configuration.json': { Parameters: { Model } } };
  await cloud.put(BUCKET, 'source.zip', zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(JSON.stringify(content))]))));
}

async function state() {
  const [{ StackStatus }] = (await cloud.client(CloudFormationClient).send(new DescribeStacksCommand({ StackName: 'release' }))).Stacks!;
  const { EndpointStatus, EndpointConfigName } = await endpoints.client.send(new DescribeEndpointCommand({ EndpointName: 'promoted' }));
  return { StackStatus, EndpointStatus, EndpointConfigName, model: (await endpoints.invoke('promoted')).said.model };
}

test('a release that fails while it is deployed ends the promotion, and the last one that served is what the stack holds and the endpoint serves', async () => {
  const deploy = deploying('Deploy', { takes: ['Source'], configuration: { ActionMode: 'CREATE_UPDATE', StackName: 'release', TemplatePath: 'Source::template.json', TemplateConfiguration: 'Source::prod.configuration.json' } });
  const name = await pipelines.create('promotion', [[s3Source()], [deploy], [building('After', await pipelines.project('after', ['true']))]]);

  await release(await endpoints.model('robust'));
  const first = await pipelines.start(name);
  expect((await pipelines.ended(name, first)).status).toBe('Succeeded');
  const robust = await state();
  expect(robust).toMatchObject({ StackStatus: 'CREATE_COMPLETE', EndpointStatus: 'InService', model: 'robust' });

  await release(await endpoints.model('broken', { server: 'raise SystemExit("the model is of another version")' }));
  const second = await pipelines.start(name);
  expect((await pipelines.ended(name, second)).status).toBe('Failed');
  expect(await pipelines.statuses(name, second)).toEqual({ Source: 'Succeeded', Deploy: 'Failed' });
  expect(await state()).toEqual({ ...robust, StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });

  await release(await endpoints.model('mended'));
  const third = await pipelines.start(name);
  expect((await pipelines.ended(name, third)).status).toBe('Succeeded');
  expect(await state()).toMatchObject({ StackStatus: 'UPDATE_COMPLETE', EndpointStatus: 'InService', model: 'mended' });
});
