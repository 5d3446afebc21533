export { AddressPlan, type AddressAllocation, type AddressPlanProps } from './address-plan/address-plan';
export { NetworkAddresses, type IpamAddressesProps } from './address-plan/network-addresses';
export { NetworkEgress } from './egress/network-egress';
export { DataPerimeter, type DataPerimeterProps } from './endpoints/data-perimeter';
export { EndpointCatalog, type EndpointEntry } from './endpoints/endpoint-catalog';
export { SecureNetwork, type SecureNetworkProps } from './secure-network';
export { SubnetTier } from './subnet-tier';
export { type IWorkloadNetwork } from './workload-network';
