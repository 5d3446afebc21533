/**
 * What a subnet is for. Every tier has one subnet in each zone, at a place of its own in the network's block, whichever other tiers there are.
 */
export enum SubnetTier {
  /** Jobs, notebooks and model containers. No route of its own leads anywhere. */
  ISOLATED = 'Isolated',
  /** Interface endpoints. */
  ENDPOINT = 'Endpoint',
  /** The network interfaces of a transit gateway's attachment. */
  TRANSIT = 'Transit',
  /** The endpoints of a network firewall; with `NetworkEgress.inspected()` only. */
  INSPECTION = 'Inspection',
  /** NAT gateways, with a route to an internet gateway; with an egress that has one only. */
  EGRESS = 'Egress',
}
