import type { Assembly } from '../assembly/assembly';
import type { Destination } from '../assembly/graph/deployment';
import { Items } from '../prove/network/items';
import { Topology } from '../prove/network/topology';
import { Transit } from '../prove/network/transit';
import { elsewhere } from './elsewhere';
import type { Lane, NetworkModel, VpcModel } from './model';
import { nameOf } from './names';
import { readVpc } from './read-vpc';

/** The networks of an assembly, from its templates alone: what they do not decide is said, and nothing guessed. */
export function readModel(assembly: Assembly, destination?: Destination): NetworkModel {
  const items = new Items(assembly, { destination });
  const topology = new Topology(items);
  const transit = new Transit(topology);
  const hubs = items.of('AWS::EC2::TransitGateway');
  const lanes = new Map<string, { account: string; region: string; vpcs: VpcModel[] }>();
  const put = (account: string, region: string, vpc: VpcModel) => {
    const key = `${account} ${region}`;
    const lane = lanes.get(key) ?? { account, region, vpcs: [] };
    lanes.set(key, { ...lane, vpcs: [...lane.vpcs, vpc] });
  };
  for (const vpc of topology.vpcs) put(vpc.item.account, vpc.item.region, readVpc(vpc, { items, topology, transit, hubs }));
  for (const { account, region, vpc } of elsewhere(items)) put(account, region, vpc);
  return {
    lanes: [...lanes.values()] satisfies Lane[],
    transitGateways: hubs.map((item) => ({ name: nameOf(item), account: item.account })),
    open: items.open.filter(({ place }) => items.all.some(({ type, place: { stack, id } }) => stack === place.stack && id === place.id && NETWORK.test(type)))
      .map(({ place, what, why }) => `${place.stack}/${place.id}: ${what}: ${why}`),
  };
}

/** Types of which a picture shows something. */
const NETWORK = /^AWS::(EC2::(VPC|VPCCidrBlock|Subnet|Route|SubnetRouteTableAssociation|VPCEndpoint|NatGateway|TransitGateway.*|VPCPeeringConnection)|NetworkFirewall::(Firewall|VpcEndpointAssociation))$/;
