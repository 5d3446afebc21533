import type { Description } from './describe';
import { type Shape, TEXT_STYLES, type TextShape } from './drawing';
import type { NetworkPicture } from './draw-network';

/** Light and dark by what the reader prefers; nothing is loaded from elsewhere. */
const STYLE = `
svg { --page: #ffffff; --ink: #17202b; --soft: #57636f; --lane: #f4f6f8; --lane-line: #d5dce3; --vpc: #ffffff; --vpc-line: #6b4fb3; --tier: #f3f0fa; --zone: #b9c2cc; --subnet: #ffffff; --subnet-line: #b7a8de; --chip: #e3f2ee; --chip-line: #7fbfae; --chip-ink: #0d4a3b; --dot: #0f7a5f; --gate: #fff3e2; --gate-line: #d08a2c; --way: #b4560b; --out: #b3261e; --out-page: #fdecea; --hub: #eaf1fb; --hub-line: #5b8fd6; --warning: #fdecea }
@media (prefers-color-scheme: dark) { svg { --page: #0f141a; --ink: #e7edf3; --soft: #a3b0bd; --lane: #161d25; --lane-line: #2f3a46; --vpc: #121920; --vpc-line: #a48be0; --tier: #1d1a2b; --zone: #46525f; --subnet: #171f28; --subnet-line: #5b4a8f; --chip: #12312a; --chip-line: #2f7a66; --chip-ink: #b5ebdb; --dot: #53d3ae; --gate: #33260f; --gate-line: #d19a4a; --way: #f0a35a; --out: #ff8a80; --out-page: #3a1a18; --hub: #13223a; --hub-line: #5b8fd6; --warning: #3a1a18 } }
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; fill: var(--ink) }
.t-block, .t-chip, .t-route { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
.t-muted { fill: var(--soft) } .t-open { fill: var(--soft); font-style: italic } .t-chip { fill: var(--chip-ink) } .t-route { fill: var(--way) }
.page { fill: var(--page) } .lane { fill: var(--lane); stroke: var(--lane-line) } .vpc { fill: var(--vpc); stroke: var(--vpc-line); stroke-width: 1.6 } .elsewhere { stroke-dasharray: 7 5 }
.tier { fill: var(--tier) } .zone { fill: none; stroke: var(--zone); stroke-width: 1.5 } .subnet { fill: var(--subnet); stroke: var(--subnet-line) }
.chip { fill: var(--chip); stroke: var(--chip-line) } .mark { fill: none; stroke: var(--zone) } .warning { fill: var(--warning); stroke: var(--out) } .dot { fill: var(--dot) }
.gateway { fill: var(--gate); stroke: var(--gate-line); stroke-width: 1.4 } .card { fill: var(--page); stroke: var(--hub-line) } .internet { fill: var(--out-page); stroke: var(--out) }
.hub { fill: var(--hub); stroke: var(--hub-line) } .route, .beyond, .spoke { fill: none; stroke: var(--way); stroke-width: 1.5 } .spoke { stroke: var(--hub-line); stroke-width: 2 } .beyond { stroke: var(--out) }
.head { fill: var(--way) } .head-out { fill: var(--out) }
`.trim();

const HEADS = `<defs>${['head', 'head-out'].map((name) => `<marker id="${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="${name}" d="M0 0 L8 4 L0 8 z"/></marker>`).join('')}</defs>`;

export function svgOf({ width, height, shapes }: NetworkPicture, { title, text }: Description): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(text)}</desc>`,
    `<style>\n${STYLE}\n</style>`,
    HEADS,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...shapes.map(element),
    '</svg>', '',
  ].join('\n');
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'text': return textElement(shape);
    case 'dot': return `<circle class="dot" cx="${round(shape.x)}" cy="${round(shape.y)}" r="3"/>`;
    case 'path': return `<path class="${shape.style}" d="${corners(shape.points)}"${markerOf(shape.style)}${closed('path', shape.title)}`;
    case 'rect': return `<rect class="${shape.style}" x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" rx="${shape.radius}"${shape.subject === undefined ? '' : ` data-subnet="${escaped(shape.subject)}"`}${closed('rect', shape.title)}`;
  }
}

function markerOf(style: string): string {
  return style === 'route' ? ' marker-end="url(#head)"' : style === 'beyond' ? ' marker-end="url(#head-out)"' : '';
}

function textElement({ text, style, align, x, y, width, title }: TextShape): string {
  const { size, isBold } = TEXT_STYLES[style] as { size: number; isBold?: boolean };
  return `<text class="t-${style}" x="${round(align === 'centre' ? x + width / 2 : x)}" y="${round(y + size * 0.8)}" font-size="${size}"${align === 'centre' ? ' text-anchor="middle"' : ''}${isBold ? ' font-weight="600"' : ''}>${title === undefined ? '' : `<title>${escaped(title)}</title>`}${escaped(text)}</text>`;
}

const closed = (name: string, title?: string): string => (title === undefined ? '/>' : `><title>${escaped(title)}</title></${name}>`);

/** A line with rounded corners. */
function corners(points: readonly (readonly [x: number, y: number])[]): string {
  const radius = 6;
  return points.map(([x, y], index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) return `M${round(x)} ${round(y)}`;
    if (!after) return `L${round(x)} ${round(y)}`;
    const [one, other] = [towards([x, y], before, radius), towards([x, y], after, radius)];
    return `L${round(one[0])} ${round(one[1])} Q${round(x)} ${round(y)} ${round(other[0])} ${round(other[1])}`;
  }).join(' ');
}

function towards([x, y]: readonly [number, number], [a, b]: readonly [number, number], most: number): [number, number] {
  const length = Math.hypot(a - x, b - y);
  const part = length === 0 ? 0 : Math.min(most, length / 2) / length;
  return [x + (a - x) * part, y + (b - y) * part];
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** What XML has no place for is left out: templates may hold any text. */
const escaped = (text: string): string => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
