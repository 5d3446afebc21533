import { synthesize } from '@mlops-foundation/test-kit';
import { LogFormat } from 'aws-cdk-lib/aws-ec2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { FlowLogs, SecureNetwork } from '../../src';

const synthesized = (flowLogs: FlowLogs) => synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], flowLogs })).template;
const archive = Bucket.fromBucketArn(synthesize(() => undefined).stack, 'Archive', 'arn:aws:s3:::log-archive');

test('to a bucket, with a prefix and a format: no log group of its own', () => {
  const template = synthesized(FlowLogs.toBucket(archive, { keyPrefix: 'network', format: [LogFormat.SRC_ADDR, LogFormat.DST_ADDR, LogFormat.ACTION] }));
  template.hasResourceProperties('AWS::EC2::FlowLog', { LogDestination: 'arn:aws:s3:::log-archive/network', LogDestinationType: 's3', LogFormat: '${srcaddr} ${dstaddr} ${action}', TrafficType: 'ALL' });
  expect(Object.keys(template.findResources('AWS::Logs::LogGroup')).filter((id) => id.includes('FlowLogs'))).toEqual([]);
});

test('to a log group, with a format', () => {
  const template = synthesized(FlowLogs.toLogGroup({ format: [LogFormat.SRC_ADDR] }));
  template.hasResourceProperties('AWS::EC2::FlowLog', { LogDestinationType: 'cloud-watch-logs', LogFormat: '${srcaddr}' });
});
