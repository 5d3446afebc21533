import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { CommandLine } from '../cli/command-line';
import { runs, until } from '../processes/waiting';

const ACCOUNT = '111111111111';
/** A deployment that would take an hour: nobody answers for its custom resource (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html). */
const TEMPLATE = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] } },
    },
    Silent: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs20.x', Handler: 'index.handler', Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { ZipFile: 'exports.handler = async () => undefined;' } } },
    Waiting: { Type: 'Custom::Waiting', Properties: { ServiceToken: { 'Fn::GetAtt': ['Silent', 'Arn'] } } },
  },
};

/** An assembly of one stack, as the CDK CLI takes it. */
function assembly(folder: string): string {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'waits.template.json'), JSON.stringify(TEMPLATE));
  const waits = { type: 'aws:cloudformation:stack', environment: `aws://${ACCOUNT}/eu-west-1`, properties: { templateFile: 'waits.template.json' }, displayName: 'waits' };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ version: '36.0.0', artifacts: { waits } }));
  return folder;
}

const line = new CommandLine();
afterAll(() => line.close());

test('an emulator that is killed in the middle of a deployment ends it at once, with what happened and what to do, and nothing is left', async () => {
  await line.run('up');
  const { endpoint, region } = line.running;
  const client = new CloudFormationClient({ endpoint, region, credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'any' } });
  const deploying = line.start('deploy', assembly(path.join(line.folder, 'cdk.out')));
  const waits = async () => (await client.send(new DescribeStackEventsCommand({ StackName: 'waits' }))).StackEvents?.some(({ LogicalResourceId }) => LogicalResourceId === 'Waiting');
  await until('the deployment waits for its custom resource', () => waits().catch(() => false), 120);
  const { processes, emulators: [emulator] } = line;
  process.kill(emulator, 'SIGKILL');
  const begin = Date.now();
  const { code, output } = await deploying.finished;
  const seconds = (Date.now() - begin) / 1000;
  expect(code).toBe(1);
  expect(output).toContain('the emulator ended by SIGKILL, and with it all since it last saved: "local-cloud down" and "up" go on from there, "local-cloud reset" starts anew');
  expect(output).toContain(path.join(line.state, 'emulator', 'emulator.log'));
  // a single one of an SDK's rows of tries takes longer
  expect(seconds).toBeLessThan(30);
  expect(await line.run('status')).toMatchObject({ code: 1, output: expect.stringContaining('the emulator ended by SIGKILL') });
  expect((await line.run('down')).code).toBe(0);
  await until('no process is left', () => processes.filter(runs).length === 0 && line.started.length === 0);
}, 240_000);
