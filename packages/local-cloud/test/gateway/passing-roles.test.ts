import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { CodeBuildClient, CreateProjectCommand, UpdateProjectCommand } from '@aws-sdk/client-codebuild';
import { CodePipelineClient, CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { zipSync } from 'fflate';
import type { SessionCredentials } from '../../src/cloud';
import type { LocalCloud } from '../../src/local-cloud';
import { assume, role, type RunningCloud, runningCloud, stack, trust } from './running-cloud';
import { signedCall } from './signed-call';

const HOME = '111111111111';
const arn = (name: string) => `arn:aws:iam::${HOME}:role/${name}`;

let running: RunningCloud;
let cloud: LocalCloud;
let maker: SessionCredentials;
beforeAll(async () => {
  running = await runningCloud();
  cloud = running.cloud;
  const work = { Action: ['codebuild:*', 'codepipeline:*', 'lambda:*', 'events:*', 'cloudformation:*', 'states:*'], Resource: '*' };
  const pass = (service: string) => ({ Action: 'iam:PassRole', Resource: arn('own'), Condition: { StringEquals: { 'iam:PassedToService': service } } });
  const services = ['codebuild', 'codepipeline', 'lambda', 'events'].map((name) => `${name}.amazonaws.com`);
  await Promise.all([
    role(cloud, HOME, 'maker', [work, ...services.map(pass)]),
    ...['own', 'foreign'].map((name) => role(cloud, HOME, name, [], trust({ Service: [...services, 'cloudformation.amazonaws.com'] }))),
    role(cloud, HOME, 'builder', [work], trust({ Service: 'cloudformation.amazonaws.com' })),
  ]);
  maker = await assume(cloud, cloud.credentialsOf(HOME), arn('maker'));
}, 60_000);
afterAll(() => running.close());

const outcome = (asked: Promise<unknown>) => asked.then(() => 'allowed', (error: Error) => `${error.name}: ${error.message}`);
const refused = new RegExp(`^AccessDenied(Exception)?: User: arn:aws:sts::${HOME}:assumed-role/maker/test is not authorized to perform: iam:PassRole on resource: ${arn('foreign')} because no identity-based policy allows the iam:PassRole action`);
const project = (name: string, serviceRole: string) => ({
  name, serviceRole, source: { type: 'NO_SOURCE' as const, buildspec: 'version: 0.2' }, artifacts: { type: 'NO_ARTIFACTS' as const },
  environment: { type: 'LINUX_CONTAINER' as const, image: 'tests/python', computeType: 'BUILD_GENERAL1_SMALL' as const },
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
describe('whoever hands a role to a service must be allowed to pass it', () => {
  test('to CodeBuild', async () => {
    const codebuild = new CodeBuildClient(cloud.clientOptions(maker));
    expect(await outcome(codebuild.send(new CreateProjectCommand(project('foreign', arn('foreign')))))).toMatch(refused);
    expect(await outcome(codebuild.send(new CreateProjectCommand(project('own', arn('own')))))).toBe('allowed');
    expect(await outcome(codebuild.send(new UpdateProjectCommand({ name: 'own', serviceRole: arn('foreign') })))).toMatch(refused);
    expect(await outcome(codebuild.send(new UpdateProjectCommand({ name: 'own', description: 'without a role' })))).toBe('allowed');
  });

  test('to CodePipeline, for the pipeline and for its actions', async () => {
    const create = (name: string, roleArn: string, actionRole?: string) => outcome(new CodePipelineClient(cloud.clientOptions(maker)).send(new CreatePipelineCommand({
      pipeline: {
        name, roleArn, artifactStore: { type: 'S3', location: 'artifacts' }, stages: [
          { name: 'Source', actions: [{ name: 'S3', actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' }, configuration: { S3Bucket: 'b', S3ObjectKey: 'k' }, outputArtifacts: [{ name: 'Out' }], roleArn: actionRole }] },
          { name: 'Wait', actions: [{ name: 'Ask', actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' } }] },
        ],
      },
    })));
    expect(await create('one', arn('foreign'))).toMatch(refused);
    expect(await create('two', arn('own'), arn('foreign'))).toMatch(refused);
    expect(await create('three', arn('own'), arn('own'))).toBe('allowed');
  });

  test('to services that the emulator holds, by path and by target', async () => {
    const Code = { ZipFile: Buffer.from(zipSync({ 'index.js': Buffer.from('exports.handler = () => 1;') })).toString('base64') };
    const create = (FunctionName: string, Role: string) => outcome(signedCall(cloud, maker, {
      service: 'lambda', path: '/2015-03-31/functions', body: { FunctionName, Role, Runtime: 'nodejs20.x', Handler: 'index.handler', Code },
    }));
    expect(await create('foreign', arn('foreign'))).toMatch(refused);
    expect(await create('own', arn('own'))).toBe('allowed');
    // what stands beside the path counts for nothing
    const beside = { service: 'lambda', body: { FunctionName: 'beside', Role: arn('foreign'), Runtime: 'nodejs20.x', Handler: 'index.handler', Code } };
    expect(await outcome(signedCall(cloud, maker, { ...beside, path: '/2015-03-31/functions?Action=ListFunctions' }))).toMatch(refused);
    expect(await outcome(signedCall(cloud, maker, { ...beside, path: '/2015-03-31/functions', target: 'Bogus.ListFunctions' }))).toMatch(refused);
    const events = new EventBridgeClient(cloud.clientOptions(maker));
    await events.send(new PutRuleCommand({ Name: 'rule', ScheduleExpression: 'rate(1 day)' }));
    const target = (RoleArn: string) => outcome(events.send(new PutTargetsCommand({ Rule: 'rule', Targets: [{ Id: 'a', Arn: `arn:aws:codepipeline:eu-west-1:${HOME}:three`, RoleArn }] })));
    expect(await target(arn('foreign'))).toMatch(refused);
    expect(await target(arn('own'))).toBe('allowed');
  });

  test('in a template, in the name of the stack\'s role', async () => {
    const { name, ...properties } = project('templated', arn('foreign'));
    const Properties = { Name: name, ServiceRole: properties.serviceRole, Source: { Type: 'NO_SOURCE', BuildSpec: 'version: 0.2' }, Artifacts: { Type: 'NO_ARTIFACTS' }, Environment: { Type: 'LINUX_CONTAINER', Image: 'tests/python', ComputeType: 'BUILD_GENERAL1_SMALL' } };
    const template = { Resources: { Project: { Type: 'AWS::CodeBuild::Project', Properties } } };
    await expect(stack(cloud, HOME, 'templated', template, { RoleARN: arn('builder') })).rejects.toThrow();
    const { StackEvents = [] } = await new CloudFormationClient(cloud.clientOptions(cloud.credentialsOf(HOME))).send(new DescribeStackEventsCommand({ StackName: 'templated' }));
    expect(StackEvents.map(({ ResourceStatusReason }) => ResourceStatusReason).join('\n')).toMatch(/assumed-role\/builder\/AWSCloudFormation is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111111111111:role\/foreign/);
    await stack(cloud, HOME, 'by-root', template);
  }, 40_000);
});
