import { synthesize } from '@mlops-foundation/test-kit';
import { Match } from 'aws-cdk-lib/assertions';
import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import { EndpointCatalog, SecureNetwork, type SecureNetworkProps } from '../../src';

const services = ({ entries }: EndpointCatalog) => entries.map(({ service }) => service.shortName);

const { TRAINING, INFERENCE, STUDIO, DATA_ACCESS, PIPELINES, OPERATIONS, PACKAGE_MIRROR, PIPELINES_IN_CHINA } = EndpointCatalog;

describe.each([TRAINING, INFERENCE, STUDIO, DATA_ACCESS, PIPELINES, OPERATIONS, PACKAGE_MIRROR, PIPELINES_IN_CHINA].map((set) => [set.name, set] as const))('%s', (_, set) => {
  test('names each service and each id once', () => {
    expect(new Set(services(set)).size).toBe(set.entries.length);
    expect(new Set(set.entries.map(({ id }) => id)).size).toBe(set.entries.length);
  });

  test('each entry names the page of AWS that describes it', () => {
    expect(set.entries.filter(({ source }) => !source?.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
  });

  test('every service takes an endpoint policy', () => {
    expect(set.entries.filter(({ supportsPolicy }) => supportsPolicy === false)).toEqual([]);
  });
});

test.each([
  ['jobs in a VPC', TRAINING, ['ecr.api', 'ecr.dkr', 'kms', 'logs', 'monitoring', 'sagemaker.api', 'sts']],
  ['model containers', INFERENCE, ['ecr.api', 'ecr.dkr', 'kms', 'logs', 'monitoring', 'sagemaker.runtime', 'sts']],
  ['Studio without the internet', STUDIO, ['codecommit', 'ecr.api', 'ecr.dkr', 'git-codecommit', 'kms', 'logs', 'monitoring', 'sagemaker.api', 'sagemaker.runtime', 'servicecatalog', 'ssm', 'sts', 'studio']],
  ['queries of a data lake', DATA_ACCESS, ['athena', 'glue', 'lakeformation', 'sagemaker.featurestore-runtime']],
  ['clients of a mirror', PACKAGE_MIRROR, ['codeartifact.api', 'codeartifact.repositories', 'ecr.api', 'ecr.dkr', 'sts']],
])('%s reach what they call', (_, set, expected) => {
  expect(services(set).sort()).toEqual(expected);
});

test('a set of one\'s own holds what it is given', () => {
  const entries = [{ id: 'Emr', service: InterfaceVpcEndpointAwsService.EMR }];
  expect(EndpointCatalog.of('clusters', entries)).toMatchObject({ name: 'clusters', entries });
});

const synthesized = (region: string | undefined, props: Partial<SecureNetworkProps>) => synthesize(
  (stack) => new SecureNetwork(stack, 'Network', { availabilityZones: region ? [`${region}a`] : ['a'], ...props }), region ? { account: '111111111111', region } : undefined,
).template;

test.each(['cn-north-1', 'us-gov-west-1'])('%s has no CodeArtifact: the set is refused with the reason', (region) => {
  expect(() => synthesized(region, { endpoints: [TRAINING, PACKAGE_MIRROR] })).toThrow(/endpoints is \["CodeArtifactApi","CodeArtifactRepositories"\]: the partition aws-(cn|us-gov) has no such service\. Leave out the set package-mirror/);
});

test('a region without CodeArtifact refuses it', () => {
  expect(() => synthesized('sa-east-1', { endpoints: [PACKAGE_MIRROR] })).toThrow(/endpoints is \["CodeArtifactApi","CodeArtifactRepositories"\]: the region sa-east-1 has no such service\. Leave out the set package-mirror/);
});

test('China has no CodePipeline: the set is refused with the reason, and there is one without it', () => {
  expect(() => synthesized('cn-northwest-1', { endpoints: [PIPELINES] })).toThrow(/endpoints is \["CodePipeline"\]: the partition aws-cn has no such service\. Leave out the set pipelines/);
  expect(services(PIPELINES_IN_CHINA)).toEqual(services(PIPELINES).filter((service) => service !== 'codepipeline'));
});

test('China has no FIPS endpoints', () => {
  expect(() => synthesized('cn-north-1', { fips: true })).toThrow(/fips is true: the regions of China have no FIPS endpoints .*\. Leave it out there/);
});

/** How services are named for endpoints: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html; in China some begin with `cn.com.amazonaws`. */
test.each<[string, EndpointCatalog[], string[]]>([
  ['cn-north-1', [TRAINING, INFERENCE, STUDIO, DATA_ACCESS, PIPELINES_IN_CHINA, OPERATIONS], [
    'aws.sagemaker.cn-north-1.studio', 'cn.com.amazonaws.cn-north-1.athena', 'cn.com.amazonaws.cn-north-1.ecr.api', 'cn.com.amazonaws.cn-north-1.ecr.dkr', 'cn.com.amazonaws.cn-north-1.sagemaker.api',
    'cn.com.amazonaws.cn-north-1.sagemaker.featurestore-runtime', 'cn.com.amazonaws.cn-north-1.sagemaker.runtime', 'cn.com.amazonaws.cn-north-1.states', 'cn.com.amazonaws.cn-north-1.sts', 'com.amazonaws.cn-north-1.kms',
  ]],
  ['us-gov-west-1', [TRAINING, INFERENCE, STUDIO, DATA_ACCESS, PIPELINES, OPERATIONS], [
    'aws.sagemaker.us-gov-west-1.studio', 'com.amazonaws.us-gov-west-1.codepipeline', 'com.amazonaws.us-gov-west-1.ecr.api', 'com.amazonaws.us-gov-west-1.kms', 'com.amazonaws.us-gov-west-1.sagemaker.runtime',
  ]],
])('%s has every other set, by the names of its partition', (region, sets, names) => {
  const found = Object.values(synthesized(region, { endpoints: sets }).findResources('AWS::EC2::VPCEndpoint', { Properties: { VpcEndpointType: 'Interface' } })).map(({ Properties }) => Properties.ServiceName);
  expect(found).toHaveLength(new Set(sets.flatMap(services)).size);
  expect(found.filter((name) => names.includes(name)).sort()).toEqual(names);
});

test.each(['eu-west-1', undefined])('the mirror is taken in %s', (region) => {
  const template = synthesized(region, { endpoints: [PACKAGE_MIRROR] });
  template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface' }, PACKAGE_MIRROR.entries.length);
});

describe('FIPS', () => {
  const template = synthesized('us-gov-west-1', { endpoints: [TRAINING, INFERENCE], fips: true });

  test.each([['kms-fips'], ['sts-fips'], ['sagemaker.api-fips']])('%s takes the place of the other one', (name) => {
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', { ServiceName: `com.amazonaws.us-gov-west-1.${name}`, PolicyDocument: Match.anyValue() });
    template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { ServiceName: `com.amazonaws.us-gov-west-1.${name.replace('-fips', '')}` }, 0);
  });

  test('SageMaker Runtime takes no policy there', () => {
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', { ServiceName: 'com.amazonaws.us-gov-west-1.sagemaker.runtime-fips', PolicyDocument: Match.absent() });
  });

  test('a service without one keeps its own', () => {
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', { ServiceName: 'com.amazonaws.us-gov-west-1.ecr.api', PolicyDocument: Match.anyValue() });
  });
});
