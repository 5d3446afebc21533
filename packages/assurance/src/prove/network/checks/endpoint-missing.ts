import type { Finding } from '../../../report/report';
import { endpointsOf } from '../endpoints';
import { sharedByProfile } from '../profiles';
import { ruleFor, type Scene } from '../scene';

/** Without an endpoint a service cannot be reached from a network that is closed: what calls it waits until it gives up. */
export function endpointMissing(scene: Scene): Finding[] {
  const { topology, items } = scene;
  const endpoints = endpointsOf(topology);
  return topology.vpcs.filter((vpc) => topology.workloadSubnets.some((subnet) => subnet.vpc === vpc)).flatMap((vpc) => {
    const there = [...endpoints.filter((endpoint) => endpoint.vpc === vpc), ...sharedByProfile(items, vpc, endpoints)].map(({ service }) => service);
    return (ruleFor(scene, vpc).endpoints ?? []).filter((service) => !there.includes(service)).map((service): Finding => ({
      rule: 'endpoint-missing', level: 'error', place: vpc.item.place, message: `VPC ${vpc.item.words} has no endpoint for ${service}, and no Route 53 profile that shares one`, remedy: 'add the endpoint, or take the service away under endpoints in the matrix',
    }));
  });
}
