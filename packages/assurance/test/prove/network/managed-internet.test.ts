import { att, findings, isolated, ref, report, resource, rules } from './planted';

const placed = { SubnetId: ref('Work'), SecurityGroupIds: [att('WorkGroup', 'GroupId')] };
const notebook = (more: object) => ({ ...isolated, Notebook: resource('AWS::SageMaker::NotebookInstance', { ...placed, ...more }) });
const domain = (more: object) => ({ ...isolated, Studio: resource('AWS::SageMaker::Domain', { SubnetIds: [ref('Work')], DefaultUserSettings: { SecurityGroups: [att('WorkGroup', 'GroupId')] }, ...more }) });
const asked = (internet: 'inspected' | 'nat') => ({ networks: [{ stack: ['S'], internet, connections: [] }] });

test.each([
  ['a notebook', notebook({}), 'AWS::SageMaker::NotebookInstance Notebook (S) → DirectInternetAccess Enabled (the default) → a VPC of SageMaker'],
  ['a notebook that says so', notebook({ DirectInternetAccess: 'Enabled' }), 'DirectInternetAccess Enabled → a VPC of SageMaker'],
  ['a domain', domain({}), 'AWS::SageMaker::Domain Studio (S) → AppNetworkAccessType PublicInternetOnly (the default) → a VPC of SageMaker'],
  ['a domain that says so', domain({ AppNetworkAccessType: 'PublicInternetOnly' }), 'AppNetworkAccessType PublicInternetOnly → a VPC of SageMaker'],
  ['a notebook without a subnet', { Notebook: resource('AWS::SageMaker::NotebookInstance') }, 'Notebook (S) → DirectInternetAccess Enabled (the default)'],
])('%s reaches the internet past its VPC', (_, resources, path) => {
  expect(findings(resources)).toMatchObject([{ rule: 'internet-path', level: 'error', message: expect.stringContaining(path) }]);
  expect(rules(resources, asked('inspected'))).toEqual(['internet-path']);
  expect(rules(resources, asked('nat'))).toEqual([]);
});

test('a notebook and a domain that stay in their VPC are well', () => {
  expect(findings(notebook({ DirectInternetAccess: 'Disabled' }))).toEqual([]);
  expect(findings(domain({ AppNetworkAccessType: 'VpcOnly' }))).toEqual([]);
});

test('a setting that only the deployment knows is listed', () => {
  const { findings: all, open } = report(notebook({ DirectInternetAccess: { 'Fn::ImportValue': 'elsewhere' } }));
  expect(all.filter(({ level }) => level === 'error')).toEqual([]);
  expect(open).toContainEqual({ place: { stack: 'S', id: 'Notebook' }, what: 'DirectInternetAccess', why: 'Fn::ImportValue is known at deployment' });
});
