import type { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { AdoptedNetwork } from '../../adopted-network';
import type { DataPerimeter } from '../../perimeter/data-perimeter';
import { SecureNetwork } from '../../secure-network';
import { SubnetTier } from '../../subnet-tier';
import type { IWorkloadNetwork } from '../../workload-network';

/** What a network has whose interface endpoints others use. */
export interface EndpointHost {
  /** The ids of the endpoints, by the ids of their entries in the catalogue. */
  readonly endpointIds: ReadonlyMap<string, string>;
  /** The blocks that their security groups let in. */
  readonly clients: readonly string[];
  /** The subnets in which they stand, and those of an attachment. */
  readonly endpointSubnets: SubnetSelection;
  readonly transitSubnets: SubnetSelection;
  /** Whom their policies trust; undefined where it is not known at synthesis. */
  readonly perimeter?: DataPerimeter;
  /** The tiers that it should have and has not. */
  readonly missingTiers: readonly SubnetTier[];
}

/** Undefined for a network of somebody else's making, of whose endpoints nothing is known. */
export function endpointHostOf(network: IWorkloadNetwork): EndpointHost | undefined {
  if (network instanceof SecureNetwork) {
    return {
      endpointIds: new Map([...network._interfaceEndpoints].map(([entry, { vpcEndpointId }]) => [entry, vpcEndpointId])), clients: network._endpointClients, perimeter: network._perimeter,
      endpointSubnets: { subnetGroupName: SubnetTier.ENDPOINT }, transitSubnets: { subnetGroupName: SubnetTier.TRANSIT },
      missingTiers: [SubnetTier.ENDPOINT, SubnetTier.TRANSIT].filter((tier) => !network._tiers.includes(tier)),
    };
  }
  if (!(network instanceof AdoptedNetwork) || network._interfaceEndpointIds.size === 0) return undefined;
  return { endpointIds: network._interfaceEndpointIds, clients: network._endpointClients, endpointSubnets: network.subnets, transitSubnets: network.subnets, missingTiers: [] };
}
