import * as path from 'node:path';
import { proveAccounts, proveNetwork, provePersonas, readGraph, readMatrix, readNetworkSettings, type Report } from '@mlops-foundation/assurance';
import { EXAMPLE, landingZone, synthesized, withLandingZone } from './synthesized';

const { assembly, folder } = synthesized();
const whole = withLandingZone(assembly);
const matrix = readMatrix(path.join(EXAMPLE, 'matrices', 'adopted.yaml'));
const settings = readNetworkSettings(path.join(EXAMPLE, 'matrices', 'network.yaml'));
const options = { units: matrix.units, products: matrix.products };
const errors = ({ findings }: Report) => findings.filter(({ level }) => level === 'error').map(({ message }) => message);

test('accounts: each edge has both its sides', () => {
  const report = proveAccounts(readGraph(whole, options), folder);
  expect(errors(report)).toEqual([]);
  expect(report.counts['edges between accounts']).toBeGreaterThan(10);
  expect(report.counts['edges with both sides']).toBe(report.counts['edges between accounts']);
});

describe('personas', () => {
  test('may do what the matrix says under the landing zone\'s boundary, and sign in by their permission sets alone', () => {
    const report = provePersonas(readGraph(whole, options), matrix, folder);
    expect(errors(report)).toEqual([]);
    expect(report.open.filter(({ place, what }) => place.stack === 'matrix' && !what.startsWith('resource ')).map(({ what }) => what)).toEqual([]);
  });

  test('a boundary that lets keys be given away is noticed', () => {
    const { Resources: { Boundary, ...others }, ...rest } = landingZone();
    const [services] = (Boundary.Properties.PolicyDocument as { Statement: unknown[] }).Statement;
    const loose = { ...Boundary, Properties: { ...Boundary.Properties, PolicyDocument: { Statement: [services] } } };
    const report = provePersonas(readGraph(withLandingZone(assembly, { ...rest, Resources: { ...others, Boundary: loose } }), options), matrix, folder);
    expect(errors(report).join('\n')).toMatch(/kms:PutKeyPolicy/);
  });

  test('a boundary that nobody shows is listed as not known', () => {
    expect(readGraph(assembly, options).open.map(({ what }) => what)).toContainEqual('permissions boundary arn:aws:iam::333333333333:policy/landing-zone-boundary');
    expect(readGraph(whole, options).open.filter(({ what }) => what.includes('boundary'))).toEqual([]);
  });
});

describe('networks', () => {
  test('let nothing through that nobody asked for', () => {
    const report = proveNetwork(whole, folder, settings);
    expect(errors(report)).toEqual([]);
    expect(report.counts).toMatchObject({ 'VPCs': 6, 'workload subnets': 12 });
  });

  test('are listed as not known where nobody shows them', () => {
    const adopted = (report: Report) => report.open.filter(({ what }) => what.startsWith('VpcId')).map(({ place }) => place.stack);
    expect(adopted(proveNetwork(assembly, folder, settings))).toEqual(['experimentation', 'dev', 'pre-prod', 'prod'].map((purpose) => `Mlops-credit-${purpose}`));
    expect(adopted(proveNetwork(whole, folder, settings))).toEqual([]);
  });

  test('a way to the internet that the landing zone opens is found', () => {
    const { Resources, ...rest } = landingZone();
    const VpcId = { Ref: 'Vpc' };
    const opened = {
      ...Resources,
      Gateway: { Type: 'AWS::EC2::InternetGateway', Properties: {} },
      Attached: { Type: 'AWS::EC2::VPCGatewayAttachment', Properties: { VpcId, InternetGatewayId: { Ref: 'Gateway' } } },
      Out: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Routes' }, DestinationCidrBlock: '0.0.0.0/0', GatewayId: { Ref: 'Gateway' } } },
    };
    expect(errors(proveNetwork(withLandingZone(assembly, { ...rest, Resources: opened }), folder, settings)).join('\n')).toMatch(/internet/);
  });
});
