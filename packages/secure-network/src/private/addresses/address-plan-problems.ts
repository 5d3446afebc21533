import { Token } from 'aws-cdk-lib';
import type { AddressPlanProps } from '../../address-plan/address-plan';
import { blockProblem } from './block-problems';
import { Allotment, DEFAULTS, teamPrefixOf, VACANT } from './allotment';
import { overlap, parseBlock, privateSpace } from './ipv4-block';
import type { Problem } from '../validation-error';

/** What is wrong with an address plan. */
export function addressPlanProblems(props: AddressPlanProps): Problem[] {
  const problems = [...sizeProblems(props), ...nameProblems('teams', props.teams.filter((team) => team !== VACANT)), ...nameProblems('purposes', props.purposes)];
  if (problems.length === 0) problems.push(...blockProblems(props));
  return problems.length > 0 ? problems : [...overlapProblems(props), ...roomProblems(props)];
}

function sizeProblems({ networkPrefix = DEFAULTS.networkPrefix, workloadPrefix = DEFAULTS.workloadPrefix, purposesPerTeam = DEFAULTS.purposesPerTeam }: AddressPlanProps): Problem[] {
  return [
    ...prefixProblems('networkPrefix', networkPrefix, 24),
    ...prefixProblems('workloadPrefix', workloadPrefix, 26),
    ...(Number.isInteger(Math.log2(purposesPerTeam)) && purposesPerTeam >= 1 && purposesPerTeam <= 256
      ? [] : [{ prop: 'purposesPerTeam', value: purposesPerTeam, rule: 'a team\'s block has room for a power of two of networks, 256 at most', remedy: 'Take the next power of two, such as 8, 16 or 32' }]),
  ];
}

/** A VPC's block is from /16 to /28 (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html); smaller than `smallest` no tier has room. */
function prefixProblems(prop: string, value: number, smallest: number): Problem[] {
  if (Number.isInteger(value) && value >= 16 && value <= smallest) return [];
  return [{ prop, value, rule: `it is a whole number from 16 to ${smallest}`, remedy: 'Take 20 for 4,096 addresses' }];
}

function nameProblems(prop: 'teams' | 'purposes', names: readonly string[]): Problem[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...(names.length === 0 ? [{ prop, value: names, rule: 'there is one at least', remedy: 'Name one' }] : []),
    ...(twice.length > 0 ? [{ prop, value: [...new Set(twice)], rule: 'each has one place', remedy: 'Name each once' }] : []),
    ...names.filter((name) => Token.isUnresolved(name) || name.trim() === '').map((name) => ({
      prop, value: Token.isUnresolved(name) ? 'a token' : name, rule: 'a name stands for a place, which is known at synthesis', remedy: prop === 'teams' ? 'Name the team, or AddressPlan.VACANT' : 'Name the purpose',
    })),
  ];
}

function blockProblems({ supernets, workloadSupernets = [], reserved = [], networkPrefix = DEFAULTS.networkPrefix, workloadPrefix = DEFAULTS.workloadPrefix, purposesPerTeam = DEFAULTS.purposesPerTeam }: AddressPlanProps): Problem[] {
  const each = (prop: string, cidrs: readonly string[], smallest: number, use: string) => cidrs.map((cidr, index) => blockProblem(`${prop}[${index}]`, cidr, { largest: 4, smallest, use }));
  return [
    ...(supernets.length === 0 ? [{ prop: 'supernets', value: supernets, rule: 'blocks are cut from one at least', remedy: 'Give one such as 10.64.0.0/12' }] : []),
    ...each('supernets', supernets, teamPrefixOf(networkPrefix, purposesPerTeam), `a block for ${purposesPerTeam} networks of /${networkPrefix}`),
    ...each('workloadSupernets', workloadSupernets, teamPrefixOf(workloadPrefix, purposesPerTeam), `a block for the workloads of ${purposesPerTeam} networks of /${workloadPrefix}`),
    ...supernets.map((cidr, index) => privateProblem(`supernets[${index}]`, cidr)),
    ...workloadSupernets.map((cidr, index) => privateProblem(`workloadSupernets[${index}]`, cidr)),
    ...each('reserved', reserved, 32, 'what nobody gets'),
  ].filter((problem) => problem !== undefined);
}

function privateProblem(prop: string, cidr: string): Problem | undefined {
  const block = parseBlock(cidr);
  return !block || privateSpace(block) ? undefined : { prop, value: cidr, rule: 'networks have private addresses, or those of 100.64.0.0/10', remedy: 'Give one such as 10.64.0.0/12' };
}

function overlapProblems({ supernets, workloadSupernets = [], reserved = [] }: AddressPlanProps): Problem[] {
  const named = (prop: string, cidrs: readonly string[]) => cidrs.flatMap((cidr, index) => {
    const block = parseBlock(cidr);
    return block ? [{ prop: `${prop}[${index}]`, cidr, block }] : [];
  });
  const given = [...named('supernets', supernets), ...named('workloadSupernets', workloadSupernets)];
  const taken = named('reserved', reserved);
  return given.flatMap((one, index) => [...given.slice(0, index), ...taken].filter(({ block }) => overlap(one.block, block)).map((other) => ({
    prop: one.prop, value: one.cidr, rule: `it overlaps ${other.prop}, ${other.cidr}`, remedy: 'Give blocks that share no address',
  })));
}

function roomProblems(props: AddressPlanProps): Problem[] {
  const { teams, purposes, supernets, workloadSupernets } = props;
  const allotment = new Allotment(props);
  return [
    ...(teams.length > allotment.teams
      ? [{ prop: 'teams', value: teams.length, rule: `${[...supernets, ...(workloadSupernets ?? [])].join(' and ')} have room for ${allotment.teams} teams`, remedy: 'Append a supernet, or give a vacant place to a new team' }] : []),
    ...(purposes.length > allotment.purposes ? [{ prop: 'purposes', value: purposes.length, rule: `each team has room for ${allotment.purposes}`, remedy: 'Start with a larger purposesPerTeam: a larger one moves every network' }] : []),
  ];
}
