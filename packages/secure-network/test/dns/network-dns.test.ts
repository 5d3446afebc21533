import { synthesize } from '@mlops-foundation/test-kit';
import { Match } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { NetworkDns, SecureNetwork } from '../../src';

const VPC = { Ref: Match.stringLikeRegexp('^NetworkVpc') };
const synthesized = (dns?: NetworkDns) => synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], dns, encryptionKey: new Key(stack, 'Key') })).template;

describe('closed, as it is by default', () => {
  const template = synthesized();
  const listOf = (domains: unknown) => Object.keys(template.findResources('AWS::Route53Resolver::FirewallDomainList', { Properties: { Domains: domains } }))[0];

  test('names of AWS and of the network\'s instances are resolved, and then nothing', () => {
    const allowed = listOf([{ 'Fn::Join': ['', ['*.', { Ref: 'AWS::URLSuffix' }]] }, '*.api.aws', '*.sagemaker.aws', '*.ec2.internal', '*.compute.internal']);
    template.hasResourceProperties('AWS::Route53Resolver::FirewallRuleGroup', {
      FirewallRules: [
        { Priority: 100, Action: 'ALLOW', FirewallDomainListId: { 'Fn::GetAtt': [allowed, 'Id'] }, FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' },
        { Priority: 200, Action: 'BLOCK', BlockResponse: 'NODATA', FirewallDomainListId: { 'Fn::GetAtt': [listOf(['*']), 'Id'] } },
      ],
    });
  });

  test('the rules are the VPC\'s', () => {
    template.hasResourceProperties('AWS::Route53Resolver::FirewallRuleGroupAssociation', { VpcId: VPC, FirewallRuleGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('DnsFirewallRules'), 'Id'] }, Priority: 101 });
  });
});

test('in China AWS\'s names are others', () => {
  const { template } = synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['cn-north-1a'] }), { account: '111111111111', region: 'cn-north-1' });
  template.hasResourceProperties('AWS::Route53Resolver::FirewallDomainList', { Domains: [{ 'Fn::Join': ['', ['*.', { Ref: 'AWS::URLSuffix' }]] }, '*.amazonwebservices.com.cn', '*.sagemaker.com.cn', '*.compute.internal'] });
});

test('names of your own are resolved too', () => {
  const template = synthesized(NetworkDns.closed({ allowedDomains: ['*.corp.example.com', 'example.org'] }));
  template.hasResourceProperties('AWS::Route53Resolver::FirewallDomainList', { Domains: Match.arrayWith(['*.corp.example.com', 'example.org']) });
});

test('open: no firewall', () => {
  const template = synthesized(NetworkDns.open());
  template.resourceCountIs('AWS::Route53Resolver::FirewallRuleGroup', 0);
});

test.each([['closed', NetworkDns.closed()], ['open', NetworkDns.open()]])('%s: every query is logged for a year, under the network\'s key', (_, dns) => {
  const template = synthesized(dns);
  const logs = Object.keys(template.findResources('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 365, KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } }, DeletionPolicy: 'Retain' })).find((id) => id.includes('QueryLogs'));
  template.hasResourceProperties('AWS::Route53Resolver::ResolverQueryLoggingConfig', { DestinationArn: { 'Fn::GetAtt': [logs, 'Arn'] } });
  template.hasResourceProperties('AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation', { ResourceId: VPC, ResolverQueryLogConfigId: { 'Fn::GetAtt': [Match.stringLikeRegexp('QueryLogsConfig'), 'Id'] } });
});
