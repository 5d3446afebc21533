import type { NetworkModel, RouteModel, Tier, VpcModel } from './model';

export interface Description {
  readonly title: string;
  /** What the picture says, for those who hear it. */
  readonly text: string;
}

export function describe({ lanes, transitGateways, open }: NetworkModel): Description {
  const vpcs = lanes.reduce((sum, lane) => sum + lane.vpcs.length, 0);
  const accounts = new Set(lanes.map(({ account }) => account)).size;
  return {
    title: `Network diagram: ${counted(vpcs, 'VPC')} in ${counted(accounts, 'account')}${transitGateways.length > 0 ? `, ${counted(transitGateways.length, 'transit gateway')}` : ''}`,
    text: [
      ...lanes.flatMap(({ account, region, vpcs: own }) => own.map((vpc) => `Account ${account}, ${region}: ${vpcText(vpc)}`)),
      ...open.map((sentence) => `Not decided by the templates: ${sentence}.`),
    ].join(' '),
  };
}

function vpcText(vpc: VpcModel): string {
  const made = vpc.isElsewhere ? ' is named and not made by these templates' : `, ${vpc.blocks.join(', ')}`;
  const strips = vpc.strips.map(({ title, chips }) => ` ${title}: ${chips.map(({ text }) => text).join(', ')}.`).join('');
  const doors = vpc.gateways.map(({ kind, name, beyond }) => ` ${kind} ${name}${beyond.length > 0 ? `: ${beyond.join(', ')}` : ''}.`).join('');
  return `VPC ${vpc.name}${made}${vpc.marks.length > 0 ? ` (${vpc.marks.join(', ')})` : ''}.${vpc.tiers.map((tier) => ` ${tierText(tier, vpc)}`).join('')}${strips}${doors}`;
}

function tierText(tier: Tier, vpc: VpcModel): string {
  const subnets = tier.cells.flatMap((cell, zone) => cell.map(({ name, block, holds }) => `${name} ${block} in ${vpc.zones[zone]}${holds.length > 0 ? ` with ${holds.join(', ')}` : ''}`));
  const strips = tier.strips.map(({ title, chips }) => ` ${title}: ${chips.map(({ text }) => text).join(', ')}.`).join('');
  return `Tier ${tier.name}${tier.facts.length > 0 ? ` (${tier.facts.join(', ')})` : ''}: ${subnets.join('; ')}.${tier.routes.map((route) => ` ${routeText(route, vpc)}`).join('')}${strips}`;
}

function routeText({ destinations, to, remark }: RouteModel, { tiers, gateways }: VpcModel): string {
  const target = 'tier' in to ? `what stands in tier ${tiers[to.tier].name}` : `${gateways[to.gateway].kind} ${gateways[to.gateway].name}`;
  return `Routes to ${destinations.join(', ')} lead to ${target}${remark ? ` (${remark})` : ''}.`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
