import { NetworkAddresses } from './network-addresses';
import { addressPlanProblems } from '../private/addresses/address-plan-problems';
import { Allotment, VACANT } from '../private/addresses/allotment';
import { ValidationError } from '../private/validation-error';

/** Props of an address plan. */
export interface AddressPlanProps {
  /** The blocks from which networks get theirs, in CIDR notation, used up in this order. Append where there is no room left; keep what is there. */
  readonly supernets: string[];
  /** Who has networks, in the order in which they came. Append; a team that goes leaves `AddressPlan.VACANT` in its place, which may be given to another one. */
  readonly teams: string[];
  /** What a team's networks are for, in the order in which they came: `dev`, `prod`. Append. */
  readonly purposes: string[];
  /**
   * The prefix of a network's block, 16 to 24.
   * @default 20, which is 4,096 addresses
   */
  readonly networkPrefix?: number;
  /**
   * For how many purposes each team has room: a power of two. It cannot grow without moving every network.
   * @default 16
   */
  readonly purposesPerTeam?: number;
  /**
   * Blocks from which each network gets another one for its workloads, such as `100.64.0.0/10`.
   * @default - workloads lie in the network's block
   */
  readonly workloadSupernets?: string[];
  /**
   * The prefix of the block of a network's workloads, 16 to 26.
   * @default 18, which is 16,384 addresses
   */
  readonly workloadPrefix?: number;
  /**
   * Blocks that others use, which no network may overlap: those of the data centre.
   * @default - none
   */
  readonly reserved?: string[];
}

/** What one network has. */
export interface AddressAllocation {
  /** Whose it is. */
  readonly team: string;
  /** What it is for. */
  readonly purpose: string;
  /** The network's block in CIDR notation. */
  readonly cidr: string;
  /** The block of its workloads, where they have one of their own. */
  readonly workloadCidr?: string;
}

/**
 * Blocks for the networks of every team and purpose, which never overlap. A team or a purpose that is appended moves nobody: a place in the lists is a place in the
 * supernets. Nothing is looked up or remembered elsewhere, so the plan is the code that makes it.
 *
 * Throws when there is no room, when blocks overlap, naming both, and when a name or block is none.
 * @example
 * const plan = new AddressPlan({ supernets: ['10.64.0.0/12'], teams: ['credit-risk', 'fraud'], purposes: ['dev', 'pre-prod', 'prod'] });
 * new SecureNetwork(this, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'], addresses: plan.addressesOf('fraud', 'dev') });
 */
export class AddressPlan {
  /** The place of a team that went. */
  static readonly VACANT: string = VACANT;

  /** The blocks of all networks, team by team. */
  readonly allocations: AddressAllocation[];
  /** For how many teams the supernets have room, those that are there and vacant places included. */
  readonly teamCapacity: number;
  /** For how many more teams there is room: at the end and in vacant places. */
  readonly teamsLeft: number;
  /** For how many more purposes each team has room. */
  readonly purposesLeft: number;

  constructor(props: AddressPlanProps) {
    ValidationError.throwIfAny('AddressPlan', addressPlanProblems(props));
    const allotment = new Allotment(props);
    this.allocations = props.teams.flatMap((team, place) => (team === VACANT ? [] : props.purposes.map((purpose, index) => ({ team, purpose, ...allotment.of(place, index) }))));
    this.teamCapacity = allotment.teams;
    this.teamsLeft = allotment.teams - props.teams.filter((team) => team !== VACANT).length;
    this.purposesLeft = allotment.purposes - props.purposes.length;
  }

  /**
   * The addresses of a network.
   * Throws when the plan has no such team or purpose.
   * @param team one of the plan's teams
   * @param purpose one of the plan's purposes
   */
  addressesOf(team: string, purpose: string): NetworkAddresses {
    const found = this.allocations.find((one) => one.team === team && one.purpose === purpose);
    if (!found) throw new ValidationError('AddressPlan', [this.unknown(team, purpose)]);
    return found.workloadCidr ? NetworkAddresses.withWorkloads(found.cidr, found.workloadCidr) : NetworkAddresses.block(found.cidr);
  }

  private unknown(team: string, purpose: string) {
    const known = (values: string[]) => [...new Set(values)].join(', ');
    return {
      prop: 'addressesOf', value: `${team}, ${purpose}`, rule: `teams are ${known(this.allocations.map((one) => one.team))}; purposes ${known(this.allocations.map((one) => one.purpose))}`,
      remedy: 'Name one of these, or append it to the plan',
    };
  }
}
