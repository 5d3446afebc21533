import type { CreateNetworkAclEntryRequest, EC2 } from '@aws-sdk/client-ec2';
import { AwsError } from '../service';
import { booleanOf, type MadeByApi, numberOf } from './made-by-api';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkacl.html */
export const NETWORK_ACL: MadeByApi = {
  tagged: 'network-acl',
  create: async (ec2, { VpcId }, TagSpecifications) => {
    const { NetworkAcl } = await ec2.createNetworkAcl({ VpcId, TagSpecifications });
    const id = NetworkAcl?.NetworkAclId ?? '';
    return { physicalId: id, attributes: { Id: id } };
  },
  found: async (_, id) => ({ attributes: { Id: id } }),
  delete: (ec2, NetworkAclId) => ec2.deleteNetworkAcl({ NetworkAclId }),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkaclentry.html */
export const NETWORK_ACL_ENTRY: MadeByApi = {
  create: async (ec2, properties) => {
    await ec2.createNetworkAclEntry(entryOf(properties));
    return entryResult(properties);
  },
  update: async (ec2, physicalId, properties) => {
    if (entryResult(properties).physicalId !== physicalId) return undefined;
    await ec2.replaceNetworkAclEntry(entryOf(properties));
    return entryResult(properties);
  },
  delete: async (ec2, physicalId) => {
    const [NetworkAclId, RuleNumber, Egress] = physicalId.split('|');
    // an id of a state folder from before there were entries, where only the id was kept
    if (RuleNumber === undefined) return;
    await ec2.deleteNetworkAclEntry({ NetworkAclId, RuleNumber: Number(RuleNumber), Egress: Egress === 'true' });
  },
};

function entryOf({ NetworkAclId, RuleNumber, Protocol, RuleAction, Egress, CidrBlock, Ipv6CidrBlock, PortRange, Icmp }: any): CreateNetworkAclEntryRequest {
  return {
    NetworkAclId, RuleNumber: Number(RuleNumber), Protocol: String(Protocol), RuleAction, Egress: booleanOf(Egress) ?? false, CidrBlock, Ipv6CidrBlock,
    PortRange: PortRange && { From: numberOf(PortRange.From), To: numberOf(PortRange.To) },
    IcmpTypeCode: Icmp && { Type: numberOf(Icmp.Type), Code: numberOf(Icmp.Code) },
  };
}

function entryResult({ NetworkAclId, RuleNumber, Egress }: any) {
  const id = `${NetworkAclId}|${RuleNumber}|${booleanOf(Egress) ?? false}`;
  return { physicalId: id, attributes: { Id: id } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetnetworkaclassociation.html */
export const SUBNET_NETWORK_ACL_ASSOCIATION: MadeByApi = {
  create: async (ec2, { SubnetId, NetworkAclId }) => {
    const { NewAssociationId = '' } = await ec2.replaceNetworkAclAssociation({ NetworkAclId, AssociationId: await associationOf(ec2, SubnetId) });
    return { physicalId: NewAssociationId, attributes: { AssociationId: NewAssociationId } };
  },
  // the subnet goes back to its VPC's default list, unless it has another one by now
  delete: async (ec2, AssociationId) => {
    const { NetworkAcls = [] } = await ec2.describeNetworkAcls({});
    const { VpcId } = NetworkAcls.find(({ Associations = [] }) => Associations.some((one) => one.NetworkAclAssociationId === AssociationId)) ?? {};
    const standard = NetworkAcls.find((acl) => acl.VpcId === VpcId && acl.IsDefault);
    if (standard) await ec2.replaceNetworkAclAssociation({ NetworkAclId: standard.NetworkAclId, AssociationId });
  },
};

async function associationOf(ec2: EC2, subnetId: string): Promise<string> {
  const { NetworkAcls = [] } = await ec2.describeNetworkAcls({ Filters: [{ Name: 'association.subnet-id', Values: [subnetId] }] });
  const id = NetworkAcls.flatMap(({ Associations = [] }) => Associations).find(({ SubnetId }) => SubnetId === subnetId)?.NetworkAclAssociationId;
  if (!id) throw new AwsError('InvalidSubnetID.NotFound', `The subnet ID '${subnetId}' does not exist`);
  return id;
}
