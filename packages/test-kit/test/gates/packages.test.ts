import { EVERY_PACK, fullyGated, gatesOf, synthesize, unacknowledgedFindings } from '../../src';
import { Bucket } from 'aws-cdk-lib/aws-s3';

test('a package is known by the path of its test', () => {
  expect(gatesOf('/clone/packages/secure-network/test/hub/network-hub.test.ts')).toEqual({ packs: EVERY_PACK, templates: true });
  expect(gatesOf('/clone/packages/ml-accounts/test/baseline.test.ts')).toEqual({ packs: ['AwsSolutions'], templates: false });
  expect(() => gatesOf(undefined)).toThrow('jest names no test file');
  expect(fullyGated()).toEqual(['secure-network']);
});

test.each([
  ['AwsSolutions', 'AwsSolutions-S1'], ['NIST 800-53 R5', 'NIST.800.53.R5-S3BucketVersioningEnabled'], ['HIPAA Security', 'HIPAA.Security-S3BucketVersioningEnabled'],
  ['PCI DSS 3.2.1', 'PCI.DSS.321-S3BucketVersioningEnabled'],
] as const)('%s holds %s against an open bucket', (pack, rule) => {
  const { stack } = synthesize((scope) => new Bucket(scope, 'Open'));
  expect(unacknowledgedFindings(stack, [pack]).map(({ id }) => id)).toContain(rule);
});
