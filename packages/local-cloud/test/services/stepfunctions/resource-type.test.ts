import { CloudFormationClient, CreateStackCommand, DeleteStackCommand, UpdateStackCommand, waitUntilStackCreateComplete, waitUntilStackDeleteComplete, waitUntilStackUpdateComplete } from '@aws-sdk/client-cloudformation';
import { CloudUnderTest, EVERYTHING, type Statement } from '../codebuild/cloud-under-test';
import { ended, start, states } from './state-machines';

const WAIT = { maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 };
let cloud: CloudUnderTest;
let role: string;

beforeAll(async () => {
  cloud = await CloudUnderTest.start();
  await cloud.bucket('data');
  role = await cloud.role('machine', 'states.amazonaws.com', EVERYTHING);
  await cloud.put('data', 'machine.yaml', 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: ${result}\n    End: true\n');
});
afterAll(() => cloud.stop());

const template = (properties: object) => JSON.stringify({
  Resources: { Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: role, ...properties } } },
  Outputs: { Arn: { Value: { Ref: 'Machine' } }, Name: { Value: { 'Fn::GetAtt': ['Machine', 'Name'] } } },
});

async function deployed(StackName: string, properties: object, update = false): Promise<Record<string, string>> {
  const client = cloud.client(CloudFormationClient);
  const input = { StackName, TemplateBody: template(properties) };
  await client.send(update ? new UpdateStackCommand(input) : new CreateStackCommand(input));
  const { reason } = await (update ? waitUntilStackUpdateComplete : waitUntilStackCreateComplete)({ client, ...WAIT }, { StackName });
  return Object.fromEntries(reason.Stacks[0].Outputs.map(({ OutputKey, OutputValue }: any) => [OutputKey, OutputValue]));
}

const put = (Key: string) => ({ StartAt: 'A', States: { A: { Type: 'Task', TimeoutSeconds: 30, Resource: 'arn:aws:states:::aws-sdk:s3:putObject', Parameters: { Bucket: '${bucket}', Key, Body: 'x' }, End: true } } });

test('a definition with functions and substitutions deploys, runs, is updated in place, renamed and deleted', async () => {
  const [before, after] = JSON.stringify(put('one')).split('"x"');
  const joined = { 'Fn::Join': ['', [`${before}"in `, { Ref: 'AWS::Region' }, `"${after}`]] };
  const first = await deployed('machines', { DefinitionString: joined, DefinitionSubstitutions: { bucket: 'data' }, Tags: [{ Key: 'a', Value: 'b' }] });
  await expect(ended(cloud, await start(cloud, first.Arn))).resolves.toMatchObject({ status: 'SUCCEEDED' });
  expect(Buffer.from(await cloud.get('data', 'one')).toString()).toBe('in eu-west-1');
  expect((await states(cloud, 'ListTagsForResource', { resourceArn: first.Arn })).tags).toEqual([{ key: 'a', value: 'b' }]);

  const second = await deployed('machines', { Definition: put('two'), DefinitionSubstitutions: { bucket: 'data' } }, true);
  expect(second).toEqual(first);
  await expect(ended(cloud, await start(cloud, second.Arn))).resolves.toMatchObject({ status: 'SUCCEEDED' });
  expect(JSON.parse((await states(cloud, 'DescribeStateMachine', { stateMachineArn: second.Arn })).definition).States.A.TimeoutSeconds).toBe(30);
  expect((await states(cloud, 'ListTagsForResource', { resourceArn: first.Arn })).tags).toEqual([]);

  const third = await deployed('machines', { StateMachineName: 'renamed', DefinitionS3Location: { Bucket: 'data', Key: 'machine.yaml' }, DefinitionSubstitutions: { result: 'R' } }, true);
  expect(third.Name).toBe('renamed');
  await expect(ended(cloud, await start(cloud, third.Arn))).resolves.toMatchObject({ status: 'SUCCEEDED', output: 'R' });
  await expect(states(cloud, 'DescribeStateMachine', { stateMachineArn: first.Arn })).rejects.toThrow('StateMachineDoesNotExist');

  const client = cloud.client(CloudFormationClient);
  await client.send(new DeleteStackCommand({ StackName: 'machines' }));
  await waitUntilStackDeleteComplete({ client, ...WAIT }, { StackName: 'machines' });
  await expect(states(cloud, 'DescribeStateMachine', { stateMachineArn: third.Arn })).rejects.toThrow('StateMachineDoesNotExist');
});

test('whoever deploys must be allowed to make state machines, and to give them their role', async () => {
  const stacks = { Effect: 'Allow' as const, Action: 'cloudformation:*', Resource: '*' };
  const make = { Effect: 'Allow' as const, Action: 'states:*', Resource: '*' };
  const pass = (service: string) => ({ Effect: 'Allow' as const, Action: 'iam:PassRole', Resource: role, Condition: { StringEquals: { 'iam:PassedToService': service } } });
  const outcome = async (StackName: string, statements: readonly Statement[]) => {
    const client = cloud.client(CloudFormationClient, await cloud.session(StackName, [stacks, ...statements]));
    await client.send(new CreateStackCommand({ StackName, TemplateBody: template({ Definition: put(StackName), DefinitionSubstitutions: { bucket: 'data' } }), OnFailure: 'DO_NOTHING' }));
    return waitUntilStackCreateComplete({ client, ...WAIT }, { StackName }).then(({ state }) => String(state), (error: Error) => error.message);
  };
  expect(await outcome('may-not-make', [pass('states.amazonaws.com')])).toContain('states:CreateStateMachine');
  expect(await outcome('may-not-pass', [make, pass('lambda.amazonaws.com')])).toContain('iam:PassRole');
  expect(await outcome('may-do-both', [make, pass('states.amazonaws.com')])).toBe('SUCCESS');
});
