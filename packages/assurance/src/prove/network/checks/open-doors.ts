import type { Finding } from '../../../report/report';
import { listed } from '../../../assembly/graph/principals';
import { groupRules } from '../security-groups';
import type { Scene } from '../scene';

/** Nothing lets the internet in, default security groups are closed, nothing gets a public address. */
export function openDoors(scene: Scene): Finding[] {
  return [...defaultGroups(scene), ...ingressFromEverywhere(scene), ...publicAddresses(scene)];
}

/**
 * A VPC's default security group lets its members reach each other and everything else, until somebody takes its rules away
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html). CloudFormation cannot; aws-cdk has a custom resource for it.
 */
function defaultGroups({ topology, items }: Scene): Finding[] {
  return topology.vpcs.flatMap(({ item: vpc }): Finding[] => {
    const group = `${vpc.id}-DefaultSecurityGroup`;
    const isClosed = items.of('Custom::VpcRestrictDefaultSG').some((one) => one.account === vpc.account && one.region === vpc.region && one.text('DefaultSecurityGroupId') === group);
    const reopened = items.of('AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress').filter((one) => one.text('GroupId') === group);
    const remedy = 'take its rules away: restrictDefaultSecurityGroup of aws-cdk does it';
    return [
      ...(isClosed ? [] : [{ rule: 'default-security-group', level: 'error' as const, place: vpc.place, message: `the default security group of VPC ${vpc.words} keeps its rules: its members reach each other and everything else`, remedy }]),
      ...reopened.map((one) => ({ rule: 'default-security-group', level: 'error' as const, place: one.place, message: `${one.words} adds a rule to the default security group of VPC ${vpc.words}`, remedy: 'use a security group of its own' })),
    ];
  });
}

function ingressFromEverywhere({ items }: Scene): Finding[] {
  return items.of('AWS::EC2::SecurityGroup').flatMap((group) => groupRules(items, group, 'ingress').filter(({ block }) => block?.bits === 0).map((rule): Finding => ({
    rule: 'ingress-from-everywhere', level: 'error', place: rule.place, message: `security group ${group.words} lets ${rule.words} in from ${rule.block?.text}`, remedy: 'name the security group or the addresses that need it',
  })));
}

function publicAddresses({ topology, items }: Scene): Finding[] {
  const found = (place: Finding['place'], what: string): Finding => ({ rule: 'public-address', level: 'error', place, message: what, remedy: 'turn it off: what is to be reached from outside has a load balancer or an endpoint service' });
  return [
    ...topology.vpcs.flatMap(({ subnets }) => subnets).filter(({ item }) => item.text('MapPublicIpOnLaunch') === 'true').map(({ item }) => found(item.place, `subnet ${item.words} gives public addresses to what starts in it`)),
    ...items.of('AWS::EC2::Instance').filter((item) => listed<{ AssociatePublicIpAddress?: unknown }>(item.value('NetworkInterfaces')).some((one) => String(one?.AssociatePublicIpAddress) === 'true')).map((item) => found(item.place, `instance ${item.words} has a public address`)),
    ...items.of('AWS::ECS::Service').filter((item) => item.texts('NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp').includes('ENABLED')).map((item) => found(item.place, `tasks of ${item.words} have public addresses`)),
  ];
}
