import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { busAccess } from '../../src/events/bus-access';
import { BusPolicies, busPolicyResource } from '../../src/events/bus-policies';
import type { AwsEvent } from '../../src/events/event';

const HERE = '111111111111';
const THERE = '222222222222';
const ROLE = `arn:aws:iam::${HERE}:role/team/events`;
const busArn = `arn:aws:events:eu-west-1:${THERE}:event-bus/default`;
const event = { source: 'me', 'detail-type': 'X' } as AwsEvent;
const context: any = { account: THERE, region: 'eu-west-1', partition: 'aws' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bus-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function setUp(trusted = true) {
  const policies = new BusPolicies(folder);
  const asked: unknown[][] = [];
  const access = busAccess({
    assumeServiceRole: async (role, service) => {
      if (!trusted) throw new Error(`${role} does not trust ${service}`);
      return { accessKeyId: 'k', secretAccessKey: 's' };
    },
    authorize: async (...request) => void asked.push(request),
  }, policies);
  const demand = (change: object = {}) => access.demand({ event, ruleArn: `arn:aws:events:eu-west-1:${HERE}:rule/r`, busArn, roleArn: ROLE, ...change });
  return { policies, asked, demand };
}

test('the role is asked, with the policy of the bus', async () => {
  const { policies, asked, demand } = setUp();
  await busPolicyResource(() => policies).create({ StatementId: 'in', Statement: { Effect: 'Allow', Principal: { AWS: HERE }, Action: 'events:PutEvents', Resource: busArn } }, context);
  await demand();
  const [[principal, action, resource, conditions, policy]] = asked as any[][];
  expect(principal).toEqual({ arn: `arn:aws:sts::${HERE}:assumed-role/events/events`, account: HERE, type: 'assumed-role', roleArn: ROLE, sessionName: 'events' });
  expect([action, resource, conditions['events:source'], conditions['events:detail-type']]).toEqual(['events:PutEvents', busArn, 'me', 'X']);
  expect(JSON.parse(policy).Statement).toEqual([expect.objectContaining({ Sid: 'in', Principal: { AWS: HERE } })]);
});

test('a role that does not trust EventBridge is refused', async () => {
  await expect(setUp(false).demand()).rejects.toThrow(`${ROLE} does not trust events.amazonaws.com`);
});

test('between accounts a role is required, and it is one of the rule\'s account', async () => {
  await expect(setUp().demand({ roleArn: undefined })).rejects.toThrow('needs a role in its target');
  await expect(setUp().demand({ roleArn: `arn:aws:iam::${THERE}:role/x` })).rejects.toThrow('is not of the rule\'s account');
});

test('within an account no role is needed', async () => {
  const { asked, demand } = setUp();
  await demand({ roleArn: undefined, busArn: busArn.replace(THERE, HERE) });
  expect(asked).toEqual([]);
});

describe('policies of buses', () => {
  test('in the older form, for an organization', async () => {
    const { policies } = setUp();
    await busPolicyResource(() => policies).create({ EventBusName: 'default', StatementId: 'org', Action: 'events:PutEvents', Principal: '*', Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1' } }, context);
    expect(JSON.parse(policies.of(busArn) ?? '').Statement).toEqual([{ Sid: 'org', Effect: 'Allow', Action: 'events:PutEvents', Principal: '*', Resource: busArn, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }]);
  });

  test('are changed, survive a restart and go', async () => {
    const { policies } = setUp();
    const handler = busPolicyResource(() => policies);
    const { physicalId } = await handler.create({ StatementId: 'in', Principal: HERE }, context);
    await handler.update(physicalId, { StatementId: 'in', Principal: '*' }, {}, context);
    const again = new BusPolicies(folder);
    expect(JSON.parse(again.of(busArn) ?? '').Statement).toEqual([expect.objectContaining({ Principal: '*' })]);
    await busPolicyResource(() => again).delete(physicalId, {}, context);
    expect(again.of(busArn)).toBeUndefined();
  });
});
