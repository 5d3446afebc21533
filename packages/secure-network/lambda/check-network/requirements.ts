import type { NetworkRequirements } from './network-facts';

/** What the construct asks, as CloudFormation hands it on: every value is text. */
export interface CheckProperties {
  readonly VpcId: string;
  readonly SubnetIds: readonly string[];
  readonly AvailabilityZones: readonly string[];
  readonly WorkloadSecurityGroupId: string;
  readonly Services?: readonly { readonly Name: string; readonly TakesPolicy: string; readonly EndpointId?: string }[];
  readonly EndpointClients?: readonly string[];
  readonly ObjectStore: string;
  readonly Egress: string;
  /** `true` where it is so. */
  readonly AllowTransit?: string;
  /** `fail` or `warn`. */
  readonly OnProblem: string;
  /** Joined by commas. */
  readonly PublishedSubnetIds?: string;
}

export function requirementsOf(properties: CheckProperties): NetworkRequirements {
  return {
    vpcId: properties.VpcId,
    subnetIds: properties.SubnetIds,
    availabilityZones: properties.AvailabilityZones,
    workloadSecurityGroupId: properties.WorkloadSecurityGroupId,
    services: (properties.Services ?? []).map(({ Name, TakesPolicy, EndpointId }) => ({ name: Name, takesPolicy: TakesPolicy === 'true', endpointId: EndpointId })),
    endpointClients: properties.EndpointClients,
    objectStore: properties.ObjectStore,
    egress: properties.Egress,
    allowTransit: properties.AllowTransit === 'true',
    publishedSubnetIds: properties.PublishedSubnetIds?.split(',').map((id) => id.trim()),
  };
}
