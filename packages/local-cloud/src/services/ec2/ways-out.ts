import type { EC2 } from '@aws-sdk/client-ec2';
import type { MadeByApi } from './made-by-api';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html */
export const ELASTIC_IP: MadeByApi = {
  tagged: 'elastic-ip',
  differs: 'is told of; no packet comes to it.',
  create: async (ec2, { Domain }, TagSpecifications) => {
    const { PublicIp = '', AllocationId = '' } = await ec2.allocateAddress({ Domain, TagSpecifications });
    return { physicalId: PublicIp, attributes: { PublicIp, AllocationId } };
  },
  found: async (ec2, address) => {
    const AllocationId = (await allocationOf(ec2, address)) ?? '';
    return { attributes: { PublicIp: address, AllocationId }, tagId: AllocationId };
  },
  delete: async (ec2, address) => {
    const AllocationId = await allocationOf(ec2, address);
    if (AllocationId) await ec2.releaseAddress({ AllocationId });
  },
};

async function allocationOf(ec2: EC2, address: string): Promise<string | undefined> {
  const { Addresses = [] } = await ec2.describeAddresses({});
  return Addresses.find(({ PublicIp }) => PublicIp === address)?.AllocationId;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-natgateway.html */
export const NAT_GATEWAY: MadeByApi = {
  tagged: 'natgateway',
  differs: 'is told of, without its addresses; no packet passes through it.',
  create: async (ec2, { SubnetId, AllocationId, ConnectivityType }, TagSpecifications) => {
    const { NatGateway } = await ec2.createNatGateway({ SubnetId, AllocationId, ConnectivityType, TagSpecifications });
    const id = NatGateway?.NatGatewayId ?? '';
    return { physicalId: id, attributes: { NatGatewayId: id } };
  },
  found: async (_, id) => ({ attributes: { NatGatewayId: id } }),
  delete: (ec2, NatGatewayId) => ec2.deleteNatGateway({ NatGatewayId }),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-egressonlyinternetgateway.html */
export const EGRESS_ONLY_INTERNET_GATEWAY: MadeByApi = {
  tagged: 'egress-only-internet-gateway',
  differs: 'is told of; no packet passes through it.',
  create: async (ec2, { VpcId }, TagSpecifications) => {
    const { EgressOnlyInternetGateway } = await ec2.createEgressOnlyInternetGateway({ VpcId, TagSpecifications });
    const id = EgressOnlyInternetGateway?.EgressOnlyInternetGatewayId ?? '';
    return { physicalId: id, attributes: { Id: id } };
  },
  found: async (_, id) => ({ attributes: { Id: id } }),
  delete: (ec2, EgressOnlyInternetGatewayId) => ec2.deleteEgressOnlyInternetGateway({ EgressOnlyInternetGatewayId }),
};
