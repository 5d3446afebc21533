import type { Item } from './items';
import type { Subnet, Topology, Vpc } from './topology';

/** An endpoint of a VPC for a service. */
export interface Endpoint {
  readonly item: Item;
  readonly kind: 'Interface' | 'Gateway' | 'GatewayLoadBalancer';
  readonly vpc?: Vpc;
  /** `sagemaker.api` of `com.amazonaws.eu-west-1.sagemaker.api`; the whole name for services that are not AWS's. */
  readonly service: string;
  readonly isAws: boolean;
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Item[];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html */
export function endpointsOf(topology: Topology): Endpoint[] {
  const { items } = topology;
  return items.of('AWS::EC2::VPCEndpoint').map((item): Endpoint => {
    const name = item.text('ServiceName') ?? item.logicalId;
    const [, service] = /^(?:com|cn\.com|aws)\.(?:amazonaws|sagemaker|api)\.[a-z]{2}(?:-[a-z]+)+-\d\.(.+)$/.exec(name) ?? [];
    return {
      item, service: service ?? name, isAws: !/\.vpce\./.test(name),
      kind: (item.text('VpcEndpointType') ?? 'Gateway') as Endpoint['kind'],
      vpc: topology.vpc(items.named(item, 'VpcId')),
      subnets: topology.subnetsOf(item, 'SubnetIds[]'),
      groups: items.namedAll(item, 'SecurityGroupIds[]'),
    };
  });
}
