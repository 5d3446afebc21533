import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type RunningCloud, runningCloud } from '../../gateway/running-cloud';

const DOCS = path.resolve(__dirname, '../../../../../docs/local-cloud.md');

let running: RunningCloud;
beforeAll(async () => { running = await runningCloud(); }, 60_000);
afterAll(() => running.close());

test('the region guard of docs/local-cloud.md deploys as it stands, and binds the account that it makes and no other', async () => {
  const { cloud } = running;
  const [, TemplateBody] = /^```yaml organization\.yaml\n([^]*?)^```$/m.exec(readFileSync(DOCS, 'utf8')) ?? [];
  const optionsOf = (account: string) => cloud.clientOptions(cloud.credentialsOf(account));
  const client = new CloudFormationClient(optionsOf('111111111111'));
  await client.send(new CreateStackCommand({ StackName: 'organization', TemplateBody }));
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName: 'organization' });
  const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'organization' }));
  const training = Stacks?.[0].Outputs?.[0].OutputValue ?? '';
  expect(training).toMatch(/^\d{12}$/);

  const put = (account: string, region: string) => new SSMClient({ ...optionsOf(account), region }).send(new PutParameterCommand({ Name: 'p', Value: 'v', Type: 'String' }))
    .then(() => 'allowed', (error: Error) => error.message);
  expect(await put(training, 'eu-west-1')).toBe('allowed');
  expect(await put('111111111111', 'eu-central-1')).toBe('allowed');
  expect(await put(training, 'eu-central-1')).toMatch(/with an explicit deny in a service control policy: .*\(statement OneRegion of service control policy regions /);
}, 90_000);
