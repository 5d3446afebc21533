import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CloudFormationClient, CreateStackCommand, DescribeStackEventsCommand, DescribeStacksCommand, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { LocalCloud } from '@mlops-foundation/local-cloud';
import { accounts, landingZone, synthesized, TEMPLATE } from './synthesized';

// a network with all its endpoints is made, and stacks are deployed with the stock CDK CLI
jest.setTimeout(300_000);

const REPOSITORY = path.join(__dirname, '..', '..', '..');
const { folder } = synthesized();
const { region, accounts: { tooling, dev, experimentation, 'pre-prod': preProd } } = accounts();
const state = mkdtempSync(path.join(tmpdir(), 'landing-zone-'));
const PATIENCE = { maxWaitTime: 120, minDelay: 0.1, maxDelay: 0.5 };
let cloud: LocalCloud;

beforeAll(async () => {
  cloud = await LocalCloud.start({ state: path.join(state, 'state'), cache: path.join(REPOSITORY, '.local-cloud-cache'), region });
  // the enterprise bootstraps its accounts itself, with its own qualifier
  await cloud.bootstrap([tooling, dev, experimentation, preProd], tooling, accounts().landingZone.bootstrapQualifier);
});
afterAll(async () => {
  await cloud.stop();
  rmSync(state, { recursive: true, force: true });
});

const formation = (account: string) => new CloudFormationClient(cloud.clientOptions(cloud.credentialsOf(account)));

/** The enterprise furnishes an account, by CloudFormation alone. */
async function furnish(account: string, TemplateBody: string): Promise<void> {
  const client = formation(account);
  await client.send(new CreateStackCommand({ StackName: 'landing-zone', TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }));
  await waitUntilStackCreateComplete({ client, ...PATIENCE }, { StackName: 'landing-zone' });
}

const deploy = (...purposes: string[]) => cloud.deploy(folder, { deployer: tooling, stacks: purposes.map((purpose) => `Mlops-credit-${purpose}`) });

async function statusOf(account: string, StackName: string): Promise<string | undefined> {
  const { Stacks: [stack] = [] } = await formation(account).send(new DescribeStacksCommand({ StackName }));
  return stack.StackStatus;
}

/** What became of resources of a stack, by the beginning of their logical ids. */
async function events(account: string, StackName: string, id: RegExp) {
  const { StackEvents = [] } = await formation(account).send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents.filter(({ LogicalResourceId = '' }) => id.test(LogicalResourceId));
}

/** Why the network of a stack was refused. */
const refusal = async (account: string, StackName: string) => (await events(account, StackName, /^NetworkCheck/))
  .filter(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED').map(({ ResourceStatusReason = '' }) => ResourceStatusReason).join('\n');

/** The landing zone without an endpoint. */
function without(id: string): string {
  const { [id]: gone, ...Resources } = landingZone().Resources;
  expect(gone.Type).toBe('AWS::EC2::VPCEndpoint');
  return JSON.stringify({ ...landingZone(), Resources });
}

test('what the landing zone has is adopted: its network passes, and stacks go through its bootstrap', async () => {
  for (const account of [dev, experimentation]) await furnish(account, TEMPLATE);
  await deploy('dev', 'experimentation');
  expect(await Promise.all([statusOf(dev, 'Mlops-credit-dev'), statusOf(experimentation, 'Mlops-credit-experimentation'), statusOf(dev, 'CDKToolkit-acme')])).toEqual(Array(3).fill('CREATE_COMPLETE'));
  await expect(statusOf(dev, 'CDKToolkit')).rejects.toThrow(/does not exist/);
});

test('a network that lacks an endpoint is refused by the name of its service, and nothing is told of it', async () => {
  await furnish(preProd, without('SageMakerRuntime'));
  await expect(deploy('pre-prod')).rejects.toThrow(/Mlops-credit-pre-prod/);
  const reason = await refusal(preProd, 'Mlops-credit-pre-prod');
  expect(reason).toMatch(/problem \[endpoint\] .*: com\.amazonaws\.eu-west-1\.sagemaker\.runtime has none\./);
  expect(reason.match(/^problem \[/gm)).toHaveLength(1);
  const told = await events(preProd, 'Mlops-credit-pre-prod', /^NetworkParameters/);
  expect(told).toEqual([]);
});
