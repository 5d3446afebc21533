import { evaluate, type RequestContext } from '@mlops-foundation/policy-evaluation';
import { synthesize, trustPolicy } from '@mlops-foundation/test-kit';
import { SecureNetwork } from '../../../src';

const OWN = '111111111111';
const STRANGER = '999999999999';
const SERVICE = 'vpc-flow-logs.amazonaws.com';

const template = synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] })).template;
const trust = trustPolicy(template, /FlowLogIAMRole/, { 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1', 'AWS::AccountId': OWN });

function taken(service: string, context: RequestContext): string {
  const request = { principal: { arn: service, account: '', service }, action: 'sts:AssumeRole', resource: `arn:aws:iam::${OWN}:role/flow-logs`, resourceAccount: OWN, context };
  return evaluate(request, { identity: [], resource: trust }).decision;
}

const flowLog = (account: string, region = 'eu-west-1') => `arn:aws:ec2:${region}:${account}:vpc-flow-log/fl-0a1b2c3d4e5f60718`;

// as AWS advises: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
describe('the role of the flow logs is taken', () => {
  test('for a flow log of its own account and region', () => {
    expect(taken(SERVICE, { 'aws:SourceAccount': OWN, 'aws:SourceArn': flowLog(OWN) })).toBe('allowed');
  });

  test.each([
    ['a stranger\'s flow log', SERVICE, { 'aws:SourceAccount': STRANGER, 'aws:SourceArn': flowLog(STRANGER) }],
    ['a stranger\'s flow log that is said to be its own account\'s', SERVICE, { 'aws:SourceAccount': OWN, 'aws:SourceArn': flowLog(STRANGER) }],
    ['its own flow log that is said to be a stranger\'s', SERVICE, { 'aws:SourceAccount': STRANGER, 'aws:SourceArn': flowLog(OWN) }],
    ['a flow log of another region', SERVICE, { 'aws:SourceAccount': OWN, 'aws:SourceArn': flowLog(OWN, 'us-east-1') }],
    ['something that is no flow log', SERVICE, { 'aws:SourceAccount': OWN, 'aws:SourceArn': `arn:aws:ec2:eu-west-1:${OWN}:vpc/vpc-0a1b2c3d4e5f60718` }],
    ['a call that names no source', SERVICE, {}],
    ['another service', 'ec2.amazonaws.com', { 'aws:SourceAccount': OWN, 'aws:SourceArn': flowLog(OWN) }],
  ])('not for %s', (_, service, context: RequestContext) => {
    expect(taken(service, context)).toBe('implicitDeny');
  });
});
