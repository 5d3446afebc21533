import { Token } from 'aws-cdk-lib';
import { AccountPurpose } from '../topology/account-purpose';
import type { AccountSetProps } from '../topology/account-set';
import type { LandingZone } from '../topology/landing-zone';

/** A text that a topology holds: what it must match, and the same for people. */
interface TextRule {
  readonly pattern: string;
  readonly description: string;
}

export const REGION: TextRule = { pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$', description: 'a region, such as eu-west-1' };
export const STACK_PREFIX: TextRule = { pattern: '^(?!mlops$)[A-Za-z][A-Za-z0-9-]{0,30}$', description: 'what stack names start with: a letter, then letters, digits and hyphens, 31 at most; not mlops, with which the stacks of releases begin' };
export const ZONE: TextRule = { pattern: '^[a-z0-9-]+[a-z]$', description: 'a zone by name, such as eu-west-1a' };
export const TEAM: TextRule = { pattern: '^[a-z][a-z0-9-]{1,19}$', description: 'lower case, 2 to 20 characters, begins with a letter: part of names and tags' };
export const ACCOUNT: TextRule = { pattern: '^[0-9]{12}$', description: '12 digits, quoted' };
// https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html
export const QUALIFIER: TextRule = { pattern: '^[a-z0-9]{1,10}$', description: 'a bootstrap qualifier: 1 to 10 lower-case letters and digits' };
export const NETWORK_PATH: TextRule = { pattern: '^(/[a-zA-Z0-9_.-]+)+$', description: 'what names of SSM parameters begin with, such as /landing-zone/network' };
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
export const POLICY_NAME: TextRule = { pattern: '^[a-zA-Z0-9_+=,.@-]{1,128}$', description: 'the name of a managed policy, without its path or ARN: 1 to 128 letters, digits and +=,.@_-' };
// https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
export const PERMISSION_SET: TextRule = { pattern: '^[a-zA-Z0-9_+=,.@-]{1,32}$', description: 'the name of a permission set as Identity Center shows it: 1 to 32 letters, digits and +=,.@_-' };
export const PURPOSES: readonly string[] = Object.values(AccountPurpose);

/** A problem of a topology, with its place in dots: `teams.0.name`. */
export interface TopologyProblem {
  readonly line?: number;
  readonly path: string;
  readonly value: unknown;
  readonly rule: string;
}

/** What is wrong with an account set from code. Unresolved tokens are not looked at. */
export function accountSetProblems({ team, region, accounts, stackPrefix, availabilityZones, landingZone = {} }: AccountSetProps): TopologyProblem[] {
  const ids = Object.entries(accounts);
  return [
    ...textProblems('team', team, TEAM), ...textProblems('region', region, REGION), ...textProblems('stackPrefix', stackPrefix, STACK_PREFIX),
    ...purposeProblems('accounts', accounts),
    ...ids.flatMap(([purpose, id]) => textProblems(`accounts.${purpose}`, id, ACCOUNT)),
    ...(ids.length === 0 ? [{ path: 'accounts', value: accounts, rule: 'a team has one account at least: give one by its purpose' }] : []),
    ...(availabilityZones && availabilityZones.length < 2 && !Token.isUnresolved(availabilityZones) ? [{ path: 'availabilityZones', value: availabilityZones, rule: 'networks span two zones at least: name another' }] : []),
    ...landingZoneProblems(landingZone),
  ];
}

function purposeProblems(path: string, byPurpose: { readonly [purpose: string]: string }): TopologyProblem[] {
  return Object.entries(byPurpose).filter(([purpose]) => !PURPOSES.includes(purpose)).map(([purpose, value]) => ({ path: `${path}.${purpose}`, value, rule: `no such purpose, there is ${PURPOSES.join(', ')}` }));
}

function landingZoneProblems({ bootstrapQualifier, networkPath, networkPaths = {}, permissionsBoundary, permissionSets = {} }: LandingZone): TopologyProblem[] {
  return [
    ...textProblems('landingZone.bootstrapQualifier', bootstrapQualifier, QUALIFIER), ...textProblems('landingZone.networkPath', networkPath, NETWORK_PATH),
    ...purposeProblems('landingZone.networkPaths', networkPaths), ...Object.entries(networkPaths).flatMap(([purpose, path]) => textProblems(`landingZone.networkPaths.${purpose}`, path, NETWORK_PATH)),
    ...textProblems('landingZone.permissionsBoundary', permissionsBoundary, POLICY_NAME),
    ...Object.entries(permissionSets).flatMap(([persona, name]) => textProblems(`landingZone.permissionSets.${persona}`, name, PERMISSION_SET)),
  ];
}

/** Purposes whose accounts several teams may share: what a team has there is named and granted by itself. */
const SHARED: readonly string[] = [AccountPurpose.DATA_LAKE, AccountPurpose.GOVERNANCE];

/** Policies of a team speak of all that lies in its other accounts: those belong to one team. Unresolved tokens are not looked at. */
export function sharedAccountProblems(teams: readonly { readonly team: string; readonly accounts: { readonly [purpose: string]: string } }[]): TopologyProblem[] {
  const own = (accounts: { readonly [purpose: string]: string }) => Object.entries(accounts).filter(([purpose]) => !SHARED.includes(purpose));
  return teams.flatMap(({ accounts }, index) => own(accounts).flatMap(([purpose, id]) => {
    const owner = Token.isUnresolved(id) ? undefined : teams.slice(0, index).find((other) => own(other.accounts).some(([, taken]) => taken === id));
    return owner ? [{ path: `teams.${index}.accounts.${purpose}`, value: id, rule: `the account is team ${owner.team}'s, whose policies speak of all in it: give each team accounts of its own` }] : [];
  }));
}

/**
 * What keeps teams from being told apart. Policies speak of a team's roles and buckets as `mlops-<team>-*`, so no name may begin another one up to a hyphen.
 */
export function teamProblems(teams: readonly string[]): TopologyProblem[] {
  return teams.flatMap((team, index) => {
    const path = `teams.${index}.name`;
    const wider = teams.find((other) => team.startsWith(`${other}-`));
    return [
      ...(teams.indexOf(team) < index ? [{ path, value: team, rule: 'another team has this name: choose a different one' }] : []),
      ...(wider ? [{ path, value: team, rule: `policies of team ${wider} would speak of this one's roles and buckets, which begin alike: rename one of them` }] : []),
    ];
  });
}

function textProblems(path: string, value: string | undefined, { pattern, description }: TextRule): TopologyProblem[] {
  return value === undefined || Token.isUnresolved(value) || new RegExp(pattern).test(value) ? [] : [{ path, value, rule: `it must be ${description}` }];
}
