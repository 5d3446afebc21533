import { describeConstruct, synthesize } from '@mlops-foundation/test-kit';
import { AdoptedNetwork, type IWorkloadNetwork, NetworkCheck, NetworkParameters, SecureNetwork } from '../src';
import { zonesOf } from './zones-of';

const ENV = { account: '111111111111', region: 'eu-west-1' };
const PATH = '/mlops/fraud/network';
const NAMES = ['availability-zones', 'security-group-ids', 'subnet-ids', 'vpc-id'];
const adopted = (scope: ConstructorParameters<typeof AdoptedNetwork>[0]): IWorkloadNetwork => new AdoptedNetwork(scope, 'Network', {
  vpcId: 'vpc-01234567', availabilityZones: ['eu-west-1a', 'eu-west-1b'], subnetIds: ['subnet-01234567', 'subnet-89abcdef'], workloadSecurityGroupId: 'sg-01234567', check: NetworkCheck.OFF,
});

describeConstruct('NetworkParameters', {
  'of a network of our own': (scope, id) => NetworkParameters.publish(scope, id, new SecureNetwork(scope, `${id}Network`, { availabilityZones: zonesOf(scope) }), { path: `/mlops/${id}/network` }),
});

test('a network\'s ids are told, several of them joined by commas', () => {
  const { template } = synthesize((stack) => NetworkParameters.publish(stack, 'Published', adopted(stack), { path: PATH }), ENV);
  const parameters = Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties: { Name, Value } }) => [Name, Value]);
  expect(Object.fromEntries(parameters)).toEqual({
    [`${PATH}/vpc-id`]: 'vpc-01234567', [`${PATH}/subnet-ids`]: 'subnet-01234567,subnet-89abcdef', [`${PATH}/security-group-ids`]: 'sg-01234567', [`${PATH}/availability-zones`]: 'eu-west-1a,eu-west-1b',
  });
});

test('a network of our own publishes itself', () => {
  const { template } = synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] }).publishTo(PATH), ENV);
  expect(Object.values(template.findResources('AWS::SSM::Parameter')).map(({ Properties: { Name } }) => Name).sort()).toEqual(NAMES.map((name) => `${PATH}/${name}`));
});

test('what is published is what fromParameters reads', () => {
  const published = synthesize((stack) => NetworkParameters.publish(stack, 'Published', adopted(stack), { path: NetworkParameters.pathOf('fraud') }), ENV).template;
  const reading = synthesize((stack) => AdoptedNetwork.fromParameters(stack, 'Network', { path: NetworkParameters.pathOf('fraud') }), ENV).template;
  const written = Object.values(published.findResources('AWS::SSM::Parameter')).map(({ Properties: { Name } }) => Name).sort();
  const read = Object.values(reading.toJSON().Parameters as Record<string, { Default: string }>).map(({ Default }) => Default).filter((name) => name.startsWith('/mlops/')).sort();
  expect([written, read]).toEqual([NAMES.map((name) => `${PATH}/${name}`), NAMES.map((name) => `${PATH}/${name}`)]);
});

test('a path that is none is told', () => {
  expect(() => synthesize((stack) => NetworkParameters.publish(stack, 'Published', adopted(stack), { path: '/mlops/my team' }))).toThrow(/Stack\/Published: 1 problem\(s\)\n {2}path is "\/mlops\/my team"/);
});
