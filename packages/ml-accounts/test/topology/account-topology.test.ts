import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountPurpose, AccountSet, AccountTopology } from '../../src';

const YAML = [
  'region: eu-west-1',
  'stackPrefix: Acme',
  'availabilityZones: [eu-west-1b, eu-west-1c]',
  'teams:',
  '  - name: credit',
  '    costCentre: retail',
  '    accounts:',
  "      dev: '444444444444'",
  "      prod: '666666666666'",
  '  - name: fraud',
  '    accounts: { dev: "777777777777" }',
].join('\n');

const problemsOf = (text: string): string[] => {
  try {
    AccountTopology.fromText(text, 'topology.yaml');
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
};

const inFile = <T>(text: string, use: (file: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'topology-'));
  try {
    writeFileSync(join(folder, 'topology.yaml'), text);
    return use(join(folder, 'topology.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('a topology', () => {
  test.each([
    ['in YAML', YAML],
    ['in JSON', JSON.stringify({
      region: 'eu-west-1', stackPrefix: 'Acme', availabilityZones: ['eu-west-1b', 'eu-west-1c'],
      teams: [{ name: 'credit', costCentre: 'retail', accounts: { dev: '444444444444', prod: '666666666666' } }, { name: 'fraud', accounts: { dev: '777777777777' } }],
    })],
  ])('%s becomes a set of accounts for each team', (_, text) => {
    const [credit, fraud] = AccountTopology.fromText(text).teams;
    expect(credit).toMatchObject({ team: 'credit', region: 'eu-west-1', costCentre: 'retail', availabilityZones: ['eu-west-1b', 'eu-west-1c'] });
    expect(credit.environment(AccountPurpose.PROD)).toEqual({ account: '666666666666', region: 'eu-west-1' });
    expect(credit.stackName(AccountPurpose.DEV)).toBe('Acme-credit-dev');
    expect(fraud.accountIds).toEqual(['777777777777']);
  });

  test('what a landing zone has is every team\'s', () => {
    const text = YAML.replace('teams:', 'landingZone:\n  bootstrapQualifier: acme\n  networkPath: /landing-zone/network\nteams:');
    expect(AccountTopology.fromText(text).teams.map(({ landingZone }) => landingZone)).toEqual(Array(2).fill({ bootstrapQualifier: 'acme', networkPath: '/landing-zone/network' }));
    expect(AccountTopology.fromText(YAML).teams[0].landingZone).toEqual({});
    expect(problemsOf(text.replace('acme', 'ACME'))[1]).toMatch(/^topology\.yaml:5: landingZone\.bootstrapQualifier is "ACME": must match pattern .*1 to 10 lower-case letters and digits$/);
  });

  test('is read from a file', () => {
    expect(inFile(YAML, (file) => AccountTopology.fromFile(file)).teams.map(({ team }) => team)).toEqual(['credit', 'fraud']);
  });
});

describe('a topology that cannot be used', () => {
  test('is refused with the file\'s path and the line', () => {
    const build = () => inFile(YAML.replace('eu-west-1\n', 'Ireland\n'), (file) => AccountTopology.fromFile(file));
    expect(build).toThrow(/\/topology\.yaml:1: region is "Ireland": must match pattern .*It is a region, such as eu-west-1/);
  });

  test('is refused with all its problems at once, each with line, value, rule and remedy', () => {
    const text = YAML.replace('credit', 'Credit Risk').replace("'444444444444'", '444444444444').replace('prod:', 'production:').replace('[eu-west-1b, eu-west-1c]', '[eu-west-1b]');
    expect(problemsOf(text)).toEqual([
      '4 problem(s) in a topology. Its JSON schema is AccountTopology.SCHEMA',
      expect.stringMatching(/^topology\.yaml:3: availabilityZones is \["eu-west-1b"\]: must NOT have fewer than 2 items\. It is two zones at least$/),
      expect.stringMatching(/^topology\.yaml:5: teams\.0\.name is "Credit Risk": must match pattern .*lower case, 2 to 20 characters/),
      expect.stringMatching(/^topology\.yaml:8: teams\.0\.accounts is .*\(production\)\. It is accounts by purpose/),
      expect.stringMatching(/^topology\.yaml:8: teams\.0\.accounts\.dev is 444444444444: must be string\. It is 12 digits, quoted$/),
    ]);
  });

  test.each([
    ['no YAML', 'region: [eu', /^topology\.yaml:\d+: /],
    ['no region', 'teams: [{ name: credit, accounts: { dev: "444444444444" } }]', /^topology\.yaml:1: must have required property 'region'$/],
    ['no team', 'region: eu-west-1\nteams: []', /^topology\.yaml:2: teams is \[\]: must NOT have fewer than 1 items$/],
    ['a team without accounts', 'region: eu-west-1\nteams:\n- name: credit\n  accounts: {}', /^topology\.yaml:4: teams\.0\.accounts is \{\}: must NOT have fewer than 1 properties/],
    ['a property that nobody knows', 'region: eu-west-1\nregoin: x\nteams: [{ name: credit, accounts: { dev: "444444444444" } }]', /^topology\.yaml:1: must NOT have additional properties \(regoin\)$/],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)[1]).toMatch(problem);
  });

  test.each([
    ['two teams of one name', 'credit', 'another team has this name: choose a different one'],
    ['a team whose roles and buckets another one\'s policies would speak of', 'credit-risk', 'policies of team credit would speak of this one\'s roles and buckets, which begin alike: rename one of them'],
  ])('%s', (_, name, problem) => {
    expect(problemsOf(YAML.replace('fraud', name))).toEqual([expect.stringMatching(/^1 problem/), `topology.yaml:10: teams.1.name is "${name}": ${problem}`]);
  });

  test('two teams in one account, but for governance and data lake', () => {
    expect(problemsOf(YAML.replace('777777777777', '666666666666'))).toEqual([
      expect.stringMatching(/^1 problem/), 'topology.yaml:11: teams.1.accounts.dev is "666666666666": the account is team credit\'s, whose policies speak of all in it: give each team accounts of its own',
    ]);
    const lake = "      data-lake: '222222222222'";
    expect(problemsOf(YAML.replace('      dev:', `${lake}\n      dev:`).replace('{ dev:', '{ data-lake: "222222222222", dev:'))).toEqual([]);
  });

  test('a purpose that a team has no account for is told with file and line, once it is asked for', () => {
    const [credit, fraud] = AccountTopology.fromText(YAML, 'topology.yaml').teams;
    expect(() => credit.account(AccountPurpose.TOOLING)).toThrow(/^topology\.yaml:8: accounts of team credit: tooling is missing, there is dev, prod\. Add its 12-digit id/);
    expect(() => fraud.environment(AccountPurpose.PROD)).toThrow(/^topology\.yaml:11: accounts of team fraud: prod is missing/);
  });

  test('text without a name is called topology', () => {
    expect(() => AccountTopology.fromText('region: 1')).toThrow(/^topology:1: region is 1/m);
  });
});

describe('a topology in code', () => {
  const team = (name: string, dev = '444444444444') => new AccountSet({ team: name, region: 'eu-west-1', accounts: { dev } });

  test('holds the teams it is given', () => {
    expect(new AccountTopology([team('credit'), team('creditors', '777777777777')]).teams.map((set) => set.team)).toEqual(['credit', 'creditors']);
  });

  test('is refused where teams cannot be told apart', () => {
    expect(() => new AccountTopology([team('credit'), team('credit-risk')])).toThrow('teams.1.name is "credit-risk"');
  });

  test('is refused where teams share an account', () => {
    expect(() => new AccountTopology([team('credit'), team('fraud')])).toThrow('teams.1.accounts.dev is "444444444444": the account is team credit\'s');
  });
});
