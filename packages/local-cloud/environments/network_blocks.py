"""
The blocks of a VPC beyond its first, IPv6 and IPv4, and the IPv6 blocks of its subnets, of which the emulator (1.5.33) has none: EC2's operations give and take them, stacks
give subnets theirs, and EC2 tells of them where AWS does.
"""

import ipaddress
import random
import string

# Amazon's own addresses lead somewhere; these are for examples: https://www.rfc-editor.org/rfc/rfc3849
EXAMPLES = ipaddress.ip_network("2001:db8::/32")
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateVpcCidrBlock.html
AMAZON_PREFIX = 56
EVERYWHERE = "::/0"


def keep_blocks():
    from ministack.services import ec2
    from ministack.services.cloudformation import provisioners

    ec2._ACTION_MAP["AssociateVpcCidrBlock"] = lambda parameters: associate(ec2, parameters)
    ec2._ACTION_MAP["DisassociateVpcCidrBlock"] = lambda parameters: disassociate(ec2, parameters)
    tell_of_vpcs(ec2)
    tell_of_subnets(ec2)
    tell_of_routes(ec2)
    give_to_subnets(ec2, provisioners)
    give_attributes(ec2, provisioners)


def associate(ec2, parameters):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateVpcCidrBlock.html"""
    given = {name: ec2._p(parameters, name) for name in ("VpcId", "CidrBlock", "Ipv6CidrBlock", "AmazonProvidedIpv6CidrBlock", "Ipv6IpamPoolId", "Ipv6NetmaskLength")}
    vpc = ec2._vpcs.get(given["VpcId"])
    if vpc is None:
        return ec2._error("InvalidVpcID.NotFound", f"The vpc ID '{given['VpcId']}' does not exist", 400)
    if given["CidrBlock"]:
        block = add(vpc, {"CidrBlock": given["CidrBlock"]})
    elif given["Ipv6CidrBlock"] or given["Ipv6IpamPoolId"] or given["AmazonProvidedIpv6CidrBlock"].lower() == "true":
        cidr = given["Ipv6CidrBlock"] or unused_block(ec2, int(given["Ipv6NetmaskLength"] or AMAZON_PREFIX))
        is_first = not ipv6_blocks_of(vpc)
        block = add(vpc, {"Ipv6CidrBlock": cidr, "Pool": given["Ipv6IpamPoolId"] or "Amazon"})
        if is_first:
            let_default_group_out(ec2, vpc)
            let_default_list_through(ec2, vpc)
    else:
        return ec2._error("MissingParameter", "The request must contain CidrBlock, Ipv6IpamPoolId, Ipv6CidrBlock or AmazonProvidedIpv6CidrBlock", 400)
    tell_stacks(vpc)
    return ec2._xml(200, "AssociateVpcCidrBlockResponse", f"{association_xml(block)}<vpcId>{vpc['VpcId']}</vpcId>")


def disassociate(ec2, parameters):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateVpcCidrBlock.html"""
    wanted = ec2._p(parameters, "AssociationId")
    found = [(vpc, block) for vpc in ec2._vpcs.values() for block in blocks_of(vpc) if block["AssociationId"] == wanted]
    if not found:
        return ec2._error("InvalidVpcCidrBlockAssociationID.NotFound", f"The vpc CIDR block association ID '{wanted}' does not exist", 400)
    [(vpc, block)] = found
    whole = ipaddress.ip_network(cidr_of(block))
    subnets = [subnet for subnet in ec2._subnets.values() if subnet["VpcId"] == vpc["VpcId"]]
    if any(lies_in(cidr, whole) for subnet in subnets for cidr in (subnet["CidrBlock"], subnet.get("Ipv6CidrBlock")) if cidr):
        return ec2._error("InvalidCidrBlock.InUse", f"The vpc {vpc['VpcId']} currently has a subnet within CIDR block {whole}", 400)
    vpc["Blocks"] = [each for each in blocks_of(vpc) if each is not block]
    tell_stacks(vpc)
    return ec2._xml(200, "DisassociateVpcCidrBlockResponse", f"{association_xml(block)}<vpcId>{vpc['VpcId']}</vpcId>")


def blocks_of(vpc):
    return vpc.get("Blocks", [])


def ipv6_blocks_of(vpc):
    return [block["Ipv6CidrBlock"] for block in blocks_of(vpc) if "Ipv6CidrBlock" in block]


def cidr_of(block):
    return block.get("CidrBlock") or block["Ipv6CidrBlock"]


def lies_in(cidr, whole):
    network = ipaddress.ip_network(cidr, strict=False)
    return network.version == whole.version and network.subnet_of(whole)


def new_id(prefix):
    return f"{prefix}-" + "".join(random.choices(string.hexdigits[:16], k=17))


def add(vpc, block):
    made = {"AssociationId": new_id("vpc-cidr-assoc"), **block}
    vpc["Blocks"] = [*blocks_of(vpc), made]
    return made


def unused_block(ec2, prefix_length):
    taken = {cidr for vpc in ec2._vpcs.values() for cidr in ipv6_blocks_of(vpc)}
    while True:
        place = random.randrange(2 ** (prefix_length - EXAMPLES.prefixlen))
        block = str(ipaddress.ip_network((int(EXAMPLES.network_address) + (place << (128 - prefix_length)), prefix_length)))
        if block not in taken:
            return block


def let_default_group_out(ec2, vpc):
    """Unless its rules were changed before: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html"""
    rules = ec2._security_groups[vpc["DefaultSecurityGroupId"]].get("IpPermissionsEgress", [])
    if len(rules) == 1 and rules[0]["IpProtocol"] == "-1" and [ip["CidrIp"] for ip in rules[0]["IpRanges"]] == ["0.0.0.0/0"]:
        rules.append({"IpProtocol": "-1", "IpRanges": [], "Ipv6Ranges": [{"CidrIpv6": EVERYWHERE}], "PrefixListIds": [], "UserIdGroupPairs": []})


def let_default_list_through(ec2, vpc):
    """Where the rules of a direction were not changed before: https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html"""
    entries = ec2._network_acls[vpc["DefaultNetworkAclId"]]["Entries"]
    for egress in (False, True):
        if [entry["RuleNumber"] for entry in entries if entry["Egress"] == egress] == [100, 32767]:
            entries.append({"RuleNumber": 101, "Protocol": "-1", "RuleAction": "allow", "Egress": egress, "Ipv6CidrBlock": EVERYWHERE})
        entries.append({"RuleNumber": 32768, "Protocol": "-1", "RuleAction": "deny", "Egress": egress, "Ipv6CidrBlock": EVERYWHERE})


def association_xml(block, tag=None):
    kind = "cidrBlock" if "CidrBlock" in block else "ipv6CidrBlock"
    tag = tag or f"{kind}Association"
    pool = f"<ipv6Pool>{block['Pool']}</ipv6Pool>" if "Pool" in block else ""
    return f"<{tag}><associationId>{block['AssociationId']}</associationId><{kind}>{cidr_of(block)}</{kind}><{kind}State><state>associated</state></{kind}State>{pool}</{tag}>"


def tell_of_vpcs(ec2):
    fields_of = ec2._vpc_fields_xml

    def fields_with_blocks(vpc, tag="item"):
        further = [association_xml(block, "item") for block in blocks_of(vpc) if "CidrBlock" in block]
        ipv6 = [association_xml(block, "item") for block in blocks_of(vpc) if "Ipv6CidrBlock" in block]
        text = fields_of(vpc, tag).replace("</cidrBlockAssociationSet>", f"{''.join(further)}</cidrBlockAssociationSet>")
        return text.removesuffix(f"</{tag}>") + f"<ipv6CidrBlockAssociationSet>{''.join(ipv6)}</ipv6CidrBlockAssociationSet></{tag}>"

    ec2._vpc_fields_xml = fields_with_blocks


def tell_of_subnets(ec2):
    fields_of = ec2._subnet_fields_xml

    def fields_with_blocks(subnet, tag="item"):
        text = fields_of(subnet, tag)
        if subnet.get("AssignIpv6AddressOnCreation"):
            text = text.replace("<assignIpv6AddressOnCreation>false<", "<assignIpv6AddressOnCreation>true<")
        ipv6 = association_xml({"AssociationId": subnet["Ipv6AssociationId"], "Ipv6CidrBlock": subnet["Ipv6CidrBlock"]}, "item") if subnet.get("Ipv6CidrBlock") else ""
        return text.removesuffix(f"</{tag}>") + f"<ipv6CidrBlockAssociationSet>{ipv6}</ipv6CidrBlockAssociationSet></{tag}>"

    ec2._subnet_fields_xml = fields_with_blocks


def tell_of_routes(ec2):
    """Each table has a local route for each block of its VPC: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html"""
    fields_of = ec2._rtb_fields_xml

    def fields_with_local_routes(table, tag="item"):
        local = [{("DestinationCidrBlock" if "CidrBlock" in block else "DestinationIpv6CidrBlock"): cidr_of(block), "GatewayId": "local", "Origin": "CreateRouteTable"}
                 for block in blocks_of(ec2._vpcs.get(table["VpcId"], {}))]
        return fields_of({**table, "Routes": [*table.get("Routes", []), *local]}, tag)

    ec2._rtb_fields_xml = fields_with_local_routes


def give_to_subnets(ec2, provisioners):
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html"""
    give = provisioners._ec2_subnet_attributes

    def give_with_block(subnet, properties):
        give(subnet, properties)
        cidr = properties.get("Ipv6CidrBlock")
        assigns = str(properties.get("AssignIpv6AddressOnCreation", False)).lower() == "true"
        if assigns and not cidr:
            raise ValueError(f"The subnet {subnet['SubnetId']} has no IPv6 CIDR block, so that AssignIpv6AddressOnCreation cannot be true")
        if cidr != subnet.get("Ipv6CidrBlock"):
            subnet.update({"Ipv6CidrBlock": checked(ec2, subnet, cidr), "Ipv6AssociationId": new_id("subnet-cidr-assoc")} if cidr else {"Ipv6CidrBlock": None})
        subnet["AssignIpv6AddressOnCreation"] = assigns

    provisioners._ec2_subnet_attributes = give_with_block


def checked(ec2, subnet, cidr):
    """https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html and https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"""
    try:
        network = ipaddress.ip_network(cidr)
    except ValueError:
        raise ValueError(f"Value ({cidr}) for parameter ipv6CidrBlock is invalid. This is not a valid IPv6 CIDR block. (InvalidParameterValue)") from None
    if network.version != 6 or network.prefixlen not in range(44, 65, 4) or not any(lies_in(cidr, ipaddress.ip_network(block)) for block in ipv6_blocks_of(ec2._vpcs[subnet["VpcId"]])):
        raise ValueError(f"The CIDR '{cidr}' is invalid. (InvalidSubnet.Range)")
    others = [other["Ipv6CidrBlock"] for other in ec2._subnets.values() if other is not subnet and other["VpcId"] == subnet["VpcId"] and other.get("Ipv6CidrBlock")]
    if any(network.overlaps(ipaddress.ip_network(other)) for other in others):
        raise ValueError(f"The CIDR '{cidr}' conflicts with another subnet (InvalidSubnet.Conflict)")
    return cidr


def attributes_of(vpc):
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html#aws-resource-ec2-vpc-return-values"""
    first = vpc.get("_cidr_assoc_id", f"vpc-cidr-assoc-{vpc['VpcId'][4:]}")
    return {"Ipv6CidrBlocks": ipv6_blocks_of(vpc), "CidrBlockAssociations": [first, *(block["AssociationId"] for block in blocks_of(vpc) if "CidrBlock" in block)]}


def give_attributes(ec2, provisioners):
    def with_more(make, more):
        def made(*args, **kwargs):
            physical_id, attributes = make(*args, **kwargs)
            return physical_id, {**attributes, **more(physical_id)}

        return made

    def of_subnet(subnet_id):
        cidr = ec2._subnets[subnet_id].get("Ipv6CidrBlock")
        return {"Ipv6CidrBlocks": [cidr] if cidr else []}

    for kind, more in (("VPC", lambda vpc_id: attributes_of(ec2._vpcs[vpc_id])), ("Subnet", of_subnet)):
        handlers = provisioners._RESOURCE_HANDLERS[f"AWS::EC2::{kind}"]
        for operation in ("create", "update"):
            handlers[operation] = with_more(handlers[operation], more)


def tell_stacks(vpc):
    """A VPC's attributes change when another resource gives it a block: what comes after that resource reads the new ones."""
    from ministack.services import cloudformation

    for stack in cloudformation._stacks.values():
        for resource in stack.get("_resources", {}).values():
            if resource.get("PhysicalResourceId") == vpc["VpcId"]:
                resource["Attributes"].update(attributes_of(vpc))
