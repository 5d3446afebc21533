import nativeTypes from './native-types.json';

/** What the local cloud does with a CloudFormation resource type: `native` ones the emulator creates itself. */
export type Treatment = 'native' | 'runs' | 'stored' | 'refused';

/** Types that are kept and answered for, without any effect. A test that needs their effect must not pass here: docs/local-cloud.md. */
export const STORED_TYPES: readonly string[] = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::Budgets::Budget',
  'AWS::CloudTrail::Trail',
  'AWS::CodeArtifact::Domain',
  'AWS::CodeArtifact::Repository',
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::KMS::ReplicaKey',
  'AWS::Route53Resolver::FirewallDomainList',
  'AWS::Route53Resolver::FirewallRuleGroup',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  'AWS::Route53Resolver::ResolverQueryLoggingConfig',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
  'AWS::SageMaker::Domain',
  'AWS::SageMaker::UserProfile',
  'AWS::SSM::Document',
];

const NATIVE = new Set<string>(nativeTypes);

/** @param served types that a service of the runner creates */
export function treatmentOf(type: string, served: ReadonlySet<string>): Treatment {
  if (served.has(type)) return 'runs';
  if (!type.startsWith('AWS::') || NATIVE.has(type)) return 'native';
  return STORED_TYPES.includes(type) ? 'stored' : 'refused';
}
