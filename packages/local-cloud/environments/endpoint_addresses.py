"""The kinds of addresses that stacks give a VPC endpoint and its DNS records, which the emulator (1.5.33) drops."""

DNS_OPTIONS = {"DnsRecordIpType": "dnsRecordIpType", "PrivateDnsOnlyForInboundResolverEndpoint": "privateDnsOnlyForInboundResolverEndpoint"}


def keep_address_types():
    from ministack.services import ec2
    from ministack.services.cloudformation import provisioners

    handlers = provisioners._RESOURCE_HANDLERS["AWS::EC2::VPCEndpoint"]
    create, update = handlers["create"], handlers["update"]

    def create_with_types(logical_id, properties, stack_name):
        check(ec2, properties)
        physical_id, attributes = create(logical_id, properties, stack_name)
        keep(ec2, physical_id, properties)
        return physical_id, attributes

    def update_with_types(physical_id, old_properties, properties, stack_name):
        check(ec2, properties)
        physical_id, attributes = update(physical_id, old_properties, properties, stack_name)
        keep(ec2, physical_id, properties)
        return physical_id, attributes

    handlers.update({"create": create_with_types, "update": update_with_types})
    tell_of_endpoints(ec2)


def check(ec2, properties):
    """https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"""
    if properties.get("IpAddressType") not in ("dualstack", "ipv6"):
        return
    without = [subnet for subnet in properties.get("SubnetIds", []) if not ec2._subnets.get(subnet, {}).get("Ipv6CidrBlock")]
    if without:
        raise ValueError(f"IpAddressType {properties['IpAddressType']} of {properties.get('ServiceName')}: all of its subnets must have IPv6 addresses, and {', '.join(without)} has none")


def keep(ec2, endpoint_id, properties):
    ec2._vpc_endpoints[endpoint_id].update({"IpAddressType": properties.get("IpAddressType"), "DnsOptions": properties.get("DnsOptions")})


def tell_of_endpoints(ec2):
    fields_of = ec2._vpce_fields_xml

    def fields_with_types(endpoint, tag="item"):
        options = endpoint.get("DnsOptions") or {}
        told = "".join(f"<{element}>{str(options[name]).lower()}</{element}>" for name, element in DNS_OPTIONS.items() if name in options)
        more = f"<ipAddressType>{endpoint.get('IpAddressType') or 'ipv4'}</ipAddressType>" + (f"<dnsOptions>{told}</dnsOptions>" if told else "")
        return fields_of(endpoint, tag).removesuffix(f"</{tag}>") + f"{more}</{tag}>"

    ec2._vpce_fields_xml = fields_with_types
