import { synthesize } from '@mlops-foundation/test-kit';
import { Match } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { SecureNetwork, type SecureNetworkProps } from '../../../src';

const network = (props: (key: Key) => Partial<SecureNetworkProps> = () => ({})) =>
  synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], ...props(new Key(stack, 'Given', { enableKeyRotation: true })) })).template;

test('every log group is under a key of the network\'s own, which rotates and is kept', () => {
  const template = network();
  const keys = Object.keys(template.findResources('AWS::KMS::Key', { Properties: { Description: 'Log groups of a network', EnableKeyRotation: true }, DeletionPolicy: 'Retain' }));
  expect(keys).toHaveLength(1);
  expect(Object.values(template.findResources('AWS::Logs::LogGroup')).map(({ Properties }) => Properties.KmsKeyId)).toEqual([0, 1].map(() => ({ 'Fn::GetAtt': [keys[0], 'Arn'] })));
});

test('CloudWatch Logs may use it for the log groups of this account and region only', () => {
  const template = network();
  template.hasResourceProperties('AWS::KMS::Key', {
    Description: 'Log groups of a network',
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({
      Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':log-group:*']] } } },
    })]) },
  });
});

test('with a key that is given there is none of its own', () => {
  const template = network((encryptionKey) => ({ encryptionKey }));
  template.resourceCountIs('AWS::KMS::Key', 1);
});

test('the role of the flow logs writes to their log group by a managed policy, and has no policy inside', () => {
  const template = network();
  template.resourceCountIs('AWS::IAM::Policy', 0);
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Roles: [{ Ref: Match.stringLikeRegexp('FlowLogIAMRole') }],
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('FlowLogs'), 'Arn'] } }] },
  });
});
