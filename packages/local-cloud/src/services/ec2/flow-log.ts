import { AwsError } from '../service';
import { type MadeByApi, numberOf } from './made-by-api';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-flowlog.html */
export const FLOW_LOG: MadeByApi = {
  tagged: 'vpc-flow-log',
  differs: 'is told of, and no packet passes that it could record.',
  create: async (ec2, properties, TagSpecifications) => {
    const { ResourceId, ResourceType, TrafficType, LogDestinationType, LogDestination, LogGroupName, LogFormat, MaxAggregationInterval, DeliverLogsPermissionArn } = properties;
    const { FlowLogIds: [id] = [] } = await ec2.createFlowLogs({
      ResourceIds: [ResourceId], ResourceType, TrafficType, LogDestinationType, LogDestination, LogGroupName, LogFormat, MaxAggregationInterval: numberOf(MaxAggregationInterval), DeliverLogsPermissionArn,
      TagSpecifications,
    });
    if (!id) throw new AwsError('InvalidParameterValue', `local-cloud: no flow log of ${ResourceId} was made`);
    return { physicalId: id, attributes: { Id: id } };
  },
  found: async (_, id) => ({ attributes: { Id: id } }),
  delete: (ec2, id) => ec2.deleteFlowLogs({ FlowLogIds: [id] }),
};
