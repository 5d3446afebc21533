import type { TableEntry } from '../services/service';
import nativeTypes from './native-types.json';

/** What the local cloud does with a CloudFormation resource type: `native` ones the emulator creates itself, `custom` ones a function of the user's. */
export type Treatment = 'native' | 'custom' | 'runs' | 'stored' | 'refused';

/** The types that services of the runner create, with what they say of them. */
export type ServedTypes = ReadonlyMap<string, TableEntry>;

/** Types that are kept and answered for, without any effect. A test that needs their effect must not pass here: docs/local-cloud.md. */
export const STORED_TYPES: readonly string[] = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::Budgets::Budget',
  'AWS::CloudTrail::Trail',
  'AWS::CodeArtifact::Domain',
  'AWS::CodeArtifact::PackageGroup',
  'AWS::CodeArtifact::Repository',
  'AWS::KMS::ReplicaKey',
  'AWS::RAM::ResourceShare',
  'AWS::Route53Profiles::Profile',
  'AWS::Route53Profiles::ProfileAssociation',
  'AWS::Route53Profiles::ProfileResourceAssociation',
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

export function treatmentOf(type: string, served: ServedTypes): Treatment {
  const entry = served.get(type);
  if (entry) return entry.treatment ?? 'runs';
  if (!type.startsWith('AWS::')) return 'custom';
  if (NATIVE.has(type)) return 'native';
  return STORED_TYPES.includes(type) ? 'stored' : 'refused';
}
