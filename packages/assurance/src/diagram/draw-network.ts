import type { Assembly } from '../assembly/assembly';
import type { Destination } from '../assembly/graph/deployment';
import { describe } from './describe';
import { cardHeight, drawVpc, layoutVpc, type Spoke } from './draw-vpc';
import { Drawing, measure, type Shape, TEXT_STYLES } from './drawing';
import type { Lane, NetworkModel } from './model';
import { readModel } from './read-model';
import { svgOf } from './svg';
import { wrapped } from './text-width';

const MARGIN = 20;
const LANE_PAD = 16;
const LANE_HEAD = 34;
const GAP = 18;
const HUB_GAP = 46;
const HUB_HEAD = 64;

export interface NetworkPicture {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/**
 * The networks of an assembly as a picture: accounts as lanes, zones as columns, tiers as rows.
 * @returns SVG, the same for the same templates
 */
export function drawNetwork(assembly: Assembly, destination?: Destination): string {
  const model = readModel(assembly, destination);
  return svgOf(pictureOf(model), describe(model));
}

export function pictureOf(model: NetworkModel): NetworkPicture {
  const drawing = new Drawing();
  // VPCs stand below each other with their right sides in one line
  const reach = Math.max(320, ...model.lanes.flatMap(({ vpcs }) => vpcs.map((vpc) => layoutVpc(vpc).reach)));
  const lanes = model.lanes.map((lane) => ({ lane, layouts: lane.vpcs.map((vpc) => layoutVpc(vpc, reach - layoutVpc(vpc).reach)) }));
  const laneWidth = reach + 2 * LANE_PAD;
  const hubs = [...new Set(model.lanes.flatMap(({ vpcs }) => vpcs.flatMap(({ gateways }) => gateways.flatMap(({ hub }) => hub ?? []))))].sort((a, b) => a - b);
  const top = MARGIN + (hubs.length > 0 ? HUB_HEAD : 0);
  const background = new Drawing();
  const spokes: Spoke[] = [];
  let y = top;
  for (const { lane, layouts } of lanes) {
    const height = LANE_HEAD + layouts.reduce((sum, layout) => sum + layout.height + GAP, 0);
    background.rect({ x: MARGIN, y, width: laneWidth, height }, 'lane', { radius: 12 });
    background.text(MARGIN + LANE_PAD, y + 22, laneTitle(lane), 'lane', laneWidth - 2 * LANE_PAD);
    let vpcTop = y + LANE_HEAD;
    for (const layout of layouts) {
      spokes.push(...drawVpc(drawing, layout, MARGIN + LANE_PAD, vpcTop));
      vpcTop += layout.height + GAP;
    }
    y += height + GAP;
  }
  if (lanes.length === 0) {
    drawing.text(MARGIN, y + 16, 'No network is made or named by these templates.', 'plain');
    y += 40;
  }
  const bottom = y - GAP;
  const right = drawHubs(drawing, background, { model, hubs, spokes, x: MARGIN + laneWidth + HUB_GAP, top: MARGIN, bottom });
  const width = Math.max(MARGIN + laneWidth, right) + MARGIN;
  const end = drawFoot(drawing, model, bottom + 24, width - 2 * MARGIN);
  return { width: Math.ceil(width), height: Math.ceil(end + MARGIN), shapes: [...background.shapes, ...drawing.shapes] };
}

/** A bar for each transit gateway, and in it a card beside each network that is attached. */
function drawHubs(drawing: Drawing, background: Drawing, { model, hubs, spokes, x, top, bottom }: { model: NetworkModel; hubs: readonly number[]; spokes: readonly Spoke[]; x: number; top: number; bottom: number }): number {
  let left = x;
  for (const hub of hubs) {
    const own = spokes.filter(({ gateway }) => gateway.hub === hub);
    const { name, account } = model.transitGateways[hub];
    const lines = own.flatMap(({ gateway }) => gateway.beyond.map((line) => measure(line, 'plain')));
    const width = Math.min(Math.max(measure(`Transit gateway ${name}`, 'strong'), ...lines) + 52, 420);
    background.rect({ x: left, y: top, width, height: bottom - top }, 'hub', { radius: 12, title: `Transit gateway ${name}` });
    drawing.text(left + width / 2, top + 24, `Transit gateway ${name}`, 'strong', width - 20, 'centre');
    drawing.text(left + width / 2, top + 41, laneName(account), 'muted', width - 20, 'centre');
    for (const { gateway, x: from, y } of own) {
      const card = { x: left + 16, y: y - cardHeight(gateway) / 2, width: width - 32, height: cardHeight(gateway) };
      background.path([[from, y], [card.x - 2, y]], 'spoke');
      drawing.rect(card, 'card');
      gateway.beyond.forEach((line, index) => drawing.text(card.x + 10, card.y + 20 + index * 15, line, index === 0 ? 'strong' : 'plain', card.width - 20));
    }
    left += width + GAP;
  }
  return left - GAP;
}

function drawFoot(drawing: Drawing, { open, lanes }: NetworkModel, y: number, width: number): number {
  let line = y;
  const write = (text: string, style: 'muted' | 'strong') => {
    for (const part of wrapped(text, width, TEXT_STYLES[style])) {
      drawing.text(MARGIN, line, part, style);
      line += 16;
    }
  };
  const endpoints = lanes.flatMap(({ vpcs }) => vpcs.flatMap(({ tiers, strips }) => [...strips, ...tiers.flatMap((tier) => tier.strips)].flatMap(({ chips }) => chips)));
  if (endpoints.some(({ hasPolicy }) => hasPolicy)) {
    drawing.dot(MARGIN + 4, line - 4);
    drawing.text(MARGIN + 14, line, 'an endpoint with a policy', 'muted');
    line += 16;
  }
  if (open.length > 0) {
    line += 6;
    write('What the templates do not decide', 'strong');
    for (const sentence of open) write(sentence, 'muted');
  }
  return line - 16;
}

const laneTitle = ({ account, region }: Lane): string => `${laneName(account)} · ${region.startsWith('unknown-') ? 'any region' : region}`;
const laneName = (account: string): string => (account.startsWith('unknown-') ? 'Any account' : `Account ${account}`);
