import { ExpectedResult, IntegTest, Match } from '@aws-cdk/integ-tests-alpha';
import { App, Fn, Stack } from 'aws-cdk-lib';
import { InterfaceVpcEndpointAwsService, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { EndpointCatalog, NetworkIpv6, SecureNetwork, SubnetTier } from '../src';

// traces would put this machine's paths into the snapshot
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const ZONES = ['eu-west-1a', 'eu-west-1b'];
const stack = new Stack(app, 'integ-secure-network-ipv6');
const network = new SecureNetwork(stack, 'Network', {
  availabilityZones: ZONES,
  ipv6: NetworkIpv6.amazonProvided(),
  endpoints: [EndpointCatalog.of('both-kinds', [
    { id: 'Sts', service: InterfaceVpcEndpointAwsService.STS, supportsIpv6: true },
    { id: 'Kms', service: InterfaceVpcEndpointAwsService.KMS, supportsIpv6: false },
  ])],
});
const vpc = network.vpc as Vpc;

const test = new IntegTest(app, 'Ipv6', { testCases: [stack] });
const ofNetwork = { Name: 'vpc-id', Values: [vpc.vpcId] };
const asked = (operation: string, expected: object, ...filters: { readonly Name: string; readonly Values: readonly string[] }[]) =>
  test.assertions.awsApiCall('EC2', operation, { Filters: [ofNetwork, ...filters] }).expect(ExpectedResult.objectLike(expected));

asked('describeVpcs', { Vpcs: [Match.objectLike({ Ipv6CidrBlockAssociationSet: [Match.objectLike({ Ipv6CidrBlock: Match.stringLikeRegexp('/56$') })] })] });

// the first quarter of the block is of the first zone, the second of the second
const parts = Fn.cidr(Fn.select(0, vpc.vpcIpv6CidrBlocks), 256, '64');
const places: [SubnetTier, number[], boolean][] = [[SubnetTier.ISOLATED, [0, 64], true], [SubnetTier.ENDPOINT, [1, 65], false]];
for (const [subnetGroupName, placesOfZones, AssignIpv6AddressOnCreation] of places) {
  for (const [zone, { subnetId }] of vpc.selectSubnets({ subnetGroupName }).subnets.entries()) {
    const Ipv6CidrBlockAssociationSet = [Match.objectLike({ Ipv6CidrBlock: Fn.select(placesOfZones[zone], parts) })];
    asked('describeSubnets', { Subnets: [Match.objectLike({ AvailabilityZone: ZONES[zone], AssignIpv6AddressOnCreation, Ipv6CidrBlockAssociationSet })] }, { Name: 'subnet-id', Values: [subnetId] });
  }
}

// no way out: neither a route to the internet nor one to an egress-only gateway, and a default security group that lets nothing out of its own
asked('describeRouteTables', { RouteTables: [] }, { Name: 'route.destination-ipv6-cidr-block', Values: ['::/0'] });
asked('describeRouteTables', { RouteTables: [] }, { Name: 'route.egress-only-internet-gateway-id', Values: ['eigw-*'] });
asked('describeSecurityGroups', { SecurityGroups: [Match.objectLike({ IpPermissions: [], IpPermissionsEgress: [] })] }, { Name: 'group-name', Values: ['default'] });

const kindOf = (service: string, kind: object) => asked('describeVpcEndpoints', { VpcEndpoints: Match.arrayWith([Match.objectLike({ ServiceName: `com.amazonaws.eu-west-1.${service}`, ...kind })]) });
kindOf('sts', { IpAddressType: 'dualstack', DnsOptions: Match.objectLike({ DnsRecordIpType: 'dualstack' }) });
kindOf('kms', { IpAddressType: 'ipv4' });
