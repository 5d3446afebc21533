export { NetworkEgress } from './egress/network-egress';
export { DataPerimeter, type DataPerimeterProps } from './endpoints/data-perimeter';
export { EndpointCatalog, type EndpointEntry } from './endpoints/endpoint-catalog';
export { SecureNetwork, type SecureNetworkProps } from './secure-network';
