import {
  DescribeVpcAttributeCommand, DescribeVpcsCommand, type EC2Client, paginateDescribeRouteTables, paginateDescribeSecurityGroups, paginateDescribeSubnets, paginateDescribeVpcEndpoints,
} from '@aws-sdk/client-ec2';
import type { NetworkFacts } from './network-facts';

/** Reads what the rules look at. A VPC that is not there is no error: nothing is said of it. */
export async function readFacts(client: EC2Client, vpcId: string): Promise<NetworkFacts> {
  const { Vpcs: [vpc] = [] } = await client.send(new DescribeVpcsCommand({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }));
  if (!vpc) return { dnsSupport: false, dnsHostnames: false, subnets: [], routeTables: [], endpoints: [], securityGroups: [] };
  const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
  const attribute = (Attribute: 'enableDnsSupport' | 'enableDnsHostnames') => client.send(new DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute }));
  return {
    vpc,
    dnsSupport: (await attribute('enableDnsSupport')).EnableDnsSupport?.Value === true,
    dnsHostnames: (await attribute('enableDnsHostnames')).EnableDnsHostnames?.Value === true,
    subnets: await all(paginateDescribeSubnets({ client }, ofVpc), ({ Subnets }) => Subnets),
    routeTables: await all(paginateDescribeRouteTables({ client }, ofVpc), ({ RouteTables }) => RouteTables),
    endpoints: await all(paginateDescribeVpcEndpoints({ client }, ofVpc), ({ VpcEndpoints }) => VpcEndpoints),
    securityGroups: await all(paginateDescribeSecurityGroups({ client }, ofVpc), ({ SecurityGroups }) => SecurityGroups),
  };
}

async function all<P, T>(pages: AsyncIterable<P>, itemsOf: (page: P) => T[] | undefined): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
