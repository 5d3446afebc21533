import { booleanOf, type MadeByApi, numberOf } from './made-by-api';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpccidrblock.html */
export const VPC_CIDR_BLOCK: MadeByApi = {
  differs: 'gives IPv6 addresses of examples (2001:db8::/32); no pool of IPAM is asked.',
  create: async (ec2, { VpcId, CidrBlock, Ipv6CidrBlock, Ipv6Pool, Ipv6IpamPoolId, Ipv6NetmaskLength, AmazonProvidedIpv6CidrBlock }) => {
    const { CidrBlockAssociation, Ipv6CidrBlockAssociation } = await ec2.associateVpcCidrBlock({
      VpcId, CidrBlock, Ipv6CidrBlock, Ipv6Pool, Ipv6IpamPoolId, Ipv6NetmaskLength: numberOf(Ipv6NetmaskLength), AmazonProvidedIpv6CidrBlock: booleanOf(AmazonProvidedIpv6CidrBlock),
    });
    const id = (CidrBlockAssociation ?? Ipv6CidrBlockAssociation)?.AssociationId ?? '';
    return { physicalId: id, attributes: { Id: id } };
  },
  delete: (ec2, AssociationId) => ec2.disassociateVpcCidrBlock({ AssociationId }),
};
