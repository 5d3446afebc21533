"""Flow logs as they were made: the emulator (1.5.33) keeps neither their format nor their role, and tells of a log group as of another destination."""

KEPT = {"DeliverLogsPermissionArn": "deliverLogsPermissionArn", "LogDestination": "logDestination", "LogGroupName": "logGroupName", "LogFormat": "logFormat", "MaxAggregationInterval": "maxAggregationInterval"}
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html
TOLD = {
    "FlowLogId": "flowLogId", "ResourceId": "resourceId", "TrafficType": "trafficType", "LogDestinationType": "logDestinationType",
    "FlowLogStatus": "flowLogStatus", "CreationTime": "creationTime", **KEPT,
}


def keep_flow_logs():
    from ministack.services import ec2

    make = ec2._ACTION_MAP["CreateFlowLogs"]

    def create(parameters):
        before = set(ec2._flow_logs)
        answer = make(parameters)
        for flow_log_id, flow_log in ec2._flow_logs.items():
            if flow_log_id not in before:
                flow_log.update({name: ec2._p(parameters, name) for name in KEPT})
        return answer

    def describe(parameters):
        ids, filters = ec2._parse_member_list(parameters, "FlowLogId"), ec2._parse_filters(parameters)
        items = "".join(item(ec2, flow_log) for flow_log in ec2._flow_logs.values() if (not ids or flow_log["FlowLogId"] in ids) and fits(flow_log, filters))
        return ec2._xml(200, "DescribeFlowLogsResponse", f"<flowLogSet>{items}</flowLogSet>")

    ec2._ACTION_MAP.update({"CreateFlowLogs": create, "DescribeFlowLogs": describe})


FILTERS = {"resource-id": "ResourceId", "traffic-type": "TrafficType", "log-destination-type": "LogDestinationType", "flow-log-id": "FlowLogId", "log-group-name": "LogGroupName"}


def fits(flow_log, filters):
    return all(flow_log.get(FILTERS[name]) in values for name, values in filters.items() if name in FILTERS)


def item(ec2, flow_log):
    told = "".join(f"<{element}>{ec2._esc(flow_log[name])}</{element}>" for name, element in TOLD.items() if flow_log.get(name))
    return f"<item>{told}{ec2._tag_set_xml(flow_log['FlowLogId'])}</item>"
