import type { AddressPlanProps } from '../../address-plan/address-plan';
import { cidrOf, type Ipv4Block, parseBlock, partOf } from './ipv4-block';

/** The place of a team that went. */
export const VACANT = '-';
export const DEFAULTS = { networkPrefix: 20, purposesPerTeam: 16, workloadPrefix: 18 } as const;

/** Cuts supernets into a block for each team, and that into one for each purpose. */
export class Allotment {
  /** For how many teams there is room. */
  readonly teams: number;
  /** For how many purposes of each. */
  readonly purposes: number;
  private readonly networks: Cut;
  private readonly workloads?: Cut;

  /** @param props as `addressPlanProblems` wants them */
  constructor({ supernets, networkPrefix = DEFAULTS.networkPrefix, purposesPerTeam = DEFAULTS.purposesPerTeam, workloadSupernets, workloadPrefix = DEFAULTS.workloadPrefix }: AddressPlanProps) {
    this.purposes = purposesPerTeam;
    this.networks = new Cut(supernets, networkPrefix, purposesPerTeam);
    this.workloads = workloadSupernets && new Cut(workloadSupernets, workloadPrefix, purposesPerTeam);
    this.teams = Math.min(this.networks.teams, this.workloads?.teams ?? Infinity);
  }

  /** @param team its place, counted from 0 @param purpose its place */
  of(team: number, purpose: number): { readonly cidr: string; readonly workloadCidr?: string } {
    return { cidr: this.networks.at(team, purpose), workloadCidr: this.workloads?.at(team, purpose) };
  }
}

class Cut {
  /** For how many teams there is room. */
  readonly teams: number;
  private readonly blocks: readonly Ipv4Block[];
  /** For how many teams the blocks before each have room. */
  private readonly before: readonly number[];
  private readonly teamPrefix: number;

  constructor(supernets: readonly string[], private readonly prefix: number, purposesPerTeam: number) {
    this.teamPrefix = teamPrefixOf(prefix, purposesPerTeam);
    this.blocks = supernets.flatMap((cidr) => parseBlock(cidr) ?? []);
    const rooms = this.blocks.map((block) => Math.floor(2 ** (this.teamPrefix - block.prefix)));
    this.before = rooms.map((_, index) => sumOf(rooms.slice(0, index)));
    this.teams = sumOf(rooms);
  }

  at(team: number, purpose: number): string {
    const index = this.before.filter((count) => count <= team).length - 1;
    return cidrOf(partOf(partOf(this.blocks[index], this.teamPrefix, team - this.before[index]), this.prefix, purpose));
  }
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** The prefix of the block that holds all networks of a team. */
export const teamPrefixOf = (networkPrefix: number, purposesPerTeam: number): number => networkPrefix - Math.log2(purposesPerTeam);
