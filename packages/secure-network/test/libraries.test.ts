import { resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { type App, Stack, Tags } from 'aws-cdk-lib';
import { DataPerimeter, EndpointCatalog, NetworkEgress, PerimeterException, SecureNetwork, type SecureNetworkProps } from '../src';
import { networkFindings } from './network-findings';
import { sessionOf, throughEndpoint } from './through-endpoint';

const [OWN, STRANGER, AWS_PACKAGES] = ['111111111111', '999999999999', '438097961670'];
const ENV = { account: OWN, region: 'eu-west-1' };
const PACKAGE_INDEXES = NetworkEgress.inspected({ allowedDomains: ['pypi.org', 'files.pythonhosted.org'] });
const network = (stack: Stack, props: Partial<SecureNetworkProps>) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], ...props });

/** What people have decided: research gets its libraries from the internet, under inspection; nobody else has a way there. */
const DECIDED = { networks: [{ purpose: ['experimentation'], internet: 'inspected' as const, connections: [] }] };

function proved(purposes: Record<string, Partial<SecureNetworkProps>>): string[] {
  return networkFindings((app: App) => {
    for (const [purpose, props] of Object.entries(purposes)) {
      const stack = new Stack(app, purpose, { env: ENV });
      Tags.of(stack).add('mlops:purpose', purpose);
      network(stack, props);
    }
  }, DECIDED);
}

describe('from the internet', () => {
  test('research loads them from the indexes that were named, and where code becomes a product there is no way', () => {
    expect(proved({ 'experimentation': { egress: PACKAGE_INDEXES }, 'dev': {}, 'pre-prod': {}, 'prod': {} })).toEqual([]);
  });

  test.each(['dev', 'pre-prod', 'prod'])('a way that %s was given is found', (purpose) => {
    expect(proved({ [purpose]: { egress: PACKAGE_INDEXES } })).toContainEqual(expect.stringMatching(/^internet-path: /));
  });

  test('a way of research that nothing inspects is found', () => {
    expect(proved({ experimentation: { egress: NetworkEgress.nat() } })).toContainEqual(expect.stringMatching(/^internet-path: .*NAT gateway/));
  });
});

describe('from a mirror, without the internet', () => {
  const mirrored = (perimeter: DataPerimeter) => {
    const { template } = synthesize((stack) => network(stack as Stack, { endpoints: [EndpointCatalog.TRAINING, EndpointCatalog.PACKAGE_MIRROR], perimeter }), ENV);
    const policyOf = (id: RegExp) => resourcePolicies(template, 'AWS::EC2::VPCEndpoint', id, { 'AWS::AccountId': OWN, 'AWS::Region': ENV.region })[0];
    return { template, repositories: policyOf(/CodeArtifactRepositories/), s3: policyOf(/S3/i) };
  };
  const { template, repositories, s3 } = mirrored(new DataPerimeter({ trustedAccounts: [OWN], exceptions: [PerimeterException.IMAGE_LAYERS, PerimeterException.CODE_ARTIFACT] }));
  const read = (from: string, to: string) => throughEndpoint(repositories, {
    principal: sessionOf(from), action: 'codeartifact:ReadFromRepository', resource: `arn:aws:codeartifact:eu-west-1:${to}:repository/libraries/approved`, resourceAccount: to,
  });
  /** CodeArtifact's packages lie in a bucket of AWS: https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html */
  const download = (policy: typeof s3, action = 's3:GetObject') => throughEndpoint(policy, { principal: sessionOf(OWN), action, resource: `arn:aws:s3:::assets-${AWS_PACKAGES}-eu-west-1/numpy.whl`, resourceAccount: AWS_PACKAGES });

  test('clients find it by its name in the network, and no route leads further', () => {
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', { ServiceName: 'com.amazonaws.eu-west-1.codeartifact.repositories', PrivateDnsEnabled: true });
    expect(proved({ dev: { endpoints: [EndpointCatalog.TRAINING, EndpointCatalog.PACKAGE_MIRROR] } })).toEqual([]);
  });

  test('libraries come from repositories of one\'s own, not from a stranger\'s nor by a stranger\'s credentials', () => {
    expect([read(OWN, OWN), read(OWN, STRANGER), read(STRANGER, OWN)]).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
  });

  test('packages are downloaded from where CodeArtifact keeps them, by who asked for it, and nothing is written there', () => {
    expect([download(s3), download(s3, 's3:PutObject'), download(mirrored(new DataPerimeter({ trustedAccounts: [OWN] })).s3)]).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
  });
});
