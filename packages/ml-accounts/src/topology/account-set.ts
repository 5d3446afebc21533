import type { Environment } from 'aws-cdk-lib';
import { accountSetProblems } from '../private/topology-rules';
import { AccountPurpose } from './account-purpose';
import type { LandingZone } from './landing-zone';
import { TopologyError } from './topology-error';

/** Props of an account set. */
export interface AccountSetProps {
  /** The team's name: lower case, 2 to 20 characters, part of names and tags. No team's name begins another one's up to a hyphen. */
  readonly team: string;
  /** The region of all its accounts. */
  readonly region: string;
  /** 12-digit account ids by purpose (the values of AccountPurpose). Purposes may share an account. */
  readonly accounts: { [purpose: string]: string };
  /**
   * What the team's stacks start with.
   * @default 'Mlops'
   */
  readonly stackPrefix?: string;
  /**
   * Zones of the team's networks.
   * @default - the first two zones of the region, a and b
   */
  readonly availabilityZones?: string[];
  /**
   * Who pays: the value of the tag `cost-centre`.
   * @default - the team's name
   */
  readonly costCentre?: string;
  /**
   * What the accounts have from a landing zone, and is adopted.
   * @default - nothing
   */
  readonly landingZone?: LandingZone;
}

/**
 * The accounts of one team, by purpose.
 * @example
 * const accounts = new AccountSet({ team: 'credit', region: 'eu-west-1', accounts: { dev: '444444444444', prod: '666666666666' } });
 */
export class AccountSet {
  /** The team's name. */
  readonly team: string;
  /** The region of all its accounts. */
  readonly region: string;
  /** Zones of the team's networks. */
  readonly availabilityZones: string[];
  /** Who pays. */
  readonly costCentre: string;
  /** 12-digit account ids by purpose. */
  readonly accounts: { [purpose: string]: string };
  /** What the accounts have from a landing zone. */
  readonly landingZone: LandingZone;
  /**
   * File and line in which the accounts stand, where they come from a file.
   * @internal
   */
  _place?: string;
  private readonly stackPrefix: string;

  constructor(props: AccountSetProps) {
    TopologyError.throwIfAny(`accounts of team ${props.team}`, accountSetProblems(props));
    this.team = props.team;
    this.region = props.region;
    this.accounts = props.accounts;
    this.stackPrefix = props.stackPrefix ?? 'Mlops';
    this.availabilityZones = props.availabilityZones ?? [`${props.region}a`, `${props.region}b`];
    this.costCentre = props.costCentre ?? props.team;
    this.landingZone = props.landingZone ?? {};
  }

  /** Whether the team has an account of a purpose. */
  has(purpose: AccountPurpose): boolean {
    return this.accounts[purpose] !== undefined;
  }

  /**
   * The 12-digit id of the account of a purpose.
   * Throws when the team has none.
   */
  account(purpose: AccountPurpose): string {
    const account = this.accounts[purpose];
    if (account === undefined) throw missing(this, purpose, Object.keys(this.accounts));
    return account;
  }

  /** Account and region of a purpose, as stacks take them. */
  environment(purpose: AccountPurpose): Environment {
    return { account: this.account(purpose), region: this.region };
  }

  /** The name of a purpose's stack: `Mlops-credit-dev`. */
  stackName(purpose: AccountPurpose): string {
    return `${this.stackPrefix}-${this.team}-${purpose}`;
  }

  /** What the names of the parameters begin with that tell of a purpose's network: `/landing-zone/network`; undefined where the landing zone has none. */
  networkPath(purpose: AccountPurpose): string | undefined {
    return this.landingZone.networkPaths?.[purpose] ?? this.landingZone.networkPath;
  }

  /** The ids of all its accounts, each once. */
  get accountIds(): string[] {
    return [...new Set(Object.values(this.accounts))];
  }
}

function missing({ team, _place }: AccountSet, purpose: string, known: string[]): Error {
  return new RangeError(`${_place ? `${_place}: ` : ''}accounts of team ${team}: ${purpose} is missing, there is ${known.join(', ')}. Add its 12-digit id to the topology.`);
}
