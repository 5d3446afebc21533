import type { Finding } from '../../../report/report';
import { labelOf, type Scene } from '../scene';
import type { Vpc } from '../topology';
import { ATTACHMENTS } from '../transit';
import type { Path } from '../walk';

/** Teams cannot reach each other across a hub, nor can what a team keeps apart: tests and production. */
export function teams(scene: Scene): Finding[] {
  const { vpcs } = scene.topology;
  return vpcs.flatMap((one) => vpcs.filter((other) => other !== one).flatMap((other) => {
    const why = apart(scene, one, other);
    if (why === undefined) listUnlabelled(scene, one, other);
    return why === undefined ? [] : [...new Map(waysBetween(scene, one, other).map((path) => [path.hops.join(' → '), path])).values()].map((path) => found(one, other, why, path));
  }));
}

/** Why two VPCs must not reach each other. */
function apart({ items, settings }: Scene, one: Vpc, other: Vpc): string | undefined {
  const [team, otherTeam] = [one, other].map(({ item }) => labelOf(items, item, 'mlops:team'));
  if (team !== undefined && otherTeam !== undefined && team !== otherTeam) return `team ${team} from team ${otherTeam}`;
  const [purpose, otherPurpose] = [one, other].map(({ item }) => labelOf(items, item, 'mlops:purpose'));
  return settings.separate.some((pair) => pair.includes(purpose ?? '') && pair.includes(otherPurpose ?? '') && purpose !== otherPurpose) ? `${purpose} from ${otherPurpose}` : undefined;
}

/** Of a VPC that says no team it is not known whether it is to be kept apart from those that it reaches: that is listed. */
function listUnlabelled(scene: Scene, one: Vpc, other: Vpc): void {
  const unlabelled = [one, other].filter(({ item }) => labelOf(scene.items, item, 'mlops:team') === undefined);
  if (unlabelled.length === 0 || waysBetween(scene, one, other).length === 0) return;
  one.item.undecided(`whether it may reach VPC ${other.item.words}, which it does`, `${unlabelled.map(({ item }) => item.words).join(' and ')} ${unlabelled.length === 1 ? 'has' : 'have'} no tag mlops:team`);
}

/** From the attachments, whatever the VPC's own tables say, and from its subnets over peerings and the like. */
function waysBetween({ topology, walk, items }: Scene, one: Vpc, other: Vpc): Path[] {
  const attachments = items.of(...ATTACHMENTS).filter((item) => items.find(item.text('VpcId'), item) === one.item);
  return other.blocks.flatMap((to) => [
    ...attachments.flatMap((attachment) => walk.fromAttachment(attachment, one, to)),
    ...topology.workloadSubnets.filter(({ vpc }) => vpc === one).flatMap((subnet) => walk.from(subnet, to)).filter(({ through }) => through[0]?.kind !== 'transit gateway'),
  ]).filter(({ end, vpc }) => end === 'delivered' && vpc === other);
}

function found(one: Vpc, other: Vpc, why: string, { hops, through }: Path): Finding {
  const isInspected = through.some(({ kind }) => kind === 'firewall');
  return {
    rule: 'teams-reach', level: isInspected ? 'warning' : 'error', place: one.item.place, remedy: 'take the route or the propagation away, or write a blackhole route for the addresses',
    message: `VPC ${one.item.words} reaches VPC ${other.item.words}, which is to keep ${why} apart: ${hops.join(' → ')}${isInspected ? ' (through a firewall, whose rules were not read)' : ''}`,
  };
}
