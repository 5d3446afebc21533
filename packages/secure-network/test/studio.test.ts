import type { Policy } from '@mlops-foundation/policy-evaluation';
import { resourcePolicies, synthesize } from '@mlops-foundation/test-kit';
import { type App, Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDomain, type CfnDomainProps } from 'aws-cdk-lib/aws-sagemaker';
import { EndpointCatalog, SecureNetwork, type SecureNetworkProps } from '../src';
import { networkFindings } from './network-findings';
import { sessionOf, throughEndpoint } from './through-endpoint';

const [OWN, STRANGER] = ['111111111111', '999999999999'];
const ENV = { account: OWN, region: 'eu-west-1' };

/** Studio in a network that has what Studio asks for, and nothing else. */
function studio(stack: Stack, change: Partial<CfnDomainProps> = {}, props: Partial<SecureNetworkProps> = {}): { network: SecureNetwork; domain: CfnDomain } {
  const network = new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], endpoints: [EndpointCatalog.STUDIO], ...props });
  const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('sagemaker.amazonaws.com') });
  const domain = new CfnDomain(stack, 'Domain', {
    domainName: 'research', authMode: 'IAM', vpcId: network.vpc.vpcId, subnetIds: network.vpc.selectSubnets(network.subnets).subnetIds, appNetworkAccessType: 'VpcOnly',
    defaultUserSettings: { executionRole: role.roleArn, securityGroups: [network.workloadSecurityGroup.securityGroupId] }, ...change,
  });
  return { network, domain };
}

const proved = (build: (stack: Stack) => void) => networkFindings((app: App) => build(new Stack(app, 'Stack', { env: ENV })), { networks: [] });
const { template } = synthesize((stack) => studio(stack as Stack), ENV);

test('Studio in VPC-only mode reaches every endpoint of its set, and nothing of it the internet', () => {
  expect(proved((stack) => studio(stack))).toEqual([]);
});

test('Studio that keeps a way past the network is found', () => {
  expect(proved((stack) => studio(stack, { appNetworkAccessType: undefined }))).toEqual([expect.stringMatching(/^internet-path: .*AWS::SageMaker::Domain .*PublicInternetOnly \(the default\)/)]);
});

test('Studio whose security group the endpoints do not know is found: its notebooks would wait for ever', () => {
  const findings = proved((stack) => {
    const { network, domain } = studio(stack);
    const other = new CfnSecurityGroup(stack, 'Other', { vpcId: network.vpc.vpcId, groupDescription: 'Notebooks', securityGroupEgress: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '10.0.0.0/16' }] });
    domain.addPropertyOverride('DefaultUserSettings.SecurityGroups', [other.attrGroupId]);
  });
  expect(findings).toContainEqual(expect.stringMatching(/^endpoint-unreachable: .*does not reach .*sagemaker\.api, .*studio.* by 443: .*lets no tcp 443 in from subnet/));
});

/** What AWS names for a domain without the internet, besides S3: https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html */
const ASKED_FOR = ['sagemaker.api', 'sagemaker.runtime', 'servicecatalog', 'logs', 'monitoring', 'sts', 'kms', 'ecr.api', 'ecr.dkr'];

interface Rule {
  readonly IpProtocol: string;
  readonly FromPort?: number;
  readonly ToPort?: number;
}

const rulesOf = (from: Template, type: string, otherGroup: string) => Object.values(from.findResources(type))
  .filter(({ Properties }) => JSON.stringify([Properties.GroupId, Properties[otherGroup]]).match(/NetworkWorkload/g)?.length === 2).map(({ Properties }): Rule => Properties);
const passes = (rules: readonly Rule[], port: number) => rules.some(({ IpProtocol, FromPort = 0, ToPort = 65535 }) => ['-1', 'tcp'].includes(IpProtocol) && FromPort <= port && port <= ToPort);

test.each([
  ['files of the domain\'s volume', [2049]],
  ['what notebooks and their kernels say to each other', [8192, 65535]],
])('%s pass between Studio\'s own: ports %j', (_, ports) => {
  const [ingress, egress] = [rulesOf(template, 'AWS::EC2::SecurityGroupIngress', 'SourceSecurityGroupId'), rulesOf(template, 'AWS::EC2::SecurityGroupEgress', 'DestinationSecurityGroupId')];
  expect(ports.filter((port) => !passes(ingress, port) || !passes(egress, port))).toEqual([]);
});

describe('each service that Studio calls', () => {
  const endpoints = Object.entries(template.findResources('AWS::EC2::VPCEndpoint')).filter(([, { Properties }]) => Properties.VpcEndpointType === 'Interface');
  const policyOf = (id: string): Policy => resourcePolicies(template, 'AWS::EC2::VPCEndpoint', new RegExp(`^${id}$`), { 'AWS::AccountId': OWN, 'AWS::Region': ENV.region })[0];

  test('has an endpoint under its own name', () => {
    const named = endpoints.filter(([, { Properties }]) => Properties.PrivateDnsEnabled).map(([, { Properties }]) => Properties.ServiceName.replace(/^(com\.amazonaws|aws\.sagemaker)\.eu-west-1\.(?=\w)/, ''));
    expect(named).toEqual(expect.arrayContaining([...ASKED_FOR, 'studio']));
  });

  test.each(endpoints.map(([id, { Properties }]) => [Properties.ServiceName as string, id]))('%s: one\'s own pass, strangers and what belongs to strangers do not', (_, id) => {
    const decided = (from: string, to: string) => throughEndpoint(policyOf(id), { principal: sessionOf(from), action: 'sagemaker:CreateApp', resource: `arn:aws:sagemaker:eu-west-1:${to}:app/d-1/ann/JupyterLab/default`, resourceAccount: to });
    expect([decided(OWN, OWN), decided(STRANGER, OWN), decided(OWN, STRANGER), decided(STRANGER, STRANGER)]).toEqual(['allowed', 'implicitDeny', 'implicitDeny', 'implicitDeny']);
  });
});
