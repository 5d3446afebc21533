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
  /** Whether it is a service of somebody whose `AWS::EC2::VPCEndpointService` was not read. */
  readonly isStrangers: boolean;
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Item[];
  /** The properties of which not everything was read: nothing is said about what hangs on them. */
  readonly unread: readonly string[];
}

/** Read once for each topology: nearly every check asks. */
const READ = new WeakMap<Topology, readonly Endpoint[]>();

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html */
export function endpointsOf(topology: Topology): readonly Endpoint[] {
  const endpoints = READ.get(topology) ?? read(topology);
  READ.set(topology, endpoints);
  return endpoints;
}

function read(topology: Topology): Endpoint[] {
  const { items } = topology;
  return items.of('AWS::EC2::VPCEndpoint').map((item): Endpoint => {
    const given = item.value('ServiceName');
    const name = typeof given === 'string' ? given : inAnyRegion(item.resource.Properties?.ServiceName) ?? item.text('ServiceName') ?? item.logicalId;
    const [, service] = /^(?:com|cn\.com|aws)\.(?:amazonaws|sagemaker|api)\.[a-z]{2}(?:-[a-z]+)+-\d\.(.+)$/.exec(name) ?? [];
    return {
      item, service: service ?? name, isAws: !/\.vpce\./.test(name), isStrangers: /\.vpce\./.test(name) && !isOwn(item),
      kind: (item.text('VpcEndpointType') ?? 'Gateway') as Endpoint['kind'],
      vpc: topology.vpc(items.named(item, 'VpcId')),
      subnets: topology.subnetsOf(item, 'SubnetIds[]'),
      groups: items.namedAll(item, 'SecurityGroupIds[]'),
      unread: ['SubnetIds[]', 'SecurityGroupIds[]', 'RouteTableIds[]'].filter((path) => !items.isWhole(item, path)),
    };
  });
}

/** Whether the name is made of what was read: `com.amazonaws.vpce.<region>.<Ref of the service>` (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpointservice.html). */
function isOwn(item: Item): boolean {
  const { Resources } = item.deployed.stack.template;
  const text = JSON.stringify(item.resource.Properties?.ServiceName);
  return Object.entries(Resources ?? {}).some(([id, { Type }]) => Type === 'AWS::EC2::VPCEndpointService' && (text.includes(`{"Ref":"${id}"}`) || text.includes(`"${id}.ServiceId"`) || text.includes(`["${id}","ServiceId"]`) || text.includes(`\${${id}}`)));
}

/** The name of a service where the region is open: which service it is does not hang on that. */
function inAnyRegion(name: unknown): string | undefined {
  const { 'Fn::Join': join, 'Fn::Sub': sub } = (name ?? {}) as { 'Fn::Join'?: readonly [string, readonly unknown[]]; 'Fn::Sub'?: unknown };
  if (typeof sub === 'string') return sub.replaceAll('${AWS::Region}', 'xx-any-1');
  return join && join[1].map((part) => (typeof part === 'string' ? part : 'xx-any-1')).join(join[0]);
}
