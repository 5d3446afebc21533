import { Aws, Fn, Lazy } from 'aws-cdk-lib';
import { AccountPurpose, AccountSet, type AccountSetProps } from '../../src';

const PROPS: AccountSetProps = { team: 'credit', region: 'eu-west-1', accounts: { 'dev': '444444444444', 'prod': '666666666666', 'pre-prod': '666666666666' } };
const accounts = new AccountSet(PROPS);

test('it tells account, region and stack of a purpose', () => {
  expect(accounts.environment(AccountPurpose.DEV)).toEqual({ account: '444444444444', region: 'eu-west-1' });
  expect(accounts.stackName(AccountPurpose.PRE_PROD)).toBe('Mlops-credit-pre-prod');
  expect([AccountPurpose.DEV, AccountPurpose.TOOLING].map((purpose) => accounts.has(purpose))).toEqual([true, false]);
});

test('purposes that share an account share its id', () => {
  expect(accounts.accountIds).toEqual(['444444444444', '666666666666']);
});

test('by default the team pays, and networks span the first two zones', () => {
  expect(accounts).toMatchObject({ costCentre: 'credit', availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
});

test('a purpose without account is refused, with what there is and what to do', () => {
  expect(() => accounts.account(AccountPurpose.TOOLING)).toThrow('accounts of team credit: tooling is missing, there is dev, prod, pre-prod. Add its 12-digit id to the topology.');
});

test.each<[string, Partial<AccountSetProps>, string]>([
  ['a team in capitals', { team: 'Credit' }, 'team is "Credit": it must be lower case, 2 to 20 characters'],
  ['a region that is none', { region: 'Ireland' }, 'region is "Ireland": it must be a region, such as eu-west-1'],
  ['a stack prefix that CloudFormation refuses', { stackPrefix: 'a_b' }, 'stackPrefix is "a_b": it must be what stack names start with'],
  ['a purpose that nobody knows', { accounts: { staging: '444444444444' } }, 'accounts.staging is "444444444444": no such purpose, there is governance, tooling'],
  ['an account that lost its zero', { accounts: { dev: '44444444444' } }, 'accounts.dev is "44444444444": it must be 12 digits, quoted'],
  ['no account', { accounts: {} }, 'accounts is {}: a team has one account at least: give one by its purpose'],
  ['a qualifier in capitals', { landingZone: { bootstrapQualifier: 'ACME' } }, 'landingZone.bootstrapQualifier is "ACME": it must be a bootstrap qualifier: 1 to 10 lower-case letters and digits'],
  ['a path without its slash', { landingZone: { networkPath: 'network' } }, 'landingZone.networkPath is "network": it must be what names of SSM parameters begin with, such as /landing-zone/network'],
  ['a purpose\'s path without its slash', { landingZone: { networkPaths: { dev: 'network' } } }, 'landingZone.networkPaths.dev is "network": it must be what names of SSM parameters begin with, such as /landing-zone/network'],
  ['a network of a purpose that nobody knows', { landingZone: { networkPaths: { staging: '/network' } } }, 'landingZone.networkPaths.staging is "/network": no such purpose, there is governance, tooling'],
  ['the ARN of a boundary', { landingZone: { permissionsBoundary: 'arn:aws:iam::1:policy/x' } }, 'landingZone.permissionsBoundary is "arn:aws:iam::1:policy/x": it must be the name of a managed policy, without its path or ARN'],
  ['a permission set\'s role', { landingZone: { permissionSets: { 'data-scientist': 'a/b' } } }, 'landingZone.permissionSets.data-scientist is "a/b": it must be the name of a permission set as Identity Center shows it'],
  ['one zone', { availabilityZones: ['eu-west-1a'] }, 'availabilityZones is ["eu-west-1a"]: networks span two zones at least: name another'],
])('%s is refused', (_, props, text) => {
  expect(() => new AccountSet({ ...PROPS, ...props })).toThrow(text);
});

test('a network has the path of its purpose, else that of all, else none', () => {
  const pathsOf = (landingZone?: AccountSetProps['landingZone']) => [AccountPurpose.DEV, AccountPurpose.PROD].map((purpose) => new AccountSet({ ...PROPS, landingZone }).networkPath(purpose));
  expect(pathsOf({ networkPath: '/all', networkPaths: { dev: '/own' } })).toEqual(['/own', '/all']);
  expect(pathsOf({ networkPaths: { prod: '/own' } })).toEqual([undefined, '/own']);
  expect(pathsOf()).toEqual([undefined, undefined]);
});

test('all that is wrong is said at once', () => {
  expect(() => new AccountSet({ team: 'C', region: 'x', accounts: { dev: '1' } })).toThrow(/^3 problem\(s\)[^]*accounts of team C: team[^]*region[^]*accounts\.dev/);
});

test('tokens pass', () => {
  const later = Lazy.string({ produce: () => 'later' });
  const set = new AccountSet({ team: later, region: Aws.REGION, accounts: { dev: Aws.ACCOUNT_ID }, availabilityZones: Fn.getAzs(), landingZone: { networkPath: later, permissionsBoundary: later } });
  expect(set.account(AccountPurpose.DEV)).toBe(Aws.ACCOUNT_ID);
});
