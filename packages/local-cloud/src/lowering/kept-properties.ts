/** Properties that the emulator's handlers of a type drop by themselves, and that the files beside `environments/emulator.py` make it keep. */
export const KEPT_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::Subnet': ['AssignIpv6AddressOnCreation'],
  'AWS::EC2::VPCEndpoint': ['DnsOptions', 'IpAddressType'],
};
