import { Stack } from 'aws-cdk-lib';
import { AdoptedNetwork, SpokeAttachment } from '../../../src';

const IDS = { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a', 'eu-west-1b'], subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'], workloadSecurityGroupId: 'sg-0123456789abcdef0', allowTransit: true };

test('a network that was adopted without its route tables cannot be led to a hub, and it is said how it can', () => {
  const stack = new Stack();
  const network = new AdoptedNetwork(stack, 'Network', IDS);
  expect(() => new SpokeAttachment(stack, 'Hub', { network, transitGatewayId: 'tgw-0123456789abcdef0', destinations: ['10.0.0.0/20'], transitSubnets: network.subnets })).toThrow(
    /Hub: 1 problem\(s\)\n {2}network is \["subnet-0123456789abcdef0","subnet-0123456789abcdef1"\]: the route tables of its subnets are known: .*Adopt it by its ids, with routeTableIds\.$/,
  );
});
