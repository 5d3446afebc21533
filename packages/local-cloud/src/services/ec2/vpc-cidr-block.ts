import { EC2 } from '@aws-sdk/client-ec2';
import type { RunnerCloud } from '../../runner-cloud';
import type { ResourceContext, ResourceHandler } from '../service';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpccidrblock.html */
export function vpcCidrBlock(cloud: () => RunnerCloud): ResourceHandler {
  const clientOf = ({ account, region }: ResourceContext) => new EC2(cloud().clientOptions(cloud().rootOf(account), region));
  const create: ResourceHandler['create'] = async (properties, context) => {
    const { VpcId, CidrBlock, Ipv6CidrBlock, Ipv6Pool, Ipv6IpamPoolId, Ipv6NetmaskLength, AmazonProvidedIpv6CidrBlock } = properties;
    const { CidrBlockAssociation, Ipv6CidrBlockAssociation } = await clientOf(context).associateVpcCidrBlock({
      VpcId, CidrBlock, Ipv6CidrBlock, Ipv6Pool, Ipv6IpamPoolId,
      Ipv6NetmaskLength: Ipv6NetmaskLength === undefined ? undefined : Number(Ipv6NetmaskLength),
      AmazonProvidedIpv6CidrBlock: AmazonProvidedIpv6CidrBlock === undefined ? undefined : String(AmazonProvidedIpv6CidrBlock) === 'true',
    });
    const id = (CidrBlockAssociation ?? Ipv6CidrBlockAssociation)?.AssociationId ?? '';
    return { physicalId: id, attributes: { Id: id } };
  };
  return {
    differs: 'gives IPv6 addresses of examples (2001:db8::/32); no pool of IPAM is asked.',
    create,
    // another block has another id: CloudFormation deletes the old one then
    update: async (_, properties, __, context) => create(properties, context),
    delete: async (AssociationId, _, context) => {
      await clientOf(context).disassociateVpcCidrBlock({ AssociationId }).catch((error: Error) => {
        // a VPC that is gone took its blocks along
        if (error.name !== 'InvalidVpcCidrBlockAssociationID.NotFound') throw error;
      });
    },
  };
}
