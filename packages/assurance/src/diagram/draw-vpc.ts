import { drawStrip, stripHeight } from './chips';
import { type Drawing, measure, TEXT_STYLES } from './drawing';
import type { Gateway, RouteModel, SubnetModel, Tier, VpcModel } from './model';
import { wrapped } from './text-width';

const PAD = 14;
const LABEL = 118;
const ROW_PAD = 10;
const ROW_GAP = 8;
const CELL_GAP = 10;
const LINE = 15;
const PORT = 20;
const TRACK = 14;
const STEM = 12;
const GATEWAY_GAP = 14;
const CARD_GAP = 34;
const [CELL_LEAST, CELL_MOST] = [138, 230];
const [BOX_LEAST, BOX_MOST] = [104, 190];

/** Where the parts of a VPC stand: worked out before anything is drawn, so that lanes can be as wide as the widest. */
export interface VpcLayout {
  readonly vpc: VpcModel;
  /** Of the VPC itself, without what lies outside of it. */
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  readonly grid: number;
  readonly labels: number;
  readonly tracks: number;
  readonly rows: readonly { readonly top: number; readonly height: number }[];
  readonly gateways: readonly { readonly top: number; readonly height: number }[];
  readonly gatewayWidth: number;
  readonly cardWidth: number;
  /** From the VPC's left side to the right side of what lies behind its gateways. */
  readonly reach: number;
}

/** Where a gateway stands that leads to a transit gateway: the hub's card goes beside it. */
export interface Spoke {
  readonly gateway: Gateway;
  readonly x: number;
  readonly y: number;
}

/** @param more how much wider than it must be */
export function layoutVpc(vpc: VpcModel, more = 0): VpcLayout {
  const cell = clamp(Math.max(0, ...vpc.tiers.flatMap(({ cells }) => cells.flat()).map((subnet) => cellWidth(subnet))), CELL_LEAST, CELL_MOST);
  const columns = Math.max(1, vpc.zones.length);
  const routes = vpc.tiers.flatMap((tier) => tier.routes);
  const labels = routes.length === 0 ? 0 : Math.max(...routes.map((route) => measure(labelOf(route), 'route'))) + 14;
  const tracks = routes.length * TRACK + (routes.length === 0 ? 0 : TRACK);
  const beside = labels + tracks + (vpc.gateways.length > 0 ? STEM : 0);
  const heading = Math.max(measure(`VPC ${vpc.name}`, 'vpc'), measure(blocksText(vpc), 'block') + marksWidth(vpc) + 16);
  const grid = Math.max(columns * (cell + CELL_GAP) - CELL_GAP, Math.min(heading, 700) - LABEL - beside) + more;
  const [, head] = heads(vpc);
  const rows: { top: number; height: number }[] = [];
  let y = head;
  vpc.tiers.forEach((tier, index) => {
    const height = rowHeight(tier, grid, portsOf(vpc, index).length);
    rows.push({ top: y, height });
    y += height + ROW_GAP;
  });
  const strips = vpc.strips.reduce((sum, strip) => sum + stripHeight(strip, LABEL + grid), 0);
  const gateways: { top: number; height: number }[] = [];
  let gatewayTop = head;
  for (const gateway of vpc.gateways) {
    const height = Math.max(44, cardHeight(gateway));
    gateways.push({ top: gatewayTop, height });
    gatewayTop += height + GATEWAY_GAP;
  }
  const width = PAD + LABEL + grid + PAD + beside;
  const gatewayWidth = vpc.gateways.length === 0 ? 0 : clamp(Math.max(...vpc.gateways.map(({ kind, name }) => Math.max(measure(kind, 'strong'), measure(name, 'muted')))) + 20, BOX_LEAST, BOX_MOST);
  const cards = vpc.gateways.filter(({ hub, beyond }) => hub === undefined && beyond.length > 0);
  const cardWidth = cards.length === 0 ? 0 : clamp(Math.max(...cards.flatMap(({ beyond }) => beyond.map((line) => measure(line, 'plain')))) + 20, 76, 240);
  return {
    vpc, cell: (grid + CELL_GAP) / columns - CELL_GAP, grid, labels, tracks, rows, gateways, gatewayWidth, cardWidth, width,
    height: Math.max(y - ROW_GAP + strips + PAD, gatewayTop), reach: width + (gatewayWidth === 0 ? 0 : gatewayWidth - STEM) + (cardWidth === 0 ? 0 : CARD_GAP + cardWidth),
  };
}

/** @returns the gateways that lead to a transit gateway of the picture */
export function drawVpc(drawing: Drawing, layout: VpcLayout, x: number, y: number): Spoke[] {
  const { vpc, width, height, grid, cell } = layout;
  drawing.rect({ x, y, width, height }, vpc.isElsewhere ? 'vpc elsewhere' : 'vpc', { radius: 10, title: `${vpc.stack}: ${vpc.name}` });
  drawHead(drawing, layout, x, y);
  const left = x + PAD + LABEL;
  const [zoneLine, head] = heads(vpc);
  const bottom = layout.rows.at(-1);
  vpc.zones.forEach((zone, index) => {
    const column = left + index * (cell + CELL_GAP);
    drawing.text(column + cell / 2, y + zoneLine, zone, 'muted', cell, 'centre');
    drawing.path([[column, y + head - 2], [column, y + zoneLine + 5], [column + cell, y + zoneLine + 5], [column + cell, y + head - 2]], 'zone');
  });
  vpc.tiers.forEach((tier, index) => drawTier(drawing, tier, layout, { x, y: y + layout.rows[index].top, height: layout.rows[index].height }));
  let stripTop = y + (bottom ? bottom.top + bottom.height + 8 : head);
  for (const strip of vpc.strips) {
    drawStrip(drawing, strip, x + PAD, stripTop, LABEL + grid);
    stripTop += stripHeight(strip, LABEL + grid);
  }
  drawRoutes(drawing, layout, x, y);
  return drawGateways(drawing, layout, x + width - STEM, y);
}

function drawHead(drawing: Drawing, { vpc, width }: VpcLayout, x: number, y: number): void {
  const room = width - 2 * PAD;
  drawing.text(x + PAD, y + 24, `VPC ${vpc.name}`, 'vpc', room);
  drawing.text(x + PAD, y + 44, blocksText(vpc), vpc.isElsewhere ? 'open' : 'block', room - marksWidth(vpc) - 6);
  let right = x + width - PAD;
  for (const mark of [...vpc.marks].reverse()) {
    const own = measure(mark, 'muted') + 14;
    drawing.rect({ x: right - own, y: y + 31, width: own, height: 19 }, mark.startsWith('no ') ? 'mark warning' : 'mark', { radius: 9.5 });
    drawing.text(right - own / 2, y + 44, mark, 'muted', own, 'centre');
    right -= own + 6;
  }
}

function drawTier(drawing: Drawing, tier: Tier, { grid, cell }: VpcLayout, { x, y, height }: { x: number; y: number; height: number }): void {
  drawing.rect({ x: x + PAD - 4, y, width: LABEL + grid + 8, height }, 'tier', { radius: 8 });
  let line = y + ROW_PAD + 12;
  for (const part of wrapped(tier.name, LABEL - 14, TEXT_STYLES.tier)) {
    drawing.text(x + PAD + 4, line, part, 'tier');
    line += LINE + 1;
  }
  for (const fact of tier.facts) for (const part of wrapped(fact, LABEL - 14, TEXT_STYLES.muted)) {
    drawing.text(x + PAD + 4, line, part, 'muted');
    line += LINE - 1;
  }
  const left = x + PAD + LABEL;
  tier.cells.forEach((subnets, index) => {
    let top = y + ROW_PAD;
    for (const subnet of subnets) {
      drawSubnet(drawing, subnet, { x: left + index * (cell + CELL_GAP), y: top, width: cell });
      top += subnetHeight(subnet) + 6;
    }
  });
  let top = y + ROW_PAD + cellsHeight(tier) + 6;
  for (const strip of tier.strips) {
    drawStrip(drawing, strip, left, top, grid);
    top += stripHeight(strip, grid);
  }
}

function drawSubnet(drawing: Drawing, subnet: SubnetModel, { x, y, width }: { x: number; y: number; width: number }): void {
  drawing.rect({ x, y, width, height: subnetHeight(subnet) }, 'subnet', { radius: 5, title: subnet.id, subject: subnet.id });
  drawing.text(x + 9, y + 18, subnet.block, subnet.isBlockKnown ? 'block' : 'open', width - 18);
  drawing.text(x + 9, y + 33, subnet.name, 'muted', width - 18);
  subnet.holds.forEach((what, index) => drawing.text(x + 9, y + 51 + index * (LINE + 1), what, 'strong', width - 18));
}

interface Port {
  readonly tier: number;
  readonly route: RouteModel;
  readonly isOut: boolean;
}

/** The ends of routes at a tier's right side, from top to bottom: those that leave, then those that arrive. */
function portsOf(vpc: VpcModel, tier: number): Port[] {
  const out = vpc.tiers[tier].routes.map((route) => ({ tier, route, isOut: true }));
  const arriving = vpc.tiers.flatMap((other) => other.routes.filter(({ to }) => 'tier' in to && to.tier === tier)).map((route) => ({ tier, route, isOut: false }));
  return [...out, ...arriving];
}

function drawRoutes(drawing: Drawing, layout: VpcLayout, x: number, y: number): void {
  const { vpc, rows, gateways, labels, grid } = layout;
  const start = x + PAD + LABEL + grid + 4;
  const portY = (tier: number, route: RouteModel, isOut: boolean) => {
    const ports = portsOf(vpc, tier);
    const index = ports.findIndex((port) => port.route === route && port.isOut === isOut);
    return y + rows[tier].top + rows[tier].height / 2 + (index - (ports.length - 1) / 2) * PORT;
  };
  const arriving = vpc.gateways.map((_, index) => vpc.tiers.flatMap((tier) => tier.routes).filter(({ to }) => 'gateway' in to && to.gateway === index));
  let track = start + labels + TRACK / 2;
  vpc.tiers.forEach((tier, index) => {
    for (const route of tier.routes) {
      const from = portY(index, route, true);
      drawing.text(start + 8, from - 4, labelOf(route), 'route');
      const { to } = route;
      const title = `${tier.name}: ${route.destinations.join(', ')} → ${'tier' in to ? vpc.tiers[to.tier].name : `${vpc.gateways[to.gateway].kind} ${vpc.gateways[to.gateway].name}`}${route.remark ? ` (${route.remark})` : ''}`;
      if ('tier' in to) {
        const end = portY(to.tier, route, false);
        drawing.path([[start, from], [track, from], [track, end], [start + 2, end]], 'route', title);
      } else {
        const { top, height } = gateways[to.gateway];
        const among = arriving[to.gateway];
        const end = y + top + height / 2 + (among.indexOf(route) - (among.length - 1) / 2) * Math.min(10, (height - 12) / among.length);
        drawing.path([[start, from], [track, from], [track, end], [x + layout.width - STEM - 2, end]], 'route', title);
      }
      track += TRACK;
    }
  });
}

function drawGateways(drawing: Drawing, { vpc, gateways, gatewayWidth, cardWidth }: VpcLayout, x: number, y: number): Spoke[] {
  return vpc.gateways.flatMap((gateway, index): Spoke[] => {
    const { top, height } = gateways[index];
    const middle = y + top + height / 2;
    drawing.rect({ x, y: middle - 21, width: gatewayWidth, height: 42 }, 'gateway', { title: `${gateway.kind} ${gateway.name}` });
    drawing.text(x + gatewayWidth / 2, middle + (gateway.name === '' ? 4 : -3), gateway.kind, 'strong', gatewayWidth - 12, 'centre');
    if (gateway.name !== '') drawing.text(x + gatewayWidth / 2, middle + 13, gateway.name, 'muted', gatewayWidth - 12, 'centre');
    if (gateway.hub !== undefined) return [{ gateway, x: x + gatewayWidth, y: middle }];
    if (gateway.beyond.length === 0) return [];
    drawing.path([[x + gatewayWidth, middle], [x + gatewayWidth + CARD_GAP - 2, middle]], 'beyond');
    const card = { x: x + gatewayWidth + CARD_GAP, y: middle - cardHeight(gateway) / 2, width: cardWidth, height: cardHeight(gateway) };
    drawing.rect(card, gateway.beyond[0] === 'Internet' ? 'card internet' : 'card');
    gateway.beyond.forEach((line, number) => drawing.text(card.x + card.width / 2, card.y + 20 + number * LINE, line, 'plain', cardWidth - 12, 'centre'));
    return [];
  });
}

export const cardHeight = ({ beyond }: Gateway): number => beyond.length * LINE + 16;

const blocksText = ({ blocks, isElsewhere, stack }: VpcModel): string => (isElsewhere ? `named by ${stack}, in none of these templates` : blocks.join('  '));
const marksWidth = ({ marks }: VpcModel): number => marks.reduce((sum, mark) => sum + measure(mark, 'muted') + 20, 0);
/** The line of the zones' names, and where the first tier begins. */
const heads = ({ zones }: VpcModel): [number, number] => (zones.length === 0 ? [58, 64] : [72, 86]);
const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
const cellWidth = ({ block, name, holds, isBlockKnown }: SubnetModel): number => Math.max(measure(block, isBlockKnown ? 'block' : 'open'), measure(name, 'muted'), ...holds.map((what) => measure(what, 'strong'))) + 20;
const subnetHeight = ({ holds }: SubnetModel): number => 42 + (holds.length === 0 ? 0 : 3 + holds.length * (LINE + 1));
const cellsHeight = ({ cells }: Tier): number => Math.max(0, ...cells.map((subnets) => subnets.reduce((sum, subnet) => sum + subnetHeight(subnet) + 6, -6)));

function rowHeight(tier: Tier, grid: number, ports: number): number {
  const label = wrapped(tier.name, LABEL - 14, TEXT_STYLES.tier).length * (LINE + 1) + tier.facts.reduce((sum, fact) => sum + wrapped(fact, LABEL - 14, TEXT_STYLES.muted).length * (LINE - 1), 0);
  const strips = tier.strips.reduce((sum, strip) => sum + stripHeight(strip, grid), tier.strips.length > 0 ? 6 : 0);
  return Math.max(label + 2 * ROW_PAD, cellsHeight(tier) + strips + 2 * ROW_PAD, ports * PORT + 8);
}

/** What stands at a route: where it leads to, as far as there is room; all of it stands in its title. */
function labelOf({ destinations, remark }: RouteModel): string {
  const [first, ...others] = destinations;
  return `${first}${others.length > 0 ? ` + ${others.length}` : ''}${remark ? ` ${remark}` : ''}`;
}
