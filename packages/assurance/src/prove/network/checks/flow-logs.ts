import type { Finding } from '../../../report/report';
import type { Scene } from '../scene';

/** Each VPC has a flow log of all its traffic (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html). */
export function flowLogs({ topology, items }: Scene): Finding[] {
  return topology.vpcs.flatMap(({ item: vpc }): Finding[] => {
    const logs = items.of('AWS::EC2::FlowLog').filter((log) => log.text('ResourceType') === 'VPC' && items.find(log.text('ResourceId'), log) === vpc);
    const types = logs.map((log) => log.text('TrafficType') ?? 'nothing');
    if (types.includes('ALL')) return [];
    const what = logs.length === 0 ? 'has no flow log' : `has a flow log of ${types.join(' and ')} traffic only`;
    return [{ rule: 'flow-log', level: 'error', place: vpc.place, message: `VPC ${vpc.words} ${what}`, remedy: 'add an AWS::EC2::FlowLog of the VPC with TrafficType ALL' }];
  });
}
