import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { Stack } from 'aws-cdk-lib';
import type { IRuleTarget } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { DetectiveControl, DetectiveControls } from '../../src';
import { matches } from './event-pattern';

const EVERY = [DetectiveControl.JOBS_IN_NETWORK, DetectiveControl.NO_DIRECT_INTERNET, DetectiveControl.ENCRYPTED_VOLUMES, DetectiveControl.NETWORK_ISOLATION];
const topic = (scope: Construct, id = 'Topic') => new SnsTopic(new Topic(scope, id, { enforceSSL: true, masterKey: new Key(scope, `${id}Key`, { enableKeyRotation: true }) }));

describeConstruct('DetectiveControls', {
  'the default ones': (scope, id) => new DetectiveControls(scope, id, { targets: [topic(scope, `${id}Topic`)] }),
  'every one': (scope, id) => new DetectiveControls(scope, id, { targets: [topic(scope, `${id}Topic`)], controls: EVERY }),
});

const { template } = synthesize((stack) => new DetectiveControls(stack, 'Detective', { targets: [topic(stack)], controls: EVERY }));
const patterns = Object.entries(template.findResources('AWS::Events::Rule')).map(([id, { Properties }]) => [/^Detective(.*)[0-9A-F]{8}$/.exec(id)![1], Properties.EventPattern] as const);

/** As CloudTrail tells of a call, and EventBridge hands it on: https://docs.aws.amazon.com/sagemaker/latest/dg/logging-using-cloudtrail.html */
const eventOf = (eventName: string, requestParameters: object, more: object = {}) => ({
  'version': '0', 'id': '1', 'detail-type': 'AWS API Call via CloudTrail', 'source': 'aws.sagemaker', 'account': '111111111111', 'time': '2026-01-01T00:00:00Z', 'region': 'eu-west-1', 'resources': [],
  'detail': {
    eventVersion: '1.08', userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111111111111:assumed-role/job/kim' }, eventTime: '2026-01-01T00:00:00Z', eventSource: 'sagemaker.amazonaws.com',
    eventName, awsRegion: 'eu-west-1', requestParameters, responseElements: null, eventType: 'AwsApiCall', managementEvent: true, ...more,
  },
});
/** The controls whose rule tells of a call. */
const tellsOf = (eventName: string, requestParameters: object, more?: object) =>
  patterns.filter(([, pattern]) => matches(pattern, eventOf(eventName, requestParameters, more) as never)).map(([name]) => name).sort();

const vpcConfig = { subnets: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] };
const volumeKmsKeyId = 'arn:aws:kms:eu-west-1:111111111111:key/1234';
const enableNetworkIsolation = true;
const network = { networkConfig: { enableNetworkIsolation, vpcConfig } };
const training = { vpcConfig, enableNetworkIsolation, resourceConfig: { instanceCount: 1, volumeKmsKeyId } };
const MONITORING = ['CreateDataQualityJobDefinition', 'CreateModelQualityJobDefinition', 'CreateModelBiasJobDefinition', 'CreateModelExplainabilityJobDefinition'];

/** Calls as they should be. */
const GUARDED: readonly (readonly [string, object])[] = [
  ['CreateTrainingJob', training],
  ['CreateModel', { vpcConfig, enableNetworkIsolation, primaryContainer: { image: 'x' } }],
  ['CreateProcessingJob', { ...network, processingResources: { clusterConfig: { instanceCount: 1, volumeKmsKeyId } } }],
  ...MONITORING.map((name) => [name, { ...network, jobResources: { clusterConfig: { instanceCount: 1, volumeKmsKeyId } } }] as const),
  ['CreateHyperParameterTuningJob', { trainingJobDefinition: training }],
  ['CreateHyperParameterTuningJob', { trainingJobDefinitions: [training, training] }],
  ['CreateTransformJob', { transformResources: { instanceCount: 1, volumeKmsKeyId } }],
  ['CreateAutoMLJobV2', { securityConfig: { vpcConfig, volumeKmsKeyId } }],
  ['CreateAutoMLJob', { autoMLJobConfig: { securityConfig: { vpcConfig, volumeKmsKeyId } } }],
  ['CreateNotebookInstance', { directInternetAccess: 'Disabled', subnetId: 'subnet-1', kmsKeyId: volumeKmsKeyId }],
  ['CreateDomain', { appNetworkAccessType: 'VpcOnly', subnetIds: ['subnet-1'], kmsKeyId: volumeKmsKeyId }],
  ['UpdateDomain', { appNetworkAccessType: 'VpcOnly' }],
  ['UpdateDomain', { domainId: 'd-1' }],
];
const JOB = ['EncryptedVolumes', 'JobsInNetwork', 'NetworkIsolation'];

/** Calls that say nothing of network, key and isolation, and who tells of them. */
const UNGUARDED: readonly (readonly [string, object, readonly string[]])[] = [
  ['CreateTrainingJob', { resourceConfig: { instanceCount: 1 } }, JOB],
  ['CreateModel', { primaryContainer: { image: 'x' } }, ['JobsInNetwork', 'NetworkIsolation']],
  ['CreateProcessingJob', { processingResources: { clusterConfig: { instanceCount: 1 } } }, JOB],
  ...MONITORING.map((name) => [name, { jobResources: { clusterConfig: { instanceCount: 1 } } }, JOB] as const),
  ['CreateHyperParameterTuningJob', { trainingJobDefinition: { resourceConfig: { instanceCount: 1 } } }, JOB],
  ['CreateHyperParameterTuningJob', { trainingJobDefinitions: [{}, {}] }, JOB],
  ['CreateTransformJob', { transformResources: { instanceCount: 1 } }, ['EncryptedVolumes']],
  ['CreateAutoMLJobV2', {}, ['EncryptedVolumes', 'JobsInNetwork']],
  ['CreateAutoMLJob', { autoMLJobConfig: {} }, ['EncryptedVolumes', 'JobsInNetwork']],
  ['CreateNotebookInstance', {}, ['EncryptedVolumes', 'NoDirectInternet']],
  ['CreateNotebookInstance', { directInternetAccess: 'Enabled', kmsKeyId: volumeKmsKeyId }, ['NoDirectInternet']],
  ['CreateDomain', { subnetIds: ['subnet-1'] }, ['EncryptedVolumes', 'NoDirectInternet']],
  ['CreateDomain', { appNetworkAccessType: 'PublicInternetOnly', homeEfsFileSystemKmsKeyId: volumeKmsKeyId }, ['NoDirectInternet']],
  ['UpdateDomain', { appNetworkAccessType: 'PublicInternetOnly' }, ['NoDirectInternet']],
];

describe('what is told of', () => {
  test.each(UNGUARDED)('%s %j: %j', (name, request, told) => {
    expect(tellsOf(name, request)).toEqual(told);
  });

  test.each([
    ['CreateTrainingJob', { ...training, enableNetworkIsolation: false }],
    ['CreateProcessingJob', { processingResources: { clusterConfig: { volumeKmsKeyId } }, networkConfig: { enableNetworkIsolation: false, vpcConfig } }],
    ['CreateHyperParameterTuningJob', { trainingJobDefinitions: [training, { ...training, enableNetworkIsolation: false }] }],
  ])('%s whose containers are said not to be isolated', (name, request) => {
    expect(tellsOf(name, request)).toEqual(['NetworkIsolation']);
  });

  test.each(GUARDED)('not of %s %j', (name, request) => {
    expect(tellsOf(name, request)).toEqual([]);
  });

  test('not of a call that was refused', () => {
    expect(tellsOf('CreateTrainingJob', {}, { errorCode: 'AccessDenied' })).toEqual([]);
  });

  test('not of other calls, nor of other services\'', () => {
    expect(tellsOf('DescribeTrainingJob', {})).toEqual([]);
    expect(tellsOf('CreateModel', {}, { eventSource: 'bedrock.amazonaws.com' })).toEqual([]);
  });
});

describe('rules', () => {
  test('each hands on what it finds to every target', () => {
    const { template: own } = synthesize((stack) => new DetectiveControls(stack, 'Detective', { targets: [topic(stack, 'A'), topic(stack, 'B')] }));
    const rules = Object.entries(own.findResources('AWS::Events::Rule')).map(([id, { Properties }]) => [id.slice(0, -8), Properties.State, Properties.Targets.length]);
    expect(rules).toEqual([['DetectiveJobsInNetwork', 'ENABLED', 2], ['DetectiveNoDirectInternet', 'ENABLED', 2], ['DetectiveEncryptedVolumes', 'ENABLED', 2]]);
  });

  test('a pattern has at most the 2,048 characters that EventBridge takes', () => {
    for (const [, pattern] of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
  });
});

describe('what cannot work is refused', () => {
  const target: IRuleTarget = { bind: () => ({ arn: 'arn' }) };
  const made = (targets: IRuleTarget[], controls?: DetectiveControl[]) => () => new DetectiveControls(new Stack(undefined, 'Stack'), 'Detective', { targets, controls });

  test.each<[string, () => unknown, RegExp]>([
    ['nobody who hears of it', made([]), /Stack\/Detective: 1 problem\(s\)\n {2}targets is \[\]: .*Name a topic/],
    ['six targets', made(Array.from({ length: 6 }, () => target)), /targets is "6 targets": .*at most 5.*subscribe/],
    ['no control', made([target], []), /controls is \[\]: .*leave it out for the default ones/],
    ['a control twice', made([target], [EVERY[0], EVERY[0]]), /controls\[1\] is "JobsInNetwork": .*once/],
    ['all at once', made([], []), /2 problem\(s\)/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('five targets are taken', () => {
    expect(made(Array.from({ length: 5 }, () => target))).not.toThrow();
  });
});
