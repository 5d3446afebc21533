import { att, findings, isolated, ref, resource, type Resources, rules, subnet, table, without } from './planted';

/** A second subnet of workloads, with a list as the first one has, and a group whose members speak with each other (https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html). */
const entry = (acl: string, Egress: boolean) => resource('AWS::EC2::NetworkAclEntry', { NetworkAclId: ref(acl), RuleNumber: 50, Protocol: -1, RuleAction: 'allow', Egress, CidrBlock: '10.0.0.0/16' });
const distributed: Resources = {
  ...isolated,
  Other: subnet('10.0.2.0/24'), ...table('OtherTable', 'Other'),
  S3: resource('AWS::EC2::VPCEndpoint', { ...isolated.S3.Properties, RouteTableIds: [ref('WorkTable'), ref('OtherTable')] }),
  OtherAcl: resource('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
  OtherAclOf: resource('AWS::EC2::SubnetNetworkAclAssociation', { NetworkAclId: ref('OtherAcl'), SubnetId: ref('Other') }),
  ...Object.fromEntries(['WorkAcl', 'OtherAcl'].flatMap((acl) => [[`${acl}MembersIn`, entry(acl, false)], [`${acl}MembersOut`, entry(acl, true)]])),
  ...Object.fromEntries([['Out', true, 443, 443], ['In', false, 1024, 65535]].map(([id, Egress, From, To]) => [`OtherAcl${String(id)}`, resource('AWS::EC2::NetworkAclEntry', {
    NetworkAclId: ref('OtherAcl'), RuleNumber: 100, Protocol: 6, RuleAction: 'allow', Egress, CidrBlock: '0.0.0.0/0', PortRange: { From, To },
  })])),
  EndsAclIn: resource('AWS::EC2::NetworkAclEntry', { NetworkAclId: ref('EndsAcl'), RuleNumber: 60, Protocol: 6, PortRange: { From: 443, To: 443 }, RuleAction: 'allow', Egress: false, CidrBlock: '10.0.2.0/24' }),
  EndsAclOut: resource('AWS::EC2::NetworkAclEntry', { NetworkAclId: ref('EndsAcl'), RuleNumber: 60, Protocol: 6, PortRange: { From: 1024, To: 65535 }, RuleAction: 'allow', Egress: true, CidrBlock: '10.0.2.0/24' }),
  Members: resource('AWS::EC2::SecurityGroupIngress', { GroupId: att('WorkGroup', 'GroupId'), IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, SourceSecurityGroupId: att('WorkGroup', 'GroupId') }),
  MembersOut: resource('AWS::EC2::SecurityGroupEgress', { GroupId: att('WorkGroup', 'GroupId'), IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, DestinationSecurityGroupId: att('WorkGroup', 'GroupId') }),
  Model: resource('AWS::SageMaker::Model', { VpcConfig: { Subnets: [ref('Work'), ref('Other')], SecurityGroupIds: [att('WorkGroup', 'GroupId')] } }),
};

test('members of a group reach each other in other subnets', () => {
  expect(findings(distributed)).toEqual([]);
});

test.each([
  ['WorkAclMembersIn', 'network ACL WorkAcl (S) has no entry that lets 0–1023 of tcp 0–65535 in from 10.0.2.0/24 through'],
  ['WorkAclMembersOut', 'network ACL WorkAcl (S) has no entry that lets 0–442, 444–65535 of tcp 0–65535 out to 10.0.2.0/24 through'],
  ['OtherAclMembersIn', 'network ACL OtherAcl (S) has no entry that lets 0–1023 of tcp 0–65535 in from 10.0.0.0/24 through'],
])('without the entry %s they do not', (id, reason) => {
  expect(findings(without(distributed, id)).map(({ rule, message }) => [rule, message])).toContainEqual(['members-apart', expect.stringContaining(reason)]);
});

test('a group that does not let its members in asks for nothing between them', () => {
  expect(rules(without(distributed, 'Members', 'MembersOut', 'WorkAclMembersIn', 'OtherAclMembersIn'))).not.toContain('members-apart');
});
