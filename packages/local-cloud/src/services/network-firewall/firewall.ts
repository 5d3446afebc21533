import { EC2 } from '@aws-sdk/client-ec2';
import type { RunnerCloud } from '../../runner-cloud';
import { hexOf } from './identity';
import { AwsError, type ResourceContext, type ResourceHandler } from '../service';
import { FIREWALL, stored } from './stored';

/**
 * A firewall that inspects nothing, with an endpoint for each of its subnets: `EndpointIds` are `<zone>:<endpoint>`
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-networkfirewall-firewall.html).
 */
export function firewall(cloud: () => RunnerCloud): ResourceHandler {
  const { create, ...handler } = stored(FIREWALL);
  const withEndpoints: ResourceHandler['create'] = async (properties, context) => {
    const { physicalId, attributes } = await create(properties, context);
    return { physicalId, attributes: { ...attributes, EndpointIds: await endpointIds(cloud(), properties, context) } };
  };
  return { ...handler, differs: 'inspects nothing: its endpoints are names to which routes lead.', create: withEndpoints, update: async (_, properties, __, context) => withEndpoints(properties, context) };
}

async function endpointIds(cloud: RunnerCloud, { FirewallName, SubnetMappings = [], VpcId }: any, { account, region }: ResourceContext): Promise<string[]> {
  const ec2 = new EC2(cloud.clientOptions(cloud.rootOf(account), region));
  const ids: string[] = SubnetMappings.map(({ SubnetId }: { readonly SubnetId: string }) => SubnetId);
  const { Subnets = [] } = await ec2.describeSubnets({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] });
  return ids.map((id) => {
    const zone = Subnets.find(({ SubnetId }) => SubnetId === id)?.AvailabilityZone;
    if (!zone) throw new AwsError('InvalidRequestException', `local-cloud: ${VpcId} of the firewall ${FirewallName} has no subnet ${id}`);
    return `${zone}:vpce-${hexOf(`${account} ${region} ${FirewallName} ${id}`)}`;
  });
}
