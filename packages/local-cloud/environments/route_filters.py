"""Filters of route tables by their routes, which the emulator (1.5.33) does not know and leaves aside, as if nothing had been asked for."""

import fnmatch

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html
MEMBERS = {
    "route.destination-cidr-block": "DestinationCidrBlock",
    "route.destination-ipv6-cidr-block": "DestinationIpv6CidrBlock",
    "route.destination-prefix-list-id": "DestinationPrefixListId",
    "route.egress-only-internet-gateway-id": "EgressOnlyInternetGatewayId",
    "route.gateway-id": "GatewayId",
    "route.nat-gateway-id": "NatGatewayId",
    "route.transit-gateway-id": "TransitGatewayId",
    "route.vpc-peering-connection-id": "VpcPeeringConnectionId",
}


def filter_by_routes():
    from ministack.services import ec2

    describe = ec2._ACTION_MAP["DescribeRouteTables"]

    def describe_fitting(parameters):
        wanted = {MEMBERS[name]: values for name, values in ec2._parse_filters(parameters).items() if name in MEMBERS}
        if not wanted:
            return describe(parameters)
        ids = ec2._parse_member_list(parameters, "RouteTableId")
        fitting = [id for id, table in ec2._route_tables.items() if (not ids or id in ids) and all(has_route(table, *each) for each in wanted.items())]
        others = {name: values for name, values in parameters.items() if not name.startswith("RouteTableId.")}
        # the emulator takes no ids for all of them
        return describe({**others, **{f"RouteTableId.{n}": [id] for n, id in enumerate(fitting or ["none"], 1)}})

    ec2._ACTION_MAP["DescribeRouteTables"] = describe_fitting


def has_route(table, member, patterns):
    """Values of filters may have wildcards: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html"""
    return any(route.get(member) and fnmatch.fnmatchcase(route[member], pattern) for route in table.get("Routes", []) for pattern in patterns)
