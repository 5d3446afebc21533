import { readdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { requestedAction } from '../../src/gateway/requested-action';
import { requestedParameters } from '../../src/gateway/requested-parameters';
import { wasRead } from '../../src/gateway/upstream';
import { ServiceModels } from '../../src/model/service-model';
import { Environments } from '../../src/processes/environments';
import { CACHE } from './running-cloud';

let models: ServiceModels;
beforeAll(async () => {
  const { folder } = await new Environments({ cache: path.join(CACHE, 'environments') }).ensure('emulator');
  const python = readdirSync(path.join(folder, 'lib')).find((name) => name.startsWith('python3')) ?? '';
  models = new ServiceModels(path.join(folder, 'lib', python, 'site-packages', 'botocore', 'data'));
});

const requestOf = (given: { method?: string; url?: string; headers?: Record<string, string>; body?: string }): IncomingMessage =>
  Object.assign(Readable.from([Buffer.from(given.body ?? '')]), { method: given.method ?? 'POST', url: given.url ?? '/', headers: given.headers ?? {} }) as never;
const form = (body: string) => requestOf({ headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body });
const target = (name: string, body: string) => requestOf({ headers: { 'x-amz-target': name }, body });

async function asked(signingName: string, request: IncomingMessage) {
  const requested = await requestedAction(signingName, request, models);
  return [requested, requested && await requestedParameters(requested, request, models)];
}

test.each([
  ['by target', 'states', target('AWSStepFunctions.CreateStateMachine', '{"name":"m"}'), { action: 'states:CreateStateMachine', service: 'stepfunctions', operation: 'CreateStateMachine' }, { name: 'm' }],
  ['by target, of streams', 'dynamodb', target('DynamoDBStreams_20120810.GetRecords', '{}'), { action: 'dynamodb:GetRecords', service: 'dynamodbstreams', operation: 'GetRecords' }, {}],
  [
    'by form, with lists and maps', 'sns', form('Action=CreateTopic&Name=t&Tags.member.2.Key=b&Tags.member.2.Value=2&Tags.member.1.Key=a&Tags.member.1.Value=1&Attributes.entry.1.key=K&Attributes.entry.1.value=V'),
    { action: 'sns:CreateTopic', service: 'sns', operation: 'CreateTopic' }, { Name: 't', Tags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }], Attributes: { K: 'V' } },
  ],
  [
    'by form of EC2', 'ec2', form('Action=RunInstances&ImageId=ami-1&InstanceType=t3.micro&SecurityGroupId.1=sg-1&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=team&TagSpecification.1.Tag.1.Value=a'),
    { action: 'ec2:RunInstances', service: 'ec2', operation: 'RunInstances' },
    { ImageId: 'ami-1', InstanceType: 't3.micro', SecurityGroupIds: ['sg-1'], TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'team', Value: 'a' }] }] },
  ],
  [
    'by path', 'lambda', requestOf({ method: 'PUT', url: '/2015-03-31/functions/f/configuration?x=y', body: '{"Role":"r"}' }),
    { action: 'lambda:UpdateFunctionConfiguration', service: 'lambda', operation: 'UpdateFunctionConfiguration' }, { FunctionName: 'f', Role: 'r' },
  ],
  [
    'by path, with a query', 'lambda', requestOf({ method: 'DELETE', url: '/2015-03-31/functions/f?Qualifier=1' }),
    { action: 'lambda:DeleteFunction', service: 'lambda', operation: 'DeleteFunction' }, { FunctionName: 'f', Qualifier: '1' },
  ],
  ['by method and path', 'apigateway', requestOf({ method: 'GET', url: '/restapis/a' }), { action: 'apigateway:GET', service: 'apigateway', operation: 'GetRestApi' }, { restApiId: 'a' }],
])('%s', async (_, signingName, request, requested, parameters) => {
  expect(await asked(signingName, request)).toEqual([requested, parameters]);
});

test('what a function gets is not read', async () => {
  const request = requestOf({ url: '/2015-03-31/functions/f/invocations', body: '{"FunctionName":"other"}' });
  expect(await asked('lambda', request)).toEqual([{ action: 'lambda:InvokeFunction', service: 'lambda', operation: 'Invoke' }, { FunctionName: 'f' }]);
  expect(wasRead(request)).toBe(false);
});

test.each([
  ['no JSON', 'ssm', target('AmazonSSM.PutParameter', '{')], ['no structure', 'ssm', target('AmazonSSM.PutParameter', '[]')],
  ['in CBOR', 'monitoring', requestOf({ url: '/service/GraniteServiceVersion20100801/operation/PutMetricData', headers: { 'content-type': 'application/cbor' }, body: 'x' })],
])('a body that is %s has no parameters, but the request its action', async (_, signingName, request) => {
  expect(await asked(signingName, request)).toEqual([expect.objectContaining({ action: expect.stringMatching(/^(ssm:PutParameter|cloudwatch:PutMetricData)$/) }), undefined]);
});

test('names of a form that are those of JavaScript\'s own do no harm', async () => {
  const [, parameters] = await asked('sns', form('Action=CreateTopic&Name=t&__proto__.x=1&Tags.__proto__.Key=a&constructor=1'));
  expect(parameters).toEqual({ Name: 't', Tags: [] });
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

test.each([
  ['a query beside a path', 'lambda', requestOf({ url: '/2015-03-31/functions?Action=ListFunctions' }), 'lambda:CreateFunction'],
  ['a target that nobody has, beside a path', 'lambda', requestOf({ url: '/2015-03-31/functions', headers: { 'x-amz-target': 'Bogus.ListFunctions' } }), 'lambda:CreateFunction'],
  ['a form that says it is text', 'sqs', requestOf({ headers: { 'content-type': 'text/plain' }, body: 'Action=DeleteQueue' }), 'sqs:DeleteQueue'],
  ['an action in the query alone', 'iam', requestOf({ method: 'GET', url: '/?Action=ListRoles' }), 'iam:ListRoles'],
])('%s: what is asked for leave is what is done', async (_, signingName, request, action) => {
  expect(await requestedAction(signingName, request, models)).toMatchObject({ action });
});

test.each([
  ['in the query and in the body', 'iam', requestOf({ url: '/?Action=GetUser', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'Action=DeleteUser' }), /several actions: GetUser, DeleteUser/],
  ['by a target and in the body', 'sqs', requestOf({ headers: { 'x-amz-target': 'AmazonSQS.ListQueues' }, body: 'Action=DeleteQueue' }), /several actions: ListQueues, DeleteQueue/],
  ['by a path that there is not', 'lambda', requestOf({ url: '/functions?Action=ListFunctions' }), /no operation at POST \/functions$/],
])('an action %s is refused', async (_, signingName, request, message) => {
  await expect(requestedAction(signingName, request, models)).rejects.toThrow(message);
});
