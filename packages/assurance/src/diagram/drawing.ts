import { fitted, type Font, widthOf } from './text-width';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface TextShape extends Box {
  readonly kind: 'text';
  readonly text: string;
  readonly style: TextStyle;
  readonly align: Align;
  /** The text in full, where it is shortened. */
  readonly title?: string;
}

export interface RectShape extends Box {
  readonly kind: 'rect';
  readonly style: string;
  readonly radius: number;
  readonly title?: string;
  /** What it stands for: `stack/logical id` of a subnet. */
  readonly subject?: string;
}

export interface PathShape {
  readonly kind: 'path';
  readonly style: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly title?: string;
}

export interface DotShape {
  readonly kind: 'dot';
  readonly x: number;
  readonly y: number;
}

export type Align = 'left' | 'centre';

export type Shape = TextShape | RectShape | PathShape | DotShape;

/** How texts look: the font of each stands here too, because what fits hangs on it. */
export const TEXT_STYLES = {
  title: { size: 17, isBold: true },
  lane: { size: 13, isBold: true },
  vpc: { size: 13.5, isBold: true },
  tier: { size: 12.5, isBold: true },
  strong: { size: 12, isBold: true },
  plain: { size: 12 },
  muted: { size: 11 },
  block: { size: 12.5, isMonospace: true },
  open: { size: 12 },
  chip: { size: 11, isMonospace: true },
  route: { size: 11, isMonospace: true },
} as const satisfies Readonly<Record<string, Font>>;
export type TextStyle = keyof typeof TEXT_STYLES;

export const measure = (text: string, style: TextStyle): number => widthOf(text, TEXT_STYLES[style]);

/** A picture while it grows: shapes in the order in which they are painted. */
export class Drawing {
  readonly shapes: Shape[] = [];

  /** @param y of the baseline. @param width that is there for it. @returns the width that it takes */
  text(x: number, y: number, text: string, style: TextStyle, width = Infinity, align: Align = 'left'): number {
    const short = fitted(text, width, TEXT_STYLES[style]);
    const { size } = TEXT_STYLES[style];
    const own = measure(short, style);
    this.shapes.push({ kind: 'text', text: short, style, align, x: align === 'left' ? x : x - own / 2, y: y - size * 0.8, width: own, height: size, ...(short === text ? {} : { title: text }) });
    return own;
  }

  rect(box: Box, style: string, { radius = 6, ...more }: { radius?: number; title?: string; subject?: string } = {}): void {
    this.shapes.push({ kind: 'rect', ...box, style, radius, ...more });
  }

  path(points: readonly (readonly [x: number, y: number])[], style: string, title?: string): void {
    this.shapes.push({ kind: 'path', points, style, ...(title === undefined ? {} : { title }) });
  }

  dot(x: number, y: number): void {
    this.shapes.push({ kind: 'dot', x, y });
  }
}
