import type { IAMClient } from '@aws-sdk/client-iam';
import { IdentityPolicies } from '../../src/gateway/identity-policies';

const FRESH_MILLISECONDS = 1500;
const arnOf = (number: number) => `arn:aws:iam::111111111111:role/role-${number}`;
const trust = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] }));
const iam = { send: async () => ({ Role: { AssumeRolePolicyDocument: trust } }) } as unknown as IAMClient;

beforeEach(() => { jest.useFakeTimers({ now: 0 }); });
afterEach(() => { jest.useRealTimers(); });

test('roles that were read a while ago are not kept, for they may be gone', async () => {
  const identities = new IdentityPolicies(() => iam);
  for (let number = 0; number < 5; number++) await identities.ofRole(arnOf(number));
  expect(identities.count).toBe(5);
  jest.setSystemTime(FRESH_MILLISECONDS);
  await identities.ofRole(arnOf(5));
  expect(identities.count).toBe(1);
});
