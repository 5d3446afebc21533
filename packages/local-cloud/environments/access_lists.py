"""
Network ACLs: which subnets each is of, and the ports of its entries. The emulator (1.5.33) forgets both: a list has no subnet, not even the default one, and an entry is of all ports.
"""

import random
import string

# a direction's last entry, which denies what no other allows: https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
LAST = 32767


def keep_access_lists():
    from ministack.services import ec2

    keep_entries(ec2)
    keep_subnets(ec2)


def keep_entries(ec2):
    actions = ec2._ACTION_MAP
    xml_of = ec2._network_acl_entry_xml

    def entry_xml(entry):
        ports, icmp = entry.get("PortRange"), entry.get("Icmp")
        more = f"<portRange><from>{ports[0]}</from><to>{ports[1]}</to></portRange>" if ports else ""
        more += f"<icmpTypeCode><type>{icmp[0]}</type><code>{icmp[1]}</code></icmpTypeCode>" if icmp else ""
        return xml_of(entry).removesuffix("</item>") + f"{more}</item>"

    def with_ports(act, is_new):
        def act_and_keep(parameters):
            number, egress = int(ec2._p(parameters, "RuleNumber")), ec2._p(parameters, "Egress") == "true"
            acl = ec2._network_acls.get(ec2._p(parameters, "NetworkAclId"), {"Entries": []})
            # https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
            if is_new and any(entry["RuleNumber"] == number and entry["Egress"] == egress for entry in acl["Entries"]):
                return ec2._error("NetworkAclEntryAlreadyExists", f"The network acl entry identified by {number} already exists.", 400)
            answer = act(parameters)
            for entry in acl["Entries"]:
                if entry["RuleNumber"] == number and entry["Egress"] == egress:
                    entry.update({"PortRange": pair(ec2, parameters, "PortRange", "From", "To"), "Icmp": pair(ec2, parameters, "Icmp", "Type", "Code")})
            return answer

        return act_and_keep

    def create(parameters, make=actions["CreateNetworkAcl"]):
        before = set(ec2._network_acls)
        answer = make(parameters)
        for acl_id, acl in ec2._network_acls.items():
            if acl_id not in before:
                acl["Entries"] = [{"RuleNumber": LAST, "Protocol": "-1", "RuleAction": "deny", "Egress": egress, "CidrBlock": "0.0.0.0/0"} for egress in (False, True)]
        return answer

    ec2._network_acl_entry_xml = entry_xml
    actions["CreateNetworkAcl"] = create
    actions["CreateNetworkAclEntry"] = with_ports(actions["CreateNetworkAclEntry"], True)
    actions["ReplaceNetworkAclEntry"] = with_ports(actions["ReplaceNetworkAclEntry"], False)


def pair(ec2, parameters, name, first, second):
    values = [ec2._p(parameters, f"{name}.{part}") for part in (first, second)]
    return [int(value) for value in values] if all(values) else None


def keep_subnets(ec2):
    actions = ec2._ACTION_MAP
    describe, delete = actions["DescribeNetworkAcls"], actions["DeleteNetworkAcl"]

    def describe_settled(parameters):
        settle(ec2)
        subnets = ec2._parse_filters(parameters).get("association.subnet-id")
        if not subnets:
            return describe(parameters)
        ids = ec2._parse_member_list(parameters, "NetworkAclId")
        fitting = [id for id, acl in ec2._network_acls.items() if (not ids or id in ids) and any(one["SubnetId"] in subnets for one in acl["Associations"])]
        others = {name: values for name, values in parameters.items() if not name.startswith("NetworkAclId.")}
        # the emulator takes no ids for all of them
        return describe({**others, **{f"NetworkAclId.{n}": [id] for n, id in enumerate(fitting or ["none"], 1)}})

    def replace(parameters):
        """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceNetworkAclAssociation.html"""
        settle(ec2)
        association_id, acl_id = ec2._p(parameters, "AssociationId"), ec2._p(parameters, "NetworkAclId")
        if acl_id not in ec2._network_acls:
            return ec2._error("InvalidNetworkAclID.NotFound", f"The networkAcl ID '{acl_id}' does not exist", 400)
        found = [(acl, one) for acl in ec2._network_acls.values() for one in acl["Associations"] if one["NetworkAclAssociationId"] == association_id]
        if not found:
            return ec2._error("InvalidAssociationID.NotFound", f"The association ID '{association_id}' does not exist", 400)
        [(before, association)] = found
        before["Associations"].remove(association)
        made = associate(ec2._network_acls[acl_id], association["SubnetId"])
        return ec2._xml(200, "ReplaceNetworkAclAssociationResponse", f"<newAssociationId>{made}</newAssociationId>")

    def delete_unused(parameters):
        settle(ec2)
        acl = ec2._network_acls.get(ec2._p(parameters, "NetworkAclId"), {})
        if acl.get("IsDefault") or acl.get("Associations"):
            return ec2._error("DependencyViolation" if acl["Associations"] else "InvalidParameterValue", f"The networkAcl '{acl['NetworkAclId']}' has dependencies and cannot be deleted.", 400)
        return delete(parameters)

    actions.update({"DescribeNetworkAcls": describe_settled, "ReplaceNetworkAclAssociation": replace, "DeleteNetworkAcl": delete_unused})


def settle(ec2):
    """A subnet is of its VPC's default list until another one is chosen; a subnet that is gone is of none."""
    for acl in ec2._network_acls.values():
        acl["Associations"] = [one for one in acl["Associations"] if one["SubnetId"] in ec2._subnets]
    placed = {one["SubnetId"] for acl in ec2._network_acls.values() for one in acl["Associations"]}
    defaults = {acl["VpcId"]: acl for acl in ec2._network_acls.values() if acl["IsDefault"]}
    for subnet_id, subnet in ec2._subnets.items():
        if subnet_id not in placed and subnet["VpcId"] in defaults:
            associate(defaults[subnet["VpcId"]], subnet_id)


def associate(acl, subnet_id):
    association_id = "aclassoc-" + "".join(random.choices(string.hexdigits[:16], k=17))
    acl["Associations"].append({"NetworkAclAssociationId": association_id, "SubnetId": subnet_id})
    return association_id
