import { synthesize } from '@mlops-foundation/test-kit';
import { Aws, Lazy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { DataPerimeter, EndpointCatalog, PerimeterException, type PerimeterExceptionProps, SecureNetwork } from '../../src';
import { perimeterProblems } from '../../src/private/perimeter/perimeter-problems';
import { policyOf } from '../settled';
import { sessionOf, throughEndpoint } from '../through-endpoint';

const [OWN, STRANGER] = ['111111111111', '999999999999'];
const { TRAINING } = EndpointCatalog;
const OF_AWS = Object.entries(PerimeterException).filter((one): one is [string, PerimeterException] => one[1] instanceof PerimeterException);
const perimeterOf = (...exceptions: PerimeterException[]) => new DataPerimeter({ trustedAccounts: [OWN], exceptions });
const names: Readonly<Record<string, string>> = { eu: 'eu-west-1', cn: 'cn-north-1', gov: 'us-gov-west-1' };

/** The decision about a request through one endpoint, in a region of a partition. */
function decided(exception: PerimeterException, endpoint: string, request: { action: string; resource: string; owner?: string; from?: string }, region = 'eu-west-1', known = region): string {
  const policy = policyOf(perimeterOf(exception)._statementsOf(endpoint, known), { 'AWS::Region': region, 'AWS::Partition': request.resource.split(':')[1] });
  return throughEndpoint(policy, { principal: sessionOf(request.from ?? OWN), action: request.action, resource: request.resource, resourceAccount: request.owner ?? STRANGER });
}

const { JOB_FILES, IMAGE_LAYERS, JUMP_START, DEEP_LEARNING_CONTAINERS, SCIKIT_LEARN, CLARIFY, MODEL_MONITOR, DEBUGGER, CODE_ARTIFACT, SSM_AGENT, CLOUD_WATCH_AGENT, AMAZON_LINUX, CLOUD_FORMATION_RESPONSES } = PerimeterException;

test.each<[string, PerimeterException, string, string, string | undefined, string]>([
  ['image layers', JOB_FILES, 's3:GetObject', 'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/layer', undefined, 'allowed'],
  ['sample files', JOB_FILES, 's3:GetObject', 'arn:aws:s3:::sagemaker-sample-files/datasets/a.csv', undefined, 'allowed'],
  ['nothing is written', JOB_FILES, 's3:PutObject', 'arn:aws:s3:::sagemaker-sample-files/stolen.csv', undefined, 'implicitDeny'],
  ['layers only', IMAGE_LAYERS, 's3:GetObject', 'arn:aws:s3:::sagemaker-sample-files/datasets/a.csv', undefined, 'implicitDeny'],
  ['a model of JumpStart', JUMP_START, 's3:GetObject', 'arn:aws:s3:::jumpstart-cache-prod-eu-west-1/models/a', undefined, 'allowed'],
  ['a model behind an agreement', JUMP_START, 's3:GetObject', 'arn:aws:s3:::jumpstart-private-cache-prod-eu-west-1/models/a', undefined, 'allowed'],
  ['another region\'s models', JUMP_START, 's3:GetObject', 'arn:aws:s3:::jumpstart-cache-prod-us-east-1/models/a', undefined, 'implicitDeny'],
  ['a package', CODE_ARTIFACT, 's3:GetObject', 'arn:aws:s3:::assets-438097961670-eu-west-1/a.jar', undefined, 'allowed'],
  ['another region\'s package', CODE_ARTIFACT, 's3:GetObject', 'arn:aws:s3:::assets-193858265520-us-east-1/a.jar', undefined, 'implicitDeny'],
  ['a patch baseline', SSM_AGENT, 's3:GetObject', 'arn:aws:s3:::patch-baseline-snapshot-eu-west-1/a.json', undefined, 'allowed'],
  ['the agent of CloudWatch', CLOUD_WATCH_AGENT, 's3:GetObject', 'arn:aws:s3:::amazoncloudwatch-agent-eu-west-1/agent.rpm', undefined, 'allowed'],
  ['a package of Amazon Linux', AMAZON_LINUX, 's3:GetObject', 'arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/core/a.rpm', undefined, 'allowed'],
  ['an answer to CloudFormation', CLOUD_FORMATION_RESPONSES, 's3:PutObject', 'arn:aws:s3:::cloudformation-custom-resource-response-euwest1/a', undefined, 'allowed'],
  ['which nobody reads', CLOUD_FORMATION_RESPONSES, 's3:GetObject', 'arn:aws:s3:::cloudformation-custom-resource-response-euwest1/a', undefined, 'implicitDeny'],
])('by the S3 endpoint: %s', (_, exception, action, resource, owner, expected) => {
  expect(decided(exception, 'S3', { action, resource, owner })).toBe(expected);
});

describe.each<[string, PerimeterException, Record<string, string>]>([
  ['Deep Learning Containers', DEEP_LEARNING_CONTAINERS, { eu: '763104351884', cn: '727897471807', gov: '442386744353' }],
  ['scikit-learn', SCIKIT_LEARN, { eu: '141502667606', cn: '450853457545', gov: '414596584902' }],
  ['Clarify', CLARIFY, { eu: '131013547314', cn: '122526803553', gov: '598674086554' }],
  ['Model Monitor', MODEL_MONITOR, { eu: '468650794304', cn: '453000072557' }],
  ['Debugger', DEBUGGER, { eu: '929884845733', cn: '618459771430', gov: '515509971035' }],
])('images of %s', (_, exception, accounts) => {
  const image = (account: string, region: string) => `arn:aws:ecr:${region}:${account}:repository/image`;

  test.each(Object.keys(accounts))('are pulled by one\'s own in %s, and by nobody else', (place) => {
    const [region, owner] = [names[place], accounts[place]];
    const pull = { action: 'ecr:BatchGetImage', resource: image(owner, region), owner };
    expect([decided(exception, 'EcrApi', pull, region), decided(exception, 'EcrDocker', pull, region), decided(exception, 'EcrApi', { ...pull, from: STRANGER }, region)]).toEqual(['allowed', 'allowed', 'implicitDeny']);
  });

  test('are AWS\'s and nobody else\'s, and are not pushed to', () => {
    const owner = accounts.eu;
    expect(decided(exception, 'EcrApi', { action: 'ecr:BatchGetImage', resource: image(STRANGER, 'eu-west-1') })).toBe('implicitDeny');
    expect(decided(exception, 'EcrApi', { action: 'ecr:PutImage', resource: image(owner, 'eu-west-1'), owner })).toBe('implicitDeny');
  });

  test('are those of the region where it is known, and of any where it is not', () => {
    const elsewhere = { action: 'ecr:BatchGetImage', resource: image(accounts.cn, 'eu-west-1'), owner: accounts.cn };
    expect(decided(exception, 'EcrApi', elsewhere)).toBe('implicitDeny');
    expect(decided(exception, 'EcrApi', { ...elsewhere, resource: image(accounts.cn, 'cn-north-1') }, 'cn-north-1', Aws.REGION)).toBe('allowed');
  });
});

test('the sample files are AWS\'s in the partition aws: in others the same name may be anybody\'s bucket', () => {
  const read = (partition: string, region: string) => decided(JOB_FILES, 'S3', { action: 's3:GetObject', resource: `arn:${partition}:s3:::sagemaker-sample-files/a.csv` }, region);
  expect([read('aws', 'eu-west-1'), read('aws-cn', 'cn-north-1'), read('aws-us-gov', 'us-gov-west-1')]).toEqual(['allowed', 'implicitDeny', 'implicitDeny']);
});

test.each(OF_AWS)('%s names pages, and is at no endpoint that it does not name', (_, exception) => {
  expect(exception.sources.filter((source) => !/^https:\/\/(docs\.aws\.amazon\.com|github\.com\/aws(-samples)?)\//.test(source))).toEqual([]);
  const perimeter = perimeterOf(exception);
  const more = (endpoint: string) => perimeter._statementsOf(endpoint, 'eu-west-1').length - perimeter.interfaceStatements().length;
  expect(['S3', 'EcrApi', 'EcrDocker', 'DynamoDb', 'Kms'].filter((endpoint) => more(endpoint) > 0)).toEqual([...exception.endpoints].sort((one) => (one === 'S3' ? -1 : 0)));
});

test('every exception of AWS fits into a policy, without a region too, for accounts and an organisation', () => {
  const all = new DataPerimeter({ trustedAccounts: Array.from({ length: 50 }, (_, index) => String(100000000000 + index)), organizationId: 'o-abcdefghij', exceptions: OF_AWS.map(([, exception]) => exception).filter((one) => one !== IMAGE_LAYERS) });
  for (const endpoint of ['S3', 'EcrApi']) {
    const { statements } = policyOf(all._statementsOf(endpoint, Aws.REGION), { 'AWS::Region': 'ap-southeast-1', 'AWS::Partition': 'aws-us-gov' });
    // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html: 20,480 characters at most
    expect(JSON.stringify(statements).length).toBeLessThan(20480);
    expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
  }
});

test('a network\'s endpoints have the exceptions that they are asked for, and nothing of the default', () => {
  const { template } = synthesize((stack) => new SecureNetwork(stack, 'Network', { availabilityZones: ['eu-west-1a'], endpoints: [TRAINING], perimeter: perimeterOf(IMAGE_LAYERS, CLARIFY) }), { account: OWN, region: 'eu-west-1' });
  const sids = (name: unknown) => Object.values(template.findResources('AWS::EC2::VPCEndpoint', { Properties: { ServiceName: name } })).flatMap(({ Properties }) => Properties.PolicyDocument.Statement.map(({ Sid }: { Sid: string }) => Sid));
  expect(sids('com.amazonaws.eu-west-1.ecr.api')).toEqual(['PrincipalsOfAccountsToResourcesOfAccounts', 'PrincipalsOfAccountsToClarifyImages']);
  expect(sids('com.amazonaws.eu-west-1.kms')).toEqual(['PrincipalsOfAccountsToResourcesOfAccounts']);
  expect(sids({ 'Fn::Join': ['', Match.arrayWith(['.s3'])] })).toEqual(['PrincipalsOfAccountsToResourcesOfAccounts', 'ImageLayers']);
});

describe('an exception of one\'s own', () => {
  const partner: PerimeterExceptionProps = { name: 'PartnerData', endpoints: ['S3'], actions: ['s3:GetObject'], resources: ['arn:aws:s3:::partner-data/*'], source: 'https://partner.example/data', owners: ['222222222222'] };
  const read = { action: 's3:GetObject', resource: 'arn:aws:s3:::partner-data/a.csv' };

  test('lets trusted principals reach its owners\' resources', () => {
    const of = (props: Partial<PerimeterExceptionProps>, request: object) => decided(PerimeterException.of({ ...partner, ...props }), 'S3', { ...read, owner: '222222222222', ...request });
    expect(of({}, {})).toBe('allowed');
    expect(of({}, { owner: STRANGER })).toBe('implicitDeny');
    expect(of({}, { from: STRANGER })).toBe('implicitDeny');
    expect(of({ anyPrincipal: true }, { from: STRANGER })).toBe('allowed');
    expect(of({ owners: undefined }, { owner: STRANGER })).toBe('allowed');
  });

  const problems = (...exceptions: PerimeterException[]) => perimeterProblems('perimeter', perimeterOf(...exceptions), { region: 'eu-west-1', catalogs: [TRAINING] });

  test.each<[string, Partial<PerimeterExceptionProps>, string, unknown, string, string]>([
    ['a name with a space', { name: 'Partner data' }, 'name', 'Partner data', 'letters and digits', 'PartnerData'],
    ['no endpoint', { endpoints: [] }, 'endpoints', [], 'one at least', 'EcrApi'],
    ['an endpoint that there is not', { endpoints: ['S4'] }, 'endpoints[0]', 'S4', 'by its id', 'EcrApi'],
    ['no action', { actions: [] }, 'actions', [], 'one at least', 's3:GetObject'],
    ['any action', { actions: ['s3:*'] }, 'actions[0]', 's3:*', 'each action', 's3:GetObject'],
    ['anything', { resources: ['*'] }, 'resources[0]', '*', 'whose resource', 's3:::partner-data/*'],
    ['any bucket', { resources: ['arn:aws:s3:::partner-*/*'] }, 'resources[0]', 'arn:aws:s3:::partner-*/*', 'whole name', 's3:::partner-data/*'],
    ['anybody\'s key', { resources: ['arn:aws:kms:eu-west-1:*:key/*'] }, 'resources[0]', 'arn:aws:kms:eu-west-1:*:key/*', 'by an account', 's3:::partner-data/*'],
    ['nobody who says so', { source: 'they said so' }, 'source', 'they said so', 'somebody says', 'https://'],
    ['an account that lost its zero', { owners: ['22222222222'] }, 'owners[0]', '22222222222', '12 digits', 'leading zeros'],
  ])('%s is refused', (_, props, part, value, rule, remedy) => {
    expect(problems(PerimeterException.of({ ...partner, ...props }))).toEqual([{ prop: `perimeter.exceptions[0].${part}`, value, rule: expect.stringContaining(rule), remedy: expect.stringContaining(remedy) }]);
  });

  test('tokens pass, and wildcards beside them do not', () => {
    const later = Lazy.string({ produce: () => 'later' });
    expect(problems(PerimeterException.of({ ...partner, resources: [later, `arn:${Aws.PARTITION}:s3:::${later}/*`, `arn:${Aws.PARTITION}:s3:::partner-data/*`, `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${later}:key/*`], owners: [later], endpoints: ['EcrApi'] }))).toEqual([]);
    expect(problems(PerimeterException.of({ ...partner, resources: [`arn:${Aws.PARTITION}:s3:::*`] }))).toHaveLength(1);
    expect(problems(PerimeterException.of({ ...partner, resources: [`arn:${Aws.PARTITION}:s3:::data-${later}-*/*`, `arn:${Aws.PARTITION}:s3:::${later}?/*`] }))).toHaveLength(2);
  });

  test('two of one name are refused', () => {
    expect(problems(PerimeterException.of(partner), PerimeterException.of(partner))).toEqual([{ prop: 'perimeter.exceptions', value: 'PartnerData', rule: expect.stringContaining('name of its own'), remedy: 'Name them apart' }]);
  });
});

test.each([
  [CODE_ARTIFACT, 'cn-north-1', 'create-s3-gateway-endpoint'], [CODE_ARTIFACT, 'sa-east-1', 'create-s3-gateway-endpoint'], [MODEL_MONITOR, 'us-gov-west-1', 'model-monitor-pre-built-container'],
])('what AWS has not in a region is refused with its page: %#', (exception, region, page) => {
  expect(perimeterProblems('perimeter', perimeterOf(exception), { region, catalogs: [] })).toEqual([
    { prop: 'perimeter.exceptions[0]', value: exception.name, rule: expect.stringMatching(`AWS has none in the region ${region} .*${page}`), remedy: 'Leave it out there' },
  ]);
  expect(perimeterProblems('perimeter', perimeterOf(exception), { region: Aws.REGION, catalogs: [] })).toEqual([]);
});
