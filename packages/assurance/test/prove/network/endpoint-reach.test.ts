import { att, changed, findings, isolated, ref, report, resource, rules, subnet, table, without } from './planted';

const messages = (...planted: Parameters<typeof findings>) => findings(...planted).map(({ message }) => message);

test('443 reaches both endpoints, and the answers come back', () => {
  expect(findings(isolated)).toEqual([]);
});

test('a security group that lets nothing out is named', () => {
  expect(messages(changed(isolated, 'WorkGroup', { SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '10.0.0.0/16' }] }))).toEqual([
    'AWS::SageMaker::Model Model (S) does not reach kms by 443: security group WorkGroup (S) lets no tcp 443 out to endpoints in subnet Ends (S)',
    'AWS::SageMaker::Model Model (S) does not reach s3 by 443: security group WorkGroup (S) lets no tcp 443 out to the prefix list of a gateway endpoint',
    'security group EndsGroup (S) lets tcp 443 in from WorkGroup (S), which does not let all of it out',
  ]);
});

test('a group without a rule of its own lets everything out, whatever rule stands by itself', () => {
  const open = changed(isolated, 'WorkGroup', { SecurityGroupEgress: undefined });
  const unreached = (...planted: Parameters<typeof findings>) => findings(...planted).filter(({ rule }) => rule === 'endpoint-unreachable');
  expect(unreached(open)).toEqual([]);
  expect(unreached({ ...open, Out: resource('AWS::EC2::SecurityGroupEgress', { GroupId: ref('WorkGroup'), IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '10.0.0.0/16' }) })).toEqual([]);
});

test('the group of an endpoint has to let the workload in, by its group or its addresses', () => {
  expect(messages(without(isolated, 'FromWork'))).toEqual(['AWS::SageMaker::Model Model (S) does not reach kms by 443: security group EndsGroup (S) of the endpoints lets no tcp 443 in from subnet Work (S)']);
  const byAddress = (CidrIp: string) => changed(isolated, 'FromWork', { SourceSecurityGroupId: undefined, CidrIp });
  expect(rules(byAddress('10.0.0.0/16'))).toEqual([]);
  expect(rules(byAddress('10.0.0.0/25'))).toEqual(['endpoint-unreachable']);
});

test.each([
  ['WorkAclout443', 'network ACL WorkAcl (S) has no entry that lets 443 of tcp 443 out to 10.0.1.0/24 through'],
  ['EndsAclin443', 'network ACL EndsAcl (S) has no entry that lets 443 of tcp 443 in from 10.0.0.0/24 through'],
  ['EndsAcloutAnswers', 'network ACL EndsAcl (S) has no entry that lets 32768–61000 of tcp 32768–61000 out to 10.0.0.0/24 through'],
  ['WorkAclinAnswers', 'network ACL WorkAcl (S) has no entry that lets 32768–61000 of tcp 32768–61000 in from 10.0.1.0/24 through'],
])('a network ACL without the entry %s stops one direction', (entry, reason) => {
  expect(messages(without(isolated, entry))).toContainEqual(`AWS::SageMaker::Model Model (S) does not reach kms by 443: ${reason}`);
});

test('an entry with a lower number that denies counts first, one with a higher number does not', () => {
  const denied = (RuleNumber: number) => ({ ...isolated, Denied: resource('AWS::EC2::NetworkAclEntry', { NetworkAclId: ref('EndsAcl'), RuleNumber, Protocol: 6, RuleAction: 'deny', Egress: false, CidrBlock: '10.0.0.128/25', PortRange: { From: 0, To: 1023 } }) });
  expect(messages(denied(50))).toEqual([expect.stringContaining('entry 50 (Denied) of network ACL EndsAcl (S) denies tcp 443 in from 10.0.0.0/24')]);
  expect(messages(denied(500))).toEqual([]);
});

test('functions choose their ports from more than Linux does', () => {
  const narrow = changed(isolated, 'EndsAcloutAnswers', { PortRange: { From: 32768, To: 61000 } });
  expect(rules(narrow)).toEqual([]);
  const lambda = { ...without(narrow, 'Model'), Run: resource('AWS::Lambda::Function', { VpcConfig: { SubnetIds: [ref('Work')], SecurityGroupIds: [att('WorkGroup', 'GroupId')] } }) };
  expect(messages(lambda)).toEqual(['1024–3388 of tcp 1024–3388', '3390–32767, 61001–65535 of tcp 3390–65535'].map((ports) => expect.stringContaining(`no entry that lets ${ports} out to 10.0.0.0/24 through`) as unknown));
});

test('network ACLs do not stand between addresses of one subnet', () => {
  const together = changed({ ...without(isolated, 'EndsAclin443', 'EndsAcloutAnswers', 'WorkAclinAnswers'), In: resource('AWS::EC2::NetworkAclEntry', { NetworkAclId: ref('WorkAcl'), RuleNumber: 7, Protocol: -1, RuleAction: 'allow', Egress: false, CidrBlock: '52.0.0.0/8' }) }, 'Kms', { SubnetIds: [ref('Work')] });
  expect(messages(together).filter((message) => message.includes('kms'))).toEqual([]);
});

test('a workload in a table that no gateway endpoint is associated with does not reach it', () => {
  expect(findings(changed(isolated, 'S3', { RouteTableIds: [ref('EndsTable')] }))).toMatchObject([{ rule: 'endpoint-unreachable', message: 'subnet Work (S) does not reach s3: its route table WorkTable (S) is not associated with gateway endpoint S3 (S)' }]);
});

test('the service\'s name has to lead to the endpoint', () => {
  expect(messages(changed(isolated, 'Kms', { PrivateDnsEnabled: undefined }))).toEqual(['the name of kms does not lead to endpoint Kms (S): its private DNS is off']);
  expect(messages(changed(isolated, 'Vpc', { EnableDnsHostnames: undefined }))).toEqual(['the name of kms does not lead to endpoint Kms (S): VPC Vpc (S) has not EnableDnsHostnames']);
  const zone = { ...changed(isolated, 'Kms', { PrivateDnsEnabled: false }), Zone: resource('AWS::Route53::HostedZone', { Name: 'kms.eu-west-1.amazonaws.com', VPCs: [{ VPCId: ref('Vpc'), VPCRegion: 'eu-west-1' }] }) };
  expect(rules(zone)).toEqual([]);
  expect(report(zone).open).toContainEqual({ place: { stack: 'S', id: 'Kms' }, what: 'whether its service\'s name leads to it', why: 'its private DNS is off; the hosted zone Zone (S) may do it' });
});

test('an endpoint in a subnet of another VPC is found', () => {
  const elsewhere = { ...changed(isolated, 'Kms', { SubnetIds: [ref('Far')] }), Other: resource('AWS::EC2::VPC', { CidrBlock: '10.9.0.0/16' }), Far: subnet('10.9.0.0/24', { VpcId: ref('Other') }) };
  expect(messages(elsewhere)).toContainEqual(expect.stringContaining('endpoint Kms (S) has a subnet of another VPC, Far (S)'));
});

test('a security group that waits for jobs is asked as if they ran, in every workload subnet', () => {
  const waiting = { ...without(isolated, 'Model'), More: subnet('10.0.7.0/24'), ...table('MoreTable', 'More') };
  expect(messages(waiting)).toContainEqual('what will have the security group WorkGroup (S) does not reach kms by 443: network ACL EndsAcl (S) has no entry that lets 443 of tcp 443 in from 10.0.7.0/24 through');
});

test('a group that lets nothing out waits for nobody', () => {
  expect(rules({ ...isolated, Shut: isolated.EndsGroup })).toEqual([]);
});

test('a rule that one side lacks is to be looked at', () => {
  const members = { ...isolated, In: resource('AWS::EC2::SecurityGroupIngress', { GroupId: att('WorkGroup', 'GroupId'), IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, SourceSecurityGroupId: att('WorkGroup', 'GroupId') }) };
  expect(findings(members)).toMatchObject([{ rule: 'one-sided-rule', level: 'warning', message: 'security group WorkGroup (S) lets tcp 0–65535 in from WorkGroup (S), which does not let all of it out' }]);
  const both = { ...members, Out: resource('AWS::EC2::SecurityGroupEgress', { GroupId: att('WorkGroup', 'GroupId'), IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, DestinationSecurityGroupId: att('WorkGroup', 'GroupId') }) };
  expect(findings(both)).toEqual([]);
});

const imported = { 'Fn::ImportValue': 'elsewhere' };

test.each<[string, Parameters<typeof changed>[1], object, string]>([
  ['the groups of an endpoint', 'Kms', { SecurityGroupIds: [imported] }, 'SecurityGroupIds[]'],
  ['the subnets of an endpoint', 'Kms', { SubnetIds: imported }, 'SubnetIds'],
  ['the tables of an endpoint', 'S3', { RouteTableIds: [imported] }, 'RouteTableIds[]'],
  ['the groups of a workload', 'Model', { VpcConfig: { Subnets: [ref('Work')], SecurityGroupIds: [imported] } }, 'VpcConfig.SecurityGroupIds[]'],
  ['whom a rule is about', 'FromWork', { SourceSecurityGroupId: imported }, 'whether 443 passes security groups'],
  ['a service\'s addresses', 'Ends', { CidrBlock: imported }, 'CidrBlock'],
])('where only the deployment knows %s, it is listed and no obstacle is made up', (_, id, properties, what) => {
  const resources = changed(isolated, id, properties as never);
  expect(messages(resources)).toEqual([]);
  expect(report(resources).open.map((one) => one.what)).toContain(what);
});

test('a subnet whose addresses are not known lies in the addresses of its VPC', () => {
  const narrow = (CidrIp: string) => changed(changed(isolated, 'FromWork', { SourceSecurityGroupId: undefined, CidrIp }), 'Work', { CidrBlock: imported });
  expect(messages(narrow('10.0.0.0/16'))).toEqual([]);
  expect(report(narrow('10.0.0.0/24')).open).toContainEqual({ place: { stack: 'S', id: 'Work' }, what: 'whether 443 passes security groups', why: 'the addresses of the subnet are known at deployment' });
  expect(report(narrow('10.0.0.0/16')).open.map(({ what }) => what)).not.toContain('whether 443 passes security groups');
});
