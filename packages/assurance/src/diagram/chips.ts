import { type Drawing, measure, TEXT_STYLES } from './drawing';
import type { Strip } from './model';
import { fitted } from './text-width';

const PAD = 7;
const DOT = 9;
const GAP = 6;
const HEIGHT = 20;
const TITLE = 18;

/** How high a row of chips becomes in a width. */
export function stripHeight(strip: Strip, width: number): number {
  return TITLE + rowsOf(strip, width).length * (HEIGHT + GAP);
}

export function drawStrip(drawing: Drawing, strip: Strip, x: number, y: number, width: number): void {
  drawing.text(x, y + 12, strip.title, 'muted', width);
  rowsOf(strip, width).forEach((row, index) => {
    const top = y + TITLE + index * (HEIGHT + GAP);
    for (const { text, full, left, own, hasPolicy } of row) {
      drawing.rect({ x: x + left, y: top, width: own, height: HEIGHT }, 'chip', { radius: 10, title: full });
      if (hasPolicy) drawing.dot(x + left + PAD + 2, top + HEIGHT / 2);
      drawing.text(x + left + PAD + (hasPolicy ? DOT : 0), top + 14, text, 'chip');
    }
  });
}

interface Placed {
  readonly text: string;
  readonly full: string;
  readonly left: number;
  readonly own: number;
  readonly hasPolicy: boolean;
}

function rowsOf({ chips }: Strip, width: number): Placed[][] {
  const rows: Placed[][] = [];
  let left = Infinity;
  for (const { text: full, hasPolicy = false } of chips) {
    const around = 2 * PAD + (hasPolicy ? DOT : 0);
    const text = fitted(full, width - around, TEXT_STYLES.chip);
    const own = measure(text, 'chip') + around;
    if (left + own > width) {
      rows.push([]);
      left = 0;
    }
    (rows.at(-1) as Placed[]).push({ text, full, left, own, hasPolicy });
    left += own + GAP;
  }
  return rows;
}
