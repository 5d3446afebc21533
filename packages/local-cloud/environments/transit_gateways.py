"""
Transit gateways, which the emulator's EC2 (1.5.33) has none of: gateways, attachments of VPCs, route tables, what is associated with them, what they learn and what is routed
by them. No packet passes. Whoever knows a gateway's id may attach to it, whether or not it was shared with him.
"""

import copy
import ipaddress
import random
import string

# by their ids, of all accounts and regions: an attachment of one account is associated with the table of another
gateways, attachments, tables = {}, {}, {}
STORES = {"transit_gateways": gateways, "transit_gateway_attachments": attachments, "transit_gateway_tables": tables}
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayOptions.html
GATEWAY_OPTIONS = {
    "AmazonSideAsn": "64512", "AutoAcceptSharedAttachments": "disable", "DefaultRouteTableAssociation": "enable", "DefaultRouteTablePropagation": "enable", "DnsSupport": "enable",
    "MulticastSupport": "disable", "SecurityGroupReferencingSupport": "disable", "VpnEcmpSupport": "enable",
}
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayVpcAttachmentOptions.html
ATTACHMENT_OPTIONS = {"ApplianceModeSupport": "disable", "DnsSupport": "enable", "Ipv6Support": "disable", "SecurityGroupReferencingSupport": "disable"}


class Refused(Exception):
    """Codes: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def have_transit_gateways():
    from ministack.services import ec2

    keep(ec2)
    for operation in (
        create_transit_gateway, modify_transit_gateway, delete_transit_gateway, describe_transit_gateways,
        create_transit_gateway_vpc_attachment, modify_transit_gateway_vpc_attachment, delete_transit_gateway_vpc_attachment, describe_transit_gateway_vpc_attachments,
        create_transit_gateway_route_table, delete_transit_gateway_route_table, describe_transit_gateway_route_tables,
        associate_transit_gateway_route_table, disassociate_transit_gateway_route_table, get_transit_gateway_route_table_associations,
        enable_transit_gateway_route_table_propagation, disable_transit_gateway_route_table_propagation, get_transit_gateway_route_table_propagations,
        create_transit_gateway_route, delete_transit_gateway_route, search_transit_gateway_routes,
    ):
        name = "".join(part.capitalize() for part in operation.__name__.split("_"))
        ec2._ACTION_MAP[name] = answering(ec2, name, operation)


def keep(ec2):
    state_of, load = ec2.get_state, ec2.load_persisted_state

    def load_all(data):
        load(data)
        for name, store in STORES.items():
            store.clear()
            store.update((data or {}).get(name, {}))

    ec2.get_state = lambda: {**state_of(), **copy.deepcopy(STORES)}
    ec2.load_persisted_state = load_all


def answering(ec2, name, operation):
    def answer(parameters):
        try:
            return ec2._xml(200, f"{name}Response", operation(Request(ec2, parameters)))
        except Refused as refused:
            return ec2._error(refused.code, str(refused), 400)

    return answer


class Request:
    def __init__(self, ec2, parameters):
        from ministack.core.responses import get_account_id, get_region

        self.ec2 = ec2
        self.parameters = parameters
        self.place = {"OwnerId": get_account_id(), "Region": get_region()}

    def __getitem__(self, name):
        return self.ec2._p(self.parameters, name)

    def list(self, name):
        return self.ec2._parse_member_list(self.parameters, name)

    def options(self, defaults):
        return {name: self[f"Options.{name}"] or default for name, default in defaults.items()}

    def found(self, store, parameter, code):
        record = store.get(self[parameter])
        if record is None:
            raise Refused(code, f"{parameter} '{self[parameter]}' does not exist.")
        return record

    def add(self, store, prefix, kind, record):
        id = f"{prefix}-" + "".join(random.choices(string.hexdigits[:16], k=17))
        store[id] = {"Id": id, **self.place, "CreationTime": self.ec2._now_ts(), **record}
        tags = {name.replace("TagSpecifications.", "TagSpecification.", 1): value for name, value in self.parameters.items()}
        self.ec2._parse_tag_specs(tags, kind, id)
        return store[id]

    def own(self, store, ids, filters):
        """Those of the account, and of the region, that were asked for."""
        wanted = self.ec2._parse_filters(self.parameters)
        unknown = set(wanted) - set(filters)
        if unknown:
            raise Refused("InvalidParameterValue", f"local-cloud: filters that are not known here: {', '.join(sorted(unknown))}")
        return [record for record in store.values() if all(record[name] == value for name, value in self.place.items())
                and (not self.list(ids) or record["Id"] in self.list(ids)) and all(record[filters[name]] in values for name, values in wanted.items())]

    def xml(self, record, members):
        told = "".join(f"<{element}>{self.ec2._esc(str(record[name]))}</{element}>" for name, element in members.items() if record.get(name))
        options = "".join(f"<{name[0].lower()}{name[1:]}>{value}</{name[0].lower()}{name[1:]}>" for name, value in record.get("Options", {}).items())
        return f"{told}<state>available</state>{f'<options>{options}</options>' if options else ''}{self.ec2._tag_set_xml(record['Id'])}"


GATEWAY = "InvalidTransitGatewayID.NotFound"
ATTACHMENT = "InvalidTransitGatewayAttachmentID.NotFound"
TABLE = "InvalidRouteTableID.NotFound"


def items(tag, texts):
    return f"<{tag}>{''.join(f'<item>{text}</item>' for text in texts)}</{tag}>"


def gateway_xml(request, gateway):
    arn = f"arn:aws:ec2:{gateway['Region']}:{gateway['OwnerId']}:transit-gateway/{gateway['Id']}"
    members = {"Id": "transitGatewayId", "Arn": "transitGatewayArn", "OwnerId": "ownerId", "Description": "description", "CreationTime": "creationTime"}
    return request.xml({**gateway, "Arn": arn}, members)


def create_transit_gateway(request):
    gateway = request.add(gateways, "tgw", "transit-gateway", {"Description": request["Description"], "Options": request.options(GATEWAY_OPTIONS)})
    return f"<transitGateway>{gateway_xml(request, gateway)}</transitGateway>"


def modify_transit_gateway(request):
    gateway = request.found(gateways, "TransitGatewayId", GATEWAY)
    gateway.update({"Description": request["Description"] or gateway["Description"], "Options": request.options(gateway["Options"])})
    return f"<transitGateway>{gateway_xml(request, gateway)}</transitGateway>"


def delete_transit_gateway(request):
    gateway = request.found(gateways, "TransitGatewayId", GATEWAY)
    if any(record["TransitGatewayId"] == gateway["Id"] for record in [*attachments.values(), *tables.values()]):
        raise Refused("IncorrectState", f"{gateway['Id']} has attachments or route tables.")
    del gateways[gateway["Id"]]
    return f"<transitGateway>{gateway_xml(request, gateway)}</transitGateway>"


def describe_transit_gateways(request):
    return items("transitGatewaySet", [gateway_xml(request, one) for one in request.own(gateways, "TransitGatewayIds", {"transit-gateway-id": "Id", "owner-id": "OwnerId"})])


def attachment_xml(request, attachment):
    members = {"Id": "transitGatewayAttachmentId", "TransitGatewayId": "transitGatewayId", "VpcId": "vpcId", "OwnerId": "vpcOwnerId", "CreationTime": "creationTime"}
    return request.xml(attachment, members) + items("subnetIds", attachment["SubnetIds"])


def create_transit_gateway_vpc_attachment(request):
    gateway = request.found(gateways, "TransitGatewayId", GATEWAY)
    request.found(request.ec2._vpcs, "VpcId", "InvalidVpcID.NotFound")
    record = {"TransitGatewayId": gateway["Id"], "VpcId": request["VpcId"], "SubnetIds": request.list("SubnetIds"), "Options": request.options(ATTACHMENT_OPTIONS)}
    check_subnets(request, record)
    if any(one["TransitGatewayId"] == gateway["Id"] and one["VpcId"] == record["VpcId"] for one in attachments.values()):
        raise Refused("DuplicateTransitGatewayAttachment", f"{gateway['Id']} has already an attachment of {record['VpcId']}.")
    attachment = request.add(attachments, "tgw-attach", "transit-gateway-attachment", record)
    return f"<transitGatewayVpcAttachment>{attachment_xml(request, attachment)}</transitGatewayVpcAttachment>"


def check_subnets(request, record):
    """One in a zone: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html"""
    subnets = request.ec2._subnets
    strays = [id for id in record["SubnetIds"] if subnets.get(id, {}).get("VpcId") != record["VpcId"]]
    if strays or not record["SubnetIds"]:
        raise Refused("InvalidSubnetID.NotFound", f"{record['VpcId']} has no subnet {', '.join(strays) or 'at all in the request'}.")
    zones = [subnets[id]["AvailabilityZone"] for id in record["SubnetIds"]]
    if len(set(zones)) < len(zones):
        raise Refused("DuplicateSubnetsInSameZone", f"An attachment has one subnet in a zone: {', '.join(zones)}.")


def modify_transit_gateway_vpc_attachment(request):
    attachment = request.found(attachments, "TransitGatewayAttachmentId", ATTACHMENT)
    removed = request.list("RemoveSubnetIds")
    changed = {**attachment, "SubnetIds": [*(id for id in attachment["SubnetIds"] if id not in removed), *request.list("AddSubnetIds")], "Options": request.options(attachment["Options"])}
    check_subnets(request, changed)
    attachment.update(changed)
    return f"<transitGatewayVpcAttachment>{attachment_xml(request, attachment)}</transitGatewayVpcAttachment>"


def delete_transit_gateway_vpc_attachment(request):
    attachment = request.found(attachments, "TransitGatewayAttachmentId", ATTACHMENT)
    del attachments[attachment["Id"]]
    for table in tables.values():
        for kind in ("Associations", "Propagations"):
            table[kind] = [id for id in table[kind] if id != attachment["Id"]]
    return f"<transitGatewayVpcAttachment>{attachment_xml(request, attachment)}</transitGatewayVpcAttachment>"


def describe_transit_gateway_vpc_attachments(request):
    filters = {"transit-gateway-attachment-id": "Id", "transit-gateway-id": "TransitGatewayId", "vpc-id": "VpcId"}
    return items("transitGatewayVpcAttachments", [attachment_xml(request, one) for one in request.own(attachments, "TransitGatewayAttachmentIds", filters)])


def table_xml(request, table):
    members = {"Id": "transitGatewayRouteTableId", "TransitGatewayId": "transitGatewayId", "CreationTime": "creationTime"}
    return request.xml(table, members) + "<defaultAssociationRouteTable>false</defaultAssociationRouteTable><defaultPropagationRouteTable>false</defaultPropagationRouteTable>"


def create_transit_gateway_route_table(request):
    gateway = request.found(gateways, "TransitGatewayId", GATEWAY)
    table = request.add(tables, "tgw-rtb", "transit-gateway-route-table", {"TransitGatewayId": gateway["Id"], "Associations": [], "Propagations": [], "Routes": []})
    return f"<transitGatewayRouteTable>{table_xml(request, table)}</transitGatewayRouteTable>"


def delete_transit_gateway_route_table(request):
    table = request.found(tables, "TransitGatewayRouteTableId", TABLE)
    if table["Associations"]:
        raise Refused("IncorrectState", f"{table['Id']} has associations.")
    del tables[table["Id"]]
    return f"<transitGatewayRouteTable>{table_xml(request, table)}</transitGatewayRouteTable>"


def describe_transit_gateway_route_tables(request):
    filters = {"transit-gateway-route-table-id": "Id", "transit-gateway-id": "TransitGatewayId"}
    return items("transitGatewayRouteTables", [table_xml(request, one) for one in request.own(tables, "TransitGatewayRouteTableIds", filters)])


def both(request):
    table, attachment = request.found(tables, "TransitGatewayRouteTableId", TABLE), request.found(attachments, "TransitGatewayAttachmentId", ATTACHMENT)
    if table["TransitGatewayId"] != attachment["TransitGatewayId"]:
        raise Refused("InvalidParameterValue", f"{table['Id']} and {attachment['Id']} are of different transit gateways.")
    return table, attachment


def related_xml(attachment_id, state=""):
    attachment = attachments[attachment_id]
    return f"<transitGatewayAttachmentId>{attachment_id}</transitGatewayAttachmentId><resourceId>{attachment['VpcId']}</resourceId><resourceType>vpc</resourceType>" + (f"<state>{state}</state>" if state else "")


def associate_transit_gateway_route_table(request):
    table, attachment = both(request)
    if any(attachment["Id"] in other["Associations"] for other in tables.values()):
        raise Refused("Resource.AlreadyAssociated", f"{attachment['Id']} is already associated with a route table.")
    table["Associations"].append(attachment["Id"])
    return f"<association>{related_xml(attachment['Id'], 'associated')}</association>"


def disassociate_transit_gateway_route_table(request):
    table, attachment = both(request)
    table["Associations"] = [id for id in table["Associations"] if id != attachment["Id"]]
    return f"<association>{related_xml(attachment['Id'], 'disassociated')}</association>"


def get_transit_gateway_route_table_associations(request):
    table = request.found(tables, "TransitGatewayRouteTableId", TABLE)
    return items("associations", [related_xml(id, "associated") for id in table["Associations"]])


def enable_transit_gateway_route_table_propagation(request):
    table, attachment = both(request)
    if attachment["Id"] in table["Propagations"]:
        raise Refused("TransitGatewayRouteTablePropagation.Duplicate", f"{attachment['Id']} propagates to {table['Id']} already.")
    table["Propagations"].append(attachment["Id"])
    return f"<propagation>{related_xml(attachment['Id'], 'enabled')}</propagation>"


def disable_transit_gateway_route_table_propagation(request):
    table, attachment = both(request)
    table["Propagations"] = [id for id in table["Propagations"] if id != attachment["Id"]]
    return f"<propagation>{related_xml(attachment['Id'], 'disabled')}</propagation>"


def get_transit_gateway_route_table_propagations(request):
    table = request.found(tables, "TransitGatewayRouteTableId", TABLE)
    return items("transitGatewayRouteTablePropagations", [related_xml(id, "enabled") for id in table["Propagations"]])


def destination(request):
    """The block of a route, however it was written."""
    try:
        return str(ipaddress.ip_network(request["DestinationCidrBlock"], strict=False))
    except ValueError:
        raise Refused("InvalidParameterValue", f"Value ({request['DestinationCidrBlock']}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.") from None


def create_transit_gateway_route(request):
    table = request.found(tables, "TransitGatewayRouteTableId", TABLE)
    cidr = destination(request)
    if any(route["Cidr"] == cidr for route in table["Routes"]):
        raise Refused("RouteAlreadyExists", f"The route {cidr} already exists in {table['Id']}.")
    is_blackhole = request["Blackhole"] == "true"
    route = {"Cidr": cidr, "Attachment": None if is_blackhole else both(request)[1]["Id"]}
    table["Routes"].append(route)
    return f"<route>{route_xml(route, 'static')}</route>"


def delete_transit_gateway_route(request):
    table = request.found(tables, "TransitGatewayRouteTableId", TABLE)
    cidr = destination(request)
    found = [route for route in table["Routes"] if route["Cidr"] == cidr]
    if not found:
        raise Refused("InvalidRoute.NotFound", f"{table['Id']} has no static route {cidr}.")
    table["Routes"].remove(found[0])
    return f"<route>{route_xml(found[0], 'static')}</route>"


def route_xml(route, kind):
    # a route to what is gone leads nowhere
    is_active = route["Attachment"] in attachments
    to = items("transitGatewayAttachments", [related_xml(route["Attachment"])]) if is_active else ""
    return f"<destinationCidrBlock>{route['Cidr']}</destinationCidrBlock>{to}<type>{kind}</type><state>{'active' if is_active else 'blackhole'}</state>"


def search_transit_gateway_routes(request):
    """Static routes, and those of the blocks of attached VPCs; where both are of one block, the static one counts: https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html"""
    table = request.found(tables, "TransitGatewayRouteTableId", TABLE)
    static = {route["Cidr"]: (route, "static") for route in table["Routes"]}
    learned = {cidr: ({"Cidr": cidr, "Attachment": id}, "propagated") for id in table["Propagations"] for cidr in blocks_of(request.ec2, attachments[id])}
    routes = {**learned, **static}.values()
    return items("routeSet", [route_xml(*route) for route in routes if fits(request, *route)]) + "<additionalRoutesAvailable>false</additionalRoutesAvailable>"


def blocks_of(ec2, attachment):
    vpc = ec2._vpcs.get_scoped(attachment["OwnerId"], attachment["Region"], attachment["VpcId"]) or {}
    return [block["CidrBlock"] for block in [vpc, *vpc.get("Blocks", [])] if "CidrBlock" in block]


def fits(request, route, kind):
    known = {
        "type": kind, "state": "active" if route["Attachment"] in attachments else "blackhole", "route-search.exact-match": route["Cidr"],
        "attachment.transit-gateway-attachment-id": route["Attachment"],
    }
    wanted = request.ec2._parse_filters(request.parameters)
    unknown = set(wanted) - set(known)
    if unknown:
        raise Refused("InvalidParameterValue", f"local-cloud: filters that are not known here: {', '.join(sorted(unknown))}")
    return all(known[name] in values for name, values in wanted.items())
